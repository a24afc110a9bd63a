/**
 * The timeline of the library, kept in memory in its order (12 bytes a photo): a list of a million photos is then a pass over
 * numbers, not a query of a million rows. Triggers note which photos changed (timeline_change, whoever writes), and every
 * list begins by taking those in.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { ChangeLog } from './change-log.ts';
import { dayNumber, type DayCount, type DayRuns } from './day-runs.ts';
import { listByImport } from './import-order.ts';
import { markPhotos } from './photo-ids.ts';
import type { NamedPhotos } from './sql-executor.ts';
import { listed, patched, ratioOf, type Entry, type Order } from './timeline-order.ts';

/** What of the timeline is listed. */
export interface TimelinePart {
  /** In the order in which photos were taken, or that in which they were imported. */
  readonly by: 'taken' | 'imported';
  readonly descending: boolean;
  /** Null for all photos. */
  readonly among: NamedPhotos | null;
  /** Ids that are left out. */
  readonly without: readonly number[];
}

export interface TimelineList<Days = DayRuns | readonly DayCount[]> {
  readonly ids: Int32Array;
  readonly ratios: Float32Array;
  readonly days: Days;
  /** The arrays are those of the timeline. */
  readonly isShared?: boolean;
}

/** So many rows are read before other questions have their turn. */
const chunkRows = 10_000;
/** After more changes than this, reading all of it is less work than finding their places. */
const mostPatched = 20_000;

type Row = [id: number, takenAt: string | null, day: string | null, width: number | null, height: number | null];
const columns = 'id, taken_at, day, width, height';
const everything: NamedPhotos = { all: [], none: [] };

export class Timeline {
  readonly #database: Database.Database;
  readonly #changes: ChangeLog;
  #order: Order | null = null;
  /** All changes up to this one are in the order. */
  #change = 0;
  #loading: Promise<void> | null = null;

  constructor(database: Database.Database) {
    this.#database = database;
    this.#changes = new ChangeLog(database, 'timeline_change', mostPatched);
  }

  /** Reads all of it in pieces, unless that was done or is being done. */
  load(): Promise<void> {
    return (this.#loading ??= this.#read().finally(() => (this.#loading = null)));
  }

  /** Lists photos as the catalog is now. */
  async list(part: TimelinePart): Promise<TimelineList> {
    // One transaction: what is asked for and the order are of the same moment.
    const read = this.#database.transaction(() => this.#list(part));
    for (;;) {
      const list = read();
      if (list !== null) return list;
      await this.load();
    }
  }

  /** @returns null when all of it is to be read first */
  #list({ by, descending, among, without }: TimelinePart): TimelineList | null {
    if (this.#order === null || !this.#takeChanges(this.#order)) return null;
    const isWhole = among === null && without.length === 0;
    const some = isWhole ? null : markPhotos(this.#database, among ?? everything, this.#order.end, without);
    if (by === 'imported') return listByImport(this.#database, this.#order, descending, some);
    return listed(this.#order, descending, some);
  }

  /** @returns false when there are too many changes, or some of them were let go of */
  #takeChanges(order: Order): boolean {
    const changes = this.#changes.since(this.#change);
    if (changes === null) return false;
    const { photos: changed, last } = changes;
    if (changed.size === 0) return true;
    const now = this.#database
      .prepare(
        `select ${columns} from photo where hidden is null and id in (select value from json_each(?)) order by taken_at desc, id desc`,
      )
      .raw()
      .all(JSON.stringify([...changed])) as Row[];
    const takenAt = new Map(now.map((row) => [row[0], row[1]]));
    const takenAtOf = this.#database.prepare('select taken_at from photo where id = ?').pluck();
    const isBefore = (entry: Entry, id: number): boolean => {
      const [mine, its] = [takenAt.get(entry.id) ?? '', entry.isDated ? (takenAtOf.get(id) as string) : ''];
      return mine > its || (mine === its && entry.id > id);
    };
    this.#order = patched(order, changed, now.map(entryOf), isBefore);
    this.#change = last;
    return true;
  }

  /** What changes between the pieces is noted after `change`, and taken in by the next list. */
  async #read(): Promise<void> {
    const change = this.#changes.last();
    const builder = new OrderBuilder();
    await this.#readPieces('taken_at is not null', '(taken_at, id) < (?, ?)', ([id, takenAt]) => [takenAt, id], builder);
    await this.#readPieces('taken_at is null', 'id < ?', ([id]) => [id], builder);
    this.#order = builder.build();
    this.#change = change;
  }

  async #readPieces(which: string, after: string, placeOf: (last: Row) => unknown[], builder: OrderBuilder): Promise<void> {
    const rowsWhere = (where: string): Database.Statement =>
      this.#database
        .prepare(`select ${columns} from photo where hidden is null and ${where} order by taken_at desc, id desc limit ${chunkRows}`)
        .raw();
    const next = rowsWhere(`${which} and ${after}`);
    let rows = rowsWhere(which).all() as Row[];
    for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
      for (const row of rows) builder.add(entryOf(row));
      await turn();
      rows = next.all(...placeOf(last)) as Row[];
    }
  }
}

const entryOf = ([id, takenAt, day, width, height]: Row): Entry => ({
  id,
  ratio: ratioOf(width, height),
  day: dayNumber(day),
  isDated: takenAt !== null,
});

class OrderBuilder {
  #ids = new Int32Array(1024);
  #ratios = new Float32Array(1024);
  #days = new Int32Array(1024);
  #count = 0;
  #dated = 0;

  add({ id, ratio, day, isDated }: Entry): void {
    if (this.#count === this.#ids.length) {
      this.#ids = grown(this.#ids, new Int32Array(this.#count * 2));
      this.#ratios = grown(this.#ratios, new Float32Array(this.#count * 2));
      this.#days = grown(this.#days, new Int32Array(this.#count * 2));
    }
    this.#ids[this.#count] = id;
    this.#ratios[this.#count] = ratio;
    this.#days[this.#count] = day;
    this.#count += 1;
    if (isDated) this.#dated += 1;
  }

  build(): Order {
    const count = this.#count;
    const ids = this.#ids.slice(0, count);
    const end = ids.reduce((last, id) => Math.max(last, id + 1), 0);
    return { ids, ratios: this.#ratios.slice(0, count), days: this.#days.slice(0, count), dated: this.#dated, end };
  }
}

/** @returns `to`, which begins as `from` */
export function grown<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
