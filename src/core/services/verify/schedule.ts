/** How much of the library was verified lately. */
import { sql } from 'kysely';
import type { Output } from '#contract/procedures.ts';
import type { Context } from '../context.ts';

/** Everything is read once in a quarter: a fault is found while the copies are still young. */
export const quarterDays = 90;
export const dayMs = 86_400_000;

/** Files that are not missing, of photos that were not forgotten. */
export async function readSchedule({ catalog, clock }: Context): Promise<Output<'verify.schedule'>> {
  const since = new Date(clock.now().getTime() - quarterDays * dayMs).toISOString();
  const row = await catalog.read
    .selectFrom('image_file as file')
    .innerJoin('photo', 'photo.id', 'file.photo_id')
    .where('photo.hidden', 'is', null)
    .where('file.status', '<>', 'missing')
    .select((select) => [
      select.fn.countAll<number>().as('files'),
      select.fn.count<number>('file.verified_at').as('verified'),
      sql<number | null>`sum(file.verified_at is null or file.verified_at < ${since})`.as('due'),
      select.fn.min<string | null>('file.verified_at').as('oldest'),
    ])
    .executeTakeFirstOrThrow();
  return { files: row.files, verified: row.verified, due: row.due ?? 0, oldest_verified_at: row.oldest };
}
