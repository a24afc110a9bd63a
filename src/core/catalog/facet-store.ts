/**
 * How many photos of a list have which year, camera, rating, tag …: counted over columns in memory, because grouping a million rows
 * by text costs SQLite a second for each field. Read when first asked for; what changed since is read with the next question.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { ChangeLog } from './change-log.ts';
import { FacetColumnsBuilder, type FacetColumns, type FacetCounts } from './facet-columns.ts';
import { chunkReader, readPhotos, type FacetField } from './facet-rows.ts';
import { markPhotos } from './photo-ids.ts';
import type { NamedPhotos } from './sql-executor.ts';

/** After so many changes, or with so many photos beside the columns, all of it is read again. */
const mostPatched = 20_000;
/** An edit of a million photos changes more than that while all is read: then what was read counts, and the next question asks anew. */
const mostReadings = 2;

export class FacetStore {
  readonly #database: Database.Database;
  readonly #changes: ChangeLog;
  #columns: FacetColumns | null = null;
  /** All changes up to this one are in the columns. */
  #change = 0;
  #loading: Promise<void> | null = null;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#changes = new ChangeLog(database, 'facet_change', mostPatched);
  }

  /** Counts over some photos, null for all, as the catalog is now. Values that none of them has are left out. */
  async count(named: NamedPhotos | null, fields: readonly FacetField[]): Promise<FacetCounts> {
    // One transaction: what is asked for and the columns are of the same moment.
    const read = this.#database.transaction((isPatient: boolean) => this.#count(named, fields, isPatient));
    for (let readings = 0; ; readings++) {
      const counts = read(readings < mostReadings);
      if (counts !== null) return counts;
      await (this.#loading ??= this.#read().finally(() => (this.#loading = null)));
    }
  }

  /** @param isPatient rather read all of it first than count what was read a moment ago @returns null when it is to be read */
  #count(named: NamedPhotos | null, fields: readonly FacetField[], isPatient: boolean): FacetCounts | null {
    const columns = this.#columns;
    if (columns === null) return null;
    const isNow = columns.besideCount <= mostPatched && this.#takeChanges(columns);
    if (!isNow && isPatient) return null;
    return columns.count(named === null ? null : markPhotos(this.#database, named, columns.endId), fields);
  }

  #takeChanges(columns: FacetColumns): boolean {
    const changes = this.#changes.since(this.#change);
    if (changes === null) return false;
    if (changes.photos.size > 0) columns.patch(changes.photos, readPhotos(this.#database, changes.photos));
    this.#change = changes.last;
    return true;
  }

  /** What changes between the chunks is noted after `change`, and taken in by the next question. */
  async #read(): Promise<void> {
    const change = this.#changes.last();
    const builder = new FacetColumnsBuilder();
    const chunkAfter = chunkReader(this.#database);
    for (let rows = chunkAfter(0); rows.ids.length > 0; rows = chunkAfter(rows.ids.at(-1) ?? 0)) {
      builder.add(rows);
      await turn();
    }
    this.#columns = builder.build();
    this.#change = change;
  }
}
