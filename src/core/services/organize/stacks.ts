/** Stacks: photos that are shown as one; a photo is in one stack at most. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Stack } from '#contract/organize.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { instant, type Context } from '../context.ts';
import { keptBeside } from './album-order.ts';
import { logArrangement } from './arrange-log.ts';
import { raw } from './touch-photos.ts';

const mostStacked = 1000;

/** All stacks, the photo on top first. Forgotten photos are left out. */
export async function listStacks(catalog: Catalog): Promise<Stack[]> {
  const { rows } = await sql<{ uuid: string; hothash: string }>`
    select stack.uuid, photo.hothash from stack join stack_item on stack_item.stack_id = stack.id
    join photo on photo.id = stack_item.photo_id where photo.hidden is null
    order by stack.uuid, stack_item.position`.execute(catalog.read);
  return [...Map.groupBy(rows, (row) => row.uuid)].map(([uuid, items]) => ({ uuid, hothashes: items.map((item) => item.hothash) }));
}

/**
 * Stacks photos, the first on top. Those that were in other stacks leave them; a stack of one that is left is undone.
 * @throws ImaLinkError bad-input
 */
export async function createStack(context: Context, ids: readonly number[]): Promise<Stack> {
  const { catalog, clock } = context;
  if (ids.length < 2) throw new ImaLinkError('bad-input', 'A stack needs two photos.');
  if (ids.length > mostStacked)
    throw new ImaLinkError('bad-input', `A stack holds ${mostStacked} photos at most; these are ${ids.length}.`);
  const uuid = clock.newUuid();
  const now = instant(clock);
  const text = JSON.stringify(ids);
  const before = await readStacks(catalog, ids);
  const chosen = new Set(ids);
  const left = before
    .map((stack) => ({ ...stack, photos: stack.photos.filter((photo) => !chosen.has(photo)) }))
    .filter((stack) => stack.photos.length + keptBeside(stack.extra).unresolved.length > 1);
  const after = [...left, { photos: [...ids], extra: noExtra }];
  await catalog.write([
    ...logArrangement(catalog, { ...about(`Stack of ${ids.length} photos`, ids.length), before: kept(before), after: kept(after) }, now),
    raw(
      catalog,
      sql`update stack set rev = rev + 1, updated_at = ${now}
        where id in (select stack_id from stack_item where photo_id in (select value from json_each(${text})))`,
    ),
    raw(catalog, sql`delete from stack_item where photo_id in (select value from json_each(${text}))`),
    raw(
      catalog,
      sql`insert into removed (uuid, kind, removed_at) select uuid, 'stack', ${now} from stack
        where (select count(*) from stack_item where stack_id = stack.id) + json_array_length(extra_json, '$.unresolved') < 2`,
    ),
    raw(catalog, sql`delete from stack where uuid in (select uuid from removed where kind = 'stack')`),
    ...insertStack(catalog, { uuid, photos: ids, extra: noExtra }, now),
  ]);
  tellOrganized(context);
  return (await listStacks(catalog)).find((stack) => stack.uuid === uuid) ?? { uuid, hothashes: [] };
}

/** Unstacks photos; they stay as they are. @throws ImaLinkError bad-input when there is no such stack */
export async function removeStack(context: Context, uuid: string): Promise<Record<string, never>> {
  const { catalog, clock } = context;
  const members = await catalog.read
    .selectFrom('stack_item')
    .innerJoin('stack', 'stack.id', 'stack_item.stack_id')
    .select('photo_id')
    .where('uuid', '=', uuid)
    .execute();
  const stacks = await readStacks(
    catalog,
    members.map((member) => member.photo_id),
  );
  const [stack] = stacks;
  if (!stack) throw new ImaLinkError('bad-input', `There is no stack ${uuid}.`, { details: { uuid } });
  const now = instant(clock);
  await catalog.write([
    ...removeStackQueries(catalog, stack, now),
    ...logArrangement(catalog, { ...about('Unstack', stack.photos.length), before: kept(stacks), after: [] }, now),
  ]);
  tellOrganized(context);
  return {};
}

interface StackRow {
  readonly uuid: string;
  readonly photos: number[];
  readonly extra: string;
}

/** The stacks that hold any of these photos, each with all its photos in order. */
export async function readStacks(catalog: Catalog, photoIds: readonly number[]): Promise<StackRow[]> {
  const { rows } = await sql<{ uuid: string; extra_json: string; photo_id: number }>`
    select stack.uuid, stack.extra_json, stack_item.photo_id from stack join stack_item on stack_item.stack_id = stack.id
    where stack.id in (select stack_id from stack_item where photo_id in (select value from json_each(${JSON.stringify(photoIds)})))
    order by stack.uuid, stack_item.position`.execute(catalog.read);
  return [...Map.groupBy(rows, (row) => row.uuid)].map(([uuid, items]) => ({
    uuid,
    photos: items.map((item) => item.photo_id),
    extra: items[0]?.extra_json ?? noExtra,
  }));
}

/** Queries that make a stack of photos that are in none. */
export function insertStack(
  catalog: Catalog,
  { uuid, photos, extra }: { uuid: string; photos: readonly number[]; extra: string },
  now: string,
) {
  return [
    catalog.read.insertInto('stack').values({ uuid, updated_at: now, extra_json: extra }),
    raw(
      catalog,
      sql`insert into stack_item (photo_id, stack_id, position)
        select value, (select id from stack where uuid = ${uuid}), key from json_each(${JSON.stringify(photos)})`,
    ),
  ];
}

/** Queries that remove a stack, everywhere. */
export function removeStackQueries(catalog: Catalog, { uuid }: { readonly uuid: string }, now: string): Compilable[] {
  return [
    catalog.read.insertInto('removed').values({ uuid, kind: 'stack', removed_at: now }),
    catalog.read.deleteFrom('stack').where('uuid', '=', uuid),
  ];
}

/** Beside a stack that was made here. */
export const noExtra = '{"unresolved":[]}';
const about = (title: string, photoCount: number) => ({ kind: 'stack', target: null, title, photoCount }) as const;
const kept = (stacks: readonly { readonly photos: number[]; readonly extra: string }[]) =>
  stacks.map(({ photos, extra }) => ({ photos, extra }));

/** Indexes follow within two seconds, hosts are told. */
export function tellOrganized(context: Context): void {
  context.indexes.schedule();
  context.emit('organize.changed', {});
}
