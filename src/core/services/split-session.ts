/**
 * A session may grow past what an index can say: readers refuse files of more than 256 MiB, and a million photos are
 * 340 MB of text. So the files that came first go into parts of their own, sessions like any other, before the index is
 * written (docs/decisions/0031-sessions-are-split.md).
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { maxIndexBytes } from '#core/format/parse-json.ts';
import { freeIndexFile } from './free-index-file.ts';
import type { SessionRow } from './session-document.ts';

/** About 17 MB of index; the format promises no more. */
export const maxFilesPerSession = 50_000;

/** How many files may stand in the index of a session that took `sizeBytes`; null when that was little enough, or cannot be less. */
export async function limitBySize(catalog: Catalog, sessionId: number, sizeBytes: number): Promise<number | null> {
  if (sizeBytes <= maxIndexBytes / 2) return null;
  const { all } = await countFiles(catalog, sessionId);
  return all < 2 ? null : Math.max(1, Math.floor((all * maxIndexBytes) / 4 / sizeBytes));
}

/**
 * Moves the files that came first out of a session until it has no more than `limit`, in one transaction for each part.
 * @param root of the storage
 * @returns the new sessions, whose indexes are to be written before the one that was split: no file is then in no index
 */
export async function splitSession(
  catalog: Catalog,
  root: string,
  sessionId: number,
  limit: number = maxFilesPerSession,
): Promise<number[]> {
  const parts: number[] = [];
  let { own, all } = await countFiles(catalog, sessionId);
  while (all > limit) {
    const session = await catalog.read.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow();
    parts.push(await splitOff(catalog, root, session, own > 0 ? 'image_file' : 'session_reference', limit));
    ({ own, all } = await countFiles(catalog, sessionId));
  }
  return parts;
}

/** Sessions that are larger than one may be: an earlier version let them grow. */
export async function largeSessions({ read }: Catalog): Promise<readonly { readonly id: number; readonly storage_id: number }[]> {
  return read
    .selectFrom('session')
    .innerJoin('session_file', 'session_file.session_id', 'session.id')
    .select(['session.id', 'session.storage_id'])
    .groupBy('session.id')
    .having((having) => having.fn.countAll<number>(), '>', maxFilesPerSession)
    .execute();
}

async function countFiles({ read }: Catalog, sessionId: number): Promise<{ readonly own: number; readonly all: number }> {
  const count = async (table: 'image_file' | 'session_reference'): Promise<number> => {
    const { n } = await read
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('session_id', '=', sessionId)
      .executeTakeFirstOrThrow();
    return n;
  };
  const own = await count('image_file');
  return { own, all: own + (await count('session_reference')) };
}

async function splitOff(
  catalog: Catalog,
  root: string,
  { id, generation: _generation, ...session }: SessionRow,
  table: 'image_file' | 'session_reference',
  limit: number,
): Promise<number> {
  const { read } = catalog;
  const uuid = randomUUID();
  const title = await freeTitle(catalog, session.storage_id, session.title);
  // Younger than the whole: a host that reads both lets go of the moved files before it meets them again.
  const importedAt = new Date(Date.parse(session.imported_at) + 1).toISOString();
  await catalog.write([
    read.insertInto('session').values({
      ...session,
      uuid,
      title,
      part_of: session.part_of ?? session.uuid,
      imported_at: importedAt,
      status: 'complete',
      found: 0,
      generation: 0,
      index_generation: 0,
      index_sha256: null,
      index_file: await freeIndexFile(catalog, root, uuid),
      lineage_json: '{}',
    }),
  ]);
  const part = await read.selectFrom('session').select('id').where('uuid', '=', uuid).executeTakeFirstOrThrow();
  const run = (query: ReturnType<typeof sql>): Compilable => ({ compile: () => query.compile(read) });
  await catalog.write([
    table === 'image_file'
      ? run(sql`update image_file set session_id = ${part.id}
          where id in (select id from image_file where session_id = ${id} order by id limit ${limit})`)
      : run(sql`update session_reference set session_id = ${part.id} where session_id = ${id}
          and file_id in (select file_id from session_reference where session_id = ${id} order by file_id limit ${limit})`),
    read.updateTable('session').set({ generation: 1 }).where('id', '=', part.id),
    read
      .updateTable('session')
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('id', '=', id),
  ]);
  return part.id;
}

async function freeTitle({ read }: Catalog, storageId: number, title: string): Promise<string> {
  for (let part = 1; ; part++) {
    const candidate = `${title} (part ${part})`;
    const taken = await read
      .selectFrom('session')
      .select('id')
      .where('storage_id', '=', storageId)
      .where('title', '=', candidate)
      .executeTakeFirst();
    if (!taken) return candidate;
  }
}
