/** What the sessions hold: counted for all of them in one pass, because a pass a session and figure takes seconds for a million photos. */
import { sql, type RawBuilder } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';

export interface SessionTotals {
  readonly photos: number;
  /** Files and companions. */
  readonly files: number;
  readonly bytes: number;
  readonly takenFrom: string | null;
  readonly takenTo: string | null;
}

interface FileRow {
  readonly session_id: number;
  readonly photos: number;
  readonly files: number;
  readonly bytes: number;
  readonly taken_from: string | null;
  readonly taken_to: string | null;
}

/**
 * Totals by session, those of its own files and of the ones it refers to; a session without any has no entry.
 * @param sessionId one of them; null for all
 */
export async function readSessionTotals({ read }: Catalog, sessionId: number | null): Promise<ReadonlyMap<number, SessionTotals>> {
  const only = (column: RawBuilder<unknown>): RawBuilder<unknown> => (sessionId === null ? sql`true` : sql`${column} = ${sessionId}`);
  const [own, referred] = [only(sql`file.session_id`), only(sql`reference.session_id`)];
  const totals = sql`session_id, count(distinct photo_id) as photos, count(*) as files, sum(size_bytes) as bytes,
    min(taken_at) as taken_from, max(taken_at) as taken_to`;
  // Few sessions refer to files of others; a union of all files is no longer read from a table, which takes half as long again.
  const withReferences = sql`(select session_id from session_reference)`;
  const [files, companions] = await Promise.all([
    sql<FileRow>`
      select ${totals} from image_file file join photo on photo.id = file.photo_id
      where ${own} and file.session_id not in ${withReferences} group by session_id
      union all
      select ${totals}
      from (
        select file.session_id, file.photo_id, file.size_bytes, photo.taken_at
        from image_file file join photo on photo.id = file.photo_id where ${own} and file.session_id in ${withReferences}
        union all
        select reference.session_id, file.photo_id, file.size_bytes, photo.taken_at from session_reference reference
        join image_file file on file.id = reference.file_id join photo on photo.id = file.photo_id where ${referred})
      group by session_id`.execute(read),
    sql<{ session_id: number; files: number; bytes: number }>`
      select session_id, count(*) as files, sum(size_bytes) as bytes
      from (
        select file.session_id, companion.size_bytes from companion join image_file file on file.id = companion.file_id where ${own}
        union all
        select reference.session_id, companion.size_bytes from companion
        join session_reference reference on reference.file_id = companion.file_id where ${referred})
      group by session_id`.execute(read),
  ]);
  const beside = new Map(companions.rows.map((row) => [row.session_id, row]));
  return new Map(
    files.rows.map((row) => {
      const { files: more = 0, bytes = 0 } = beside.get(row.session_id) ?? {};
      const totals = { photos: row.photos, files: row.files + more, bytes: row.bytes + bytes };
      return [row.session_id, { ...totals, takenFrom: row.taken_from, takenTo: row.taken_to }];
    }),
  );
}
