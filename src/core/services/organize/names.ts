/** Names that photos share: tags and authors. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { EditEntry } from '#contract/organize.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { Context } from '../context.ts';
import { editPhotos } from './photo-edit.ts';

/** All tags of visible photos with their counts, by name. */
export async function listTags(catalog: Catalog): Promise<{ name: string; photos: number }[]> {
  const { rows } = await sql<{ name: string; photos: number }>`
    select tag.name as name, count(*) as photos from photo_tag
    join tag on tag.id = photo_tag.tag_id join photo on photo.id = photo_tag.photo_id
    where photo.hidden is null group by tag.id order by tag.name`.execute(catalog.read);
  return rows;
}

/** All authors with the number of their visible photos, by name. */
export async function listAuthors(catalog: Catalog): Promise<{ uuid: string; name: string; photos: number }[]> {
  const { rows } = await sql<{ uuid: string; name: string; photos: number }>`
    select author.uuid, author.name, coalesce(counted.photos, 0) as photos from author
    left join (select author_id, count(*) as photos from photo where hidden is null and author_id is not null group by author_id) counted
      on counted.author_id = author.id
    order by author.name`.execute(catalog.read);
  return rows;
}

/**
 * Calls a tag by another name; one that is there already takes its photos. One edit, which undo takes back.
 * @throws ImaLinkError bad-input when no photo has the tag, or nothing would change
 */
export async function renameTag(context: Context, name: string, to: string): Promise<EditEntry> {
  if (to.trim().normalize('NFC') === name) throw new ImaLinkError('bad-input', `The tag is called ${JSON.stringify(name)} already.`);
  return editPhotos(context, await photosTagged(context, name), { add_tags: [to], remove_tags: [name] });
}

/** Takes a tag from all its photos, as one edit. @throws ImaLinkError bad-input when no photo has it */
export async function removeTag(context: Context, name: string): Promise<EditEntry> {
  return editPhotos(context, await photosTagged(context, name), { remove_tags: [name] });
}

async function photosTagged({ catalog }: Context, name: string): Promise<number[]> {
  const rows = await catalog.read
    .selectFrom('photo_tag')
    .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
    .select('photo_id')
    .where('tag.name', '=', name.normalize('NFC'))
    .execute();
  if (rows.length === 0) throw new ImaLinkError('bad-input', `No photo has the tag ${JSON.stringify(name)}.`, { details: { tag: name } });
  return rows.map((row) => row.photo_id);
}
