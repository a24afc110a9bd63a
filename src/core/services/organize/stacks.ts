/** Stacks: photos that are shown as one; a photo is in one stack at most. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Stack } from '#contract/organize.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { instant, type Context } from '../context.ts';
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
  await catalog.write([
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
    catalog.read.insertInto('stack').values({ uuid, updated_at: now, extra_json: '{"unresolved":[]}' }),
    raw(
      catalog,
      sql`insert into stack_item (photo_id, stack_id, position)
        select value, (select id from stack where uuid = ${uuid}), key from json_each(${text})`,
    ),
  ]);
  tellOrganized(context);
  return (await listStacks(catalog)).find((stack) => stack.uuid === uuid) ?? { uuid, hothashes: [] };
}

/** Unstacks photos; they stay as they are. @throws ImaLinkError bad-input when there is no such stack */
export async function removeStack(context: Context, uuid: string): Promise<Record<string, never>> {
  const { catalog, clock } = context;
  const stack = await catalog.read.selectFrom('stack').select('id').where('uuid', '=', uuid).executeTakeFirst();
  if (!stack) throw new ImaLinkError('bad-input', `There is no stack ${uuid}.`, { details: { uuid } });
  await catalog.write([
    catalog.read.insertInto('removed').values({ uuid, kind: 'stack', removed_at: instant(clock) }),
    catalog.read.deleteFrom('stack').where('id', '=', stack.id),
  ]);
  tellOrganized(context);
  return {};
}

/** Indexes follow within two seconds, hosts are told. */
export function tellOrganized(context: Context): void {
  context.indexes.schedule();
  context.emit('organize.changed', {});
}
