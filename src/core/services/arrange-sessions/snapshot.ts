/** How files are shared out among sessions, before and after a change of it; and the queries from the one to the other. */
import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { raw } from '../organize/touch-photos.ts';

const SessionRow = z.looseObject({ id: z.int(), uuid: z.string(), storage_id: z.int(), index_file: z.string(), title: z.string() });

export const SessionSnapshot = z.object({
  storage_id: z.int(),
  /** File to session. */
  files: z.array(z.tuple([z.int(), z.int()])),
  /** Session and the file of another one that it shows. */
  references: z.array(z.tuple([z.int(), z.int()])),
  /** Sessions that are there in this state and not in the other, with their problems. */
  sessions: z.array(z.object({ row: SessionRow, problems: z.array(z.record(z.string(), z.unknown())) })),
});
export type SessionSnapshot = z.output<typeof SessionSnapshot>;

/** One transaction's queries. Sessions that appear come first, those that go last; every session touched is written anew. */
export function queriesBetween(catalog: Catalog, from: SessionSnapshot, to: SessionSnapshot, now: string): Compilable[] {
  const going = from.sessions.map(({ row }) => row.id);
  const touched = [
    ...new Set([...from.files, ...to.files].map(([, session]) => session).concat(to.references.map(([session]) => session))),
  ];
  const isGoing = (id: number): boolean => going.includes(id);
  return [
    ...to.sessions.flatMap(({ row, problems }) => insertSession(catalog, row, problems)),
    raw(
      catalog,
      sql`update image_file set session_id = wanted.session from (
        select value ->> 0 as file, value ->> 1 as session from json_each(${JSON.stringify(to.files)})) wanted where image_file.id = wanted.file`,
    ),
    raw(
      catalog,
      sql`delete from session_reference where (session_id, file_id) in (
        select value ->> 0, value ->> 1 from json_each(${JSON.stringify(from.references)}))`,
    ),
    raw(
      catalog,
      sql`insert into session_reference (session_id, file_id)
        select value ->> 0, value ->> 1 from json_each(${JSON.stringify(to.references)}) where true on conflict do nothing`,
    ),
    ...going.flatMap((id) => [
      catalog.read.deleteFrom('session_reference').where('session_id', '=', id),
      catalog.read.deleteFrom('import_item').where('session_id', '=', id),
      catalog.read.deleteFrom('import_problem').where('session_id', '=', id),
      catalog.read.deleteFrom('session').where('id', '=', id),
    ]),
    ...touched
      .filter((id) => !isGoing(id))
      .map((id) =>
        catalog.read
          .updateTable('session')
          .set({ generation: sql<number>`generation + 1`, changed_at: now })
          .where('id', '=', id),
      ),
  ];
}

function insertSession(catalog: Catalog, row: Readonly<Record<string, unknown>>, problems: readonly Readonly<Record<string, unknown>>[]) {
  type Session = Selectable<CatalogSchema['session']>;
  const session = row as unknown as Session;
  return [
    // Not on disk yet, or not any more: it is written before anything else is said of it.
    catalog.read.insertInto('session').values({ ...session, generation: session.generation + 1, index_generation: 0 }),
    ...problems.map((problem) =>
      catalog.read.insertInto('import_problem').values(problem as unknown as Selectable<CatalogSchema['import_problem']>),
    ),
  ];
}

/** @returns why the catalog is no longer in this state; null when it is */
export async function differsFrom(catalog: Catalog, snapshot: SessionSnapshot): Promise<string | null> {
  const { read } = catalog;
  const ids = JSON.stringify(snapshot.files.map(([file]) => file));
  const { rows } = await sql<{ id: number; session_id: number }>`
    select id, session_id from image_file where id in (select value from json_each(${ids}))`.execute(read);
  const now = new Map(rows.map((row) => [row.id, row.session_id]));
  if (snapshot.files.some(([file, session]) => now.get(file) !== session)) return 'some of its photos are in other sessions now';
  for (const { row } of snapshot.sessions) {
    const count = await read
      .selectFrom('image_file')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('session_id', '=', row.id)
      .executeTakeFirstOrThrow();
    if (count.n !== snapshot.files.filter(([, session]) => session === row.id).length) return `“${row.title}” has other photos by now`;
  }
  return null;
}

export async function photosOfFiles({ read }: Catalog, { files }: SessionSnapshot): Promise<number[]> {
  const ids = JSON.stringify(files.map(([file]) => file));
  const { rows } = await sql<{ photo_id: number }>`
    select distinct photo_id from image_file where id in (select value from json_each(${ids}))`.execute(read);
  return rows.map((row) => row.photo_id);
}
