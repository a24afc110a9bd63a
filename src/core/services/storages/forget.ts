/** Taking a storage out of the catalog. Its folder stays as it is, to the last byte, and can be recovered from. */
import { sql } from 'kysely';
import type { Output } from '#contract/procedures.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { Context } from '../context.ts';
import { findStorage } from '../storage-rows.ts';
import { requireIdle } from './busy.ts';
import { answersOf } from './clones.ts';

/**
 * Counts what would go and, with `confirm`, lets it go in one transaction.
 * @returns `unwritten_sessions`: changes that only the catalog holds; they are lost unless the storage is connected first
 * @throws ImaLinkError storage-not-found, storage-locked
 */
export async function forgetStorage(context: Context, reference: string, confirm: boolean): Promise<Output<'storage.forget'>> {
  const row = await findStorage(context.catalog, reference);
  requireIdle(context, row);
  const { read } = context.catalog;
  const [photos, sessions, unwritten] = await Promise.all([
    read
      .selectFrom('photo')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('id', 'in', photosOnlyIn(row.id))
      .executeTakeFirstOrThrow(),
    read
      .selectFrom('session')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('storage_id', '=', row.id)
      .executeTakeFirstOrThrow(),
    read
      .selectFrom('session')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('storage_id', '=', row.id)
      .whereRef('generation', '>', 'index_generation')
      .executeTakeFirstOrThrow(),
  ]);
  if (confirm) {
    const answers = `${answersOf(row.uuid)}%`;
    await context.catalog.write([...forgetQueries(context.catalog, row.id), read.deleteFrom('meta').where('key', 'like', answers)]);
    context.emit('storage.changed', { storage_uuid: row.uuid });
    context.emit('conflicts.changed', { storage_uuid: row.uuid });
    context.emit('photos.changed', { reason: 'edit', session_id: null });
  }
  return { forgotten: confirm, photos: photos.n, sessions: sessions.n, files_touched_on_disk: 0, unwritten_sessions: unwritten.n };
}

const photosOnlyIn = (storageId: number) =>
  sql<number>`(select f.photo_id from image_file f where f.storage_id = ${storageId}
    and not exists (select 1 from image_file o where o.photo_id = f.photo_id and o.storage_id <> f.storage_id))`;

/**
 * Every row that speaks of the storage, children first, and photos that have no file elsewhere. Photos without any
 * file are not meant: what was forgotten by choice stays remembered.
 */
export function forgetQueries({ read }: Catalog, storageId: number): Compilable[] {
  const raw = (query: ReturnType<typeof sql>): Compilable => ({ compile: () => query.compile(read) });
  const sessions = read.selectFrom('session').select('id').where('storage_id', '=', storageId);
  const going = sql<number>`(select id from temp.going_photo)`;
  return [
    raw(sql`create temp table going_photo as select distinct photo_id as id from image_file where photo_id in ${photosOnlyIn(storageId)}`),
    // A session whose files also stand in another storage goes on there.
    raw(sql`
      update session set generation = generation + 1, index_generation = 0, index_sha256 = null,
        storage_id = (select min(f.storage_id) from image_file f where f.session_id = session.id and f.storage_id <> ${storageId})
      where storage_id = ${storageId}
        and exists (select 1 from image_file f where f.session_id = session.id and f.storage_id <> ${storageId})`),
    read.deleteFrom('photo_search').where('rowid', 'in', going),
    read.deleteFrom('finding').where('storage_id', '=', storageId),
    read.deleteFrom('journal').where('storage_id', '=', storageId),
    read.deleteFrom('remembered').where('storage_id', '=', storageId),
    read.deleteFrom('rule').where('storage_id', '=', storageId),
    read.deleteFrom('import_item').where('session_id', 'in', sessions),
    read.deleteFrom('import_problem').where('session_id', 'in', sessions),
    read.deleteFrom('session_reference').where('session_id', 'in', sessions),
    read.deleteFrom('companion').where('storage_id', '=', storageId),
    read.deleteFrom('image_file').where('storage_id', '=', storageId),
    read.deleteFrom('photo_tag').where('photo_id', 'in', going),
    read.deleteFrom('photo').where('id', 'in', going),
    raw(sql`delete from stack where (select count(*) from stack_item where stack_id = stack.id) < 2`),
    read.deleteFrom('session').where('storage_id', '=', storageId),
    read.deleteFrom('storage').where('id', '=', storageId),
    raw(sql`drop table temp.going_photo`),
  ];
}
