/** The tags of an import, given to what it brings as a person gives tags: they stand in the index, and win over what files say. */
import { sql } from 'kysely';
import type { Compilable } from '#core/catalog/catalog.ts';
import { nameQueries, saidSets, tagNames } from '../organize/edit-queries.ts';
import { raw } from '../organize/touch-photos.ts';
import type { ImportRun } from './types.ts';

/**
 * Queries for a photo that has a record and no file yet: one that is new to the library, or comes back to it. A photo that has a file,
 * in whatever storage, is there already and keeps the tags it has. They belong between the photo and its file, in one transaction.
 */
export function giveTags({ context: { catalog, clock }, request }: ImportRun, hothash: string, now: string): Compilable[] {
  const tags = tagsOf(request);
  if (tags.length === 0) return [];
  const isBrought = sql`photo.hothash = ${hothash} and not exists (select 1 from image_file where image_file.photo_id = photo.id)`;
  return [
    ...nameQueries(catalog, { add_tags: tags }, () => clock.newUuid()),
    raw(catalog, sql`update photo set ${sql.join(saidSets(JSON.stringify(['tags']), '[]', now))} where ${isBrought}`),
    raw(
      catalog,
      sql`insert into photo_tag (photo_id, tag_id) select photo.id, tag.id from photo
        cross join tag on tag.name in (select value from json_each(${JSON.stringify(tags)})) where ${isBrought} on conflict do nothing`,
    ),
  ];
}

/** An import that goes on after a recovery has its request from an index, which anybody may have written. */
function tagsOf({ tags }: { readonly tags?: unknown }): string[] {
  return Array.isArray(tags) ? tagNames(tags.filter((tag) => typeof tag === 'string')) : [];
}
