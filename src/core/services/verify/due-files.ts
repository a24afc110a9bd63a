/** Which files a verification reads, in the order of their turn: least recently looked at first. */
import { sql, type Selectable } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';

/** Files per round trip, and per durable write of what was found. */
const pageSize = 64;
/** SQLite takes a limited number of values at once. */
const companionsPerQuery = 1000;

export type FileRow = Selectable<CatalogSchema['image_file']>;
export type CompanionRow = Selectable<CatalogSchema['companion']>;

export interface DueFile extends FileRow {
  readonly turn: string;
  readonly companions: readonly CompanionRow[];
}

/** What is verified of one storage. */
export interface Reach {
  readonly storageId: number;
  /** Only what this session shows; null for everything. */
  readonly sessionId: number | null;
  /** Also files that are on record as missing: they may be back, or be restored. */
  readonly withMissing: boolean;
}

const turn = sql<string>`coalesce(file.checked_at, file.verified_at, '')`;

function filesOf({ read }: Catalog, { storageId, sessionId, withMissing }: Reach) {
  return read
    .selectFrom('image_file as file')
    .innerJoin('photo', 'photo.id', 'file.photo_id')
    .where('file.storage_id', '=', storageId)
    .where('photo.hidden', 'is', null)
    .$if(!withMissing, (query) => query.where('file.status', '<>', 'missing'))
    .$if(sessionId !== null, (query) =>
      query.where('file.id', 'in', (from) => from.selectFrom('session_file').select('file_id').where('session_id', '=', sessionId)),
    );
}

/** How many files, and bytes without companions. @param before only those whose turn was before this instant */
export async function countDue(catalog: Catalog, reach: Reach, before?: string): Promise<{ files: number; bytes: number }> {
  const row = await filesOf(catalog, reach)
    .$if(before !== undefined, (query) => query.where(turn, '<', before ?? ''))
    .select((select) => [select.fn.countAll<number>().as('files'), select.fn.sum<number | null>('file.size_bytes').as('bytes')])
    .executeTakeFirstOrThrow();
  return { files: row.files, bytes: row.bytes ?? 0 };
}

/** The last turn anyone had: a run begins after it, whatever the clock says. Empty when nothing was looked at yet. */
export async function lastTurn(catalog: Catalog, storageIds: readonly number[]): Promise<string> {
  const turns = await Promise.all(
    storageIds.map((id) =>
      filesOf(catalog, { storageId: id, sessionId: null, withMissing: true })
        .select(sql<string | null>`max(coalesce(file.checked_at, file.verified_at, ''))`.as('turn'))
        .executeTakeFirstOrThrow(),
    ),
  );
  return turns.reduce((latest, row) => (row.turn !== null && row.turn > latest ? row.turn : latest), '');
}

/** Pages of files whose turn was before `startedAt`; what is noted meanwhile leaves no gap and is not met twice. */
export async function* dueFiles(catalog: Catalog, reach: Reach, startedAt: string, limit: number): AsyncGenerator<DueFile[]> {
  let after = { turn: '', id: 0 };
  for (let left = limit; left > 0;) {
    const rows = await filesOf(catalog, reach)
      .selectAll('file')
      .select(turn.as('turn'))
      .where(turn, '<', startedAt)
      // Two conditions: SQLite finds the beginning in the index by the first, and not by a comparison of pairs.
      .where(turn, '>=', after.turn)
      .where(sql<boolean>`(${turn} > ${after.turn} or file.id > ${after.id})`)
      .orderBy(turn)
      .orderBy('file.id')
      .limit(Math.min(pageSize, left))
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    const companions = Map.groupBy(
      await companionsOf(
        catalog,
        rows.map((row) => row.id),
      ),
      (row) => row.file_id,
    );
    yield rows.map((row) => ({ ...row, companions: companions.get(row.id) ?? [] }));
    after = { turn: last.turn, id: last.id };
    left -= rows.length;
  }
}

export async function companionsOf(catalog: Catalog, fileIds: readonly number[]): Promise<CompanionRow[]> {
  const rows: CompanionRow[] = [];
  for (let start = 0; start < fileIds.length; start += companionsPerQuery)
    rows.push(
      ...(await catalog.read
        .selectFrom('companion')
        .selectAll()
        .where('file_id', 'in', fileIds.slice(start, start + companionsPerQuery))
        .orderBy('id')
        .execute()),
    );
  return rows;
}

/** Notes that these files had their turn, however it ended. */
export function noteChecked(catalog: Catalog, fileIds: readonly number[], at: string): Compilable[] {
  if (fileIds.length === 0) return [];
  const query = sql`update image_file set checked_at = ${at} where id in (select value from json_each(${JSON.stringify(fileIds)}))`;
  return [{ compile: () => query.compile(catalog.read) }];
}

/**
 * Notes that these files hold their recorded bytes, and that the indexes which say so are behind. A file whose record
 * was changed since it was read is left out.
 */
export function noteVerified(catalog: Catalog, files: readonly Pick<FileRow, 'id' | 'checksum'>[], at: string, now: string): Compilable[] {
  if (files.length === 0) return [];
  const seen = JSON.stringify(files.map(({ id, checksum }) => ({ id, checksum })));
  const ids = JSON.stringify(files.map(({ id }) => id));
  const queries = [
    sql`update image_file set verified_at = ${at}, checked_at = ${at}
      from (select value ->> 'id' as id, value ->> 'checksum' as checksum from json_each(${seen})) as seen
      where image_file.id = seen.id and image_file.checksum = seen.checksum`,
    sql`update session set generation = generation + 1, changed_at = ${now} where id in (
      select session_id from image_file where id in (select value from json_each(${ids}))
      union select session_id from session_reference where file_id in (select value from json_each(${ids})))`,
  ];
  return queries.map((query) => ({ compile: () => query.compile(catalog.read) }));
}
