/** What happened to one photo, newest first: its import, what people said of it, what scans found and did, and why. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { PhotoHistoryEntry } from '#contract/photo.ts';
import type { Context } from './context.ts';

/** More tell a person nothing. */
const mostEntries = 50;

/** @throws ImaLinkError photo-not-found */
export async function readPhotoHistory({ catalog: { read } }: Context, hothash: string): Promise<PhotoHistoryEntry[]> {
  const photo = await read.selectFrom('photo').select(['id', 'imported_at']).where('hothash', '=', hothash).executeTakeFirst();
  if (!photo) throw new ImaLinkError('photo-not-found', `There is no photo ${hothash}.`, { details: { hothash } });
  const [edits, findings, sessions] = await Promise.all([
    sql<{ id: number; title: string; created_at: string; undone_at: string | null }>`
      select id, title, created_at, undone_at from edit where kind = 'photos'
        and exists (select 1 from edit_photo where edit_photo.edit_id = edit.id and edit_photo.photo_id = ${photo.id})
      order by id desc limit ${mostEntries}`.execute(read),
    sql<{ kind: string; reason: string; lane: string; first_seen: string }>`
      select finding.kind, finding.reason, finding.lane, finding.first_seen from finding
      join image_file file on file.storage_id = finding.storage_id and file.path = finding.path
      where file.photo_id = ${photo.id} order by finding.first_seen desc limit ${mostEntries}`.execute(read),
    read
      .selectFrom('session')
      .select(['title', 'imported_at'])
      .where((where) => where('id', 'in', where.selectFrom('session_file').select('session_id').where('photo_id', '=', photo.id)))
      .execute(),
  ]);
  const entries: PhotoHistoryEntry[] = [
    ...edits.rows.map(({ title, created_at, undone_at }) => ({
      at: created_at,
      kind: 'edit' as const,
      what: title,
      why: '',
      undone: undone_at !== null,
    })),
    ...findings.rows.map(({ kind, reason, lane, first_seen }) => ({
      at: first_seen,
      kind: lane === 'auto' ? ('automatic' as const) : ('found' as const),
      what: kind,
      why: reason,
      undone: false,
    })),
    ...sessions.map(({ title, imported_at }) => ({ at: imported_at, kind: 'import' as const, what: title, why: '', undone: false })),
  ];
  return entries.toSorted((left, right) => right.at.localeCompare(left.at)).slice(0, mostEntries);
}
