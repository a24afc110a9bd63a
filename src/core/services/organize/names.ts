/** Names that photos share: tags and authors. */
import { sql } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';

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
