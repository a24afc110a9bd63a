/** Bursts among photos: suggested, or stacked as one edit. */
import { sql, type RawBuilder } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { findBursts } from '#domain/organize/bursts.ts';
import { instant, type Context } from '../context.ts';
import { logArrangement } from './arrange-log.ts';
import { insertStack, noExtra, tellOrganized } from './stacks.ts';

/** Bursts of photos that are in no stack yet, as hothashes; the first of each would be on top. */
export async function suggestBursts(catalog: Catalog, photoIds: readonly number[]): Promise<string[][]> {
  const { bursts, hothashes } = await readBursts(catalog, photoIds);
  return bursts.map((burst) => burst.map((id) => hothashes.get(id) as string));
}

/** Stacks all of them. @returns how many. @throws ImaLinkError bad-input when there is no burst */
export async function stackBursts(context: Context, photoIds: readonly number[]): Promise<string[][]> {
  const { catalog, clock } = context;
  const { bursts, hothashes } = await readBursts(catalog, photoIds);
  if (bursts.length === 0) throw new ImaLinkError('bad-input', 'There is no burst among these photos.');
  const now = instant(clock);
  const stacks = bursts.map((photos) => ({ uuid: clock.newUuid(), photos, extra: noExtra }));
  const photoCount = bursts.reduce((sum, burst) => sum + burst.length, 0);
  const title = `${bursts.length} ${bursts.length === 1 ? 'burst' : 'bursts'} stacked`;
  await catalog.write([
    ...stacks.flatMap((stack) => insertStack(catalog, stack, now)),
    ...logArrangement(
      catalog,
      { kind: 'stack', target: null, title, photoCount, before: [], after: stacks.map(({ photos, extra }) => ({ photos, extra })) },
      now,
    ),
  ]);
  tellOrganized(context);
  return bursts.map((burst) => burst.map((id) => hothashes.get(id) as string));
}

/** Within three seconds, one more than bursts take: what is none is sorted out by the rule itself. */
const isNear = (other: RawBuilder<unknown>) =>
  sql`(${other} is not null and coalesce(abs(julianday(taken_at) - julianday(${other})) * 86400, 0) <= 3)`;

async function readBursts(catalog: Catalog, photoIds: readonly number[]) {
  // Only photos with one near them leave the catalog: of a million they are few.
  const { rows } = await sql<{ id: number; hothash: string; camera: string | null; takenAt: string | null }>`
    with shot as (
      select photo.id, photo.hothash, photo.camera, photo.taken_at,
        lag(photo.taken_at) over one_camera as before, lead(photo.taken_at) over one_camera as after
      from json_each(${JSON.stringify(photoIds)}) wanted join photo on photo.id = wanted.value
      where photo.camera is not null and photo.taken_at is not null and photo.id not in (select photo_id from stack_item)
      window one_camera as (partition by photo.camera order by photo.taken_at, photo.id))
    select id, hothash, camera, taken_at as takenAt from shot
    where ${isNear(sql`before`)} or ${isNear(sql`after`)}`.execute(catalog.on('counts').read);
  return { bursts: findBursts(rows), hothashes: new Map(rows.map((row) => [row.id, row.hothash])) };
}
