/** Photos with fewer verified copies than wanted, and where each of their files is. */
import { sql } from 'kysely';
import type { CopiesReport } from '#contract/recover.ts';
import type { Context } from '../context.ts';
import { readNumberCursor, writeCursor } from '../cursor.ts';

/** A photo with one file is one fault away from being lost. */
const leastCopies = 2;

/**
 * A file counts as a copy when it is present and was verified, whatever storage it stands in and whether its bytes or
 * only its picture are the same (docs/design/verify.md#copies).
 * @param min copies wanted; without it two, or what the most demanding storage wants
 */
export async function reportCopies(
  { catalog }: Context,
  {
    min,
    limit,
    offset,
    cursor,
  }: { readonly min?: number | undefined; readonly limit: number; readonly offset: number; readonly cursor?: string | undefined },
): Promise<CopiesReport> {
  const { read } = catalog;
  const wanted = min ?? (await mostDemanded(catalog));
  const lacking = read
    .selectFrom('photo')
    .leftJoin('image_file as file', (join) =>
      join.onRef('file.photo_id', '=', 'photo.id').on('file.status', '=', 'present').on('file.verified_at', 'is not', null),
    )
    .where('photo.hidden', 'is', null)
    .groupBy('photo.id')
    .having(sql<number>`count(file.id)`, '<', wanted);
  const [{ total }, photos] = await Promise.all([
    read
      .selectFrom(lacking.select('photo.id').as('lacking'))
      .select((select) => select.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
    lacking
      .select(['photo.id', 'photo.hothash', sql<number>`count(file.id)`.as('copies')])
      .$if(cursor !== undefined, (query) => query.where('photo.id', '>', readNumberCursor('copies', cursor ?? '')))
      .orderBy('photo.id')
      .limit(limit)
      .offset(offset)
      .execute(),
  ]);
  const files = Map.groupBy(
    photos.length === 0
      ? []
      : await filesOf(
          catalog,
          photos.map((photo) => photo.id),
        ),
    (file) => file.photo_id,
  );
  const last = photos.length < limit ? undefined : photos.at(-1);
  return {
    min_copies: wanted,
    total,
    photos: photos.map(({ id, hothash, copies }) => ({
      hothash,
      verified_copies: copies,
      files: (files.get(id) ?? []).map(({ photo_id: _photoId, ...file }) => file),
    })),
    next_cursor: last ? writeCursor('copies', last.id) : null,
  };
}

async function mostDemanded({ read }: Context['catalog']): Promise<number> {
  const row = await read
    .selectFrom('storage')
    .select((select) => select.fn.max<number | null>('min_copies').as('most'))
    .executeTakeFirstOrThrow();
  return Math.max(leastCopies, row.most ?? 0);
}

function filesOf({ read }: Context['catalog'], photoIds: readonly number[]) {
  return read
    .selectFrom('image_file as file')
    .innerJoin('storage', 'storage.id', 'file.storage_id')
    .select(['file.photo_id', 'storage.uuid as storage_uuid', 'storage.display_name as storage_name', 'file.path', 'file.checksum'])
    .select(['file.status', 'file.verified_at'])
    .where('file.photo_id', 'in', photoIds)
    .orderBy('file.id')
    .execute();
}
