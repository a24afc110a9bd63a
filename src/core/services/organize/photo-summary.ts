/** What people said of several photos: shared values, and where they differ. */
import { sql } from 'kysely';
import type { PhotoSummary } from '#contract/organize.ts';
import type { Catalog } from '#core/catalog/catalog.ts';

/** Tags and cameras listed; a person reads no more. */
const mostListed = 100;

/** Counted inside SQLite, so that a hundred thousand photos cost one row. */
export async function summarize(catalog: Catalog, photoIds: readonly number[]): Promise<PhotoSummary> {
  const ids = JSON.stringify(photoIds);
  const chosen = sql`(select value from json_each(${ids}))`;
  const [totals, tags, custom, cameras] = await Promise.all([
    sql<Totals>`
      select count(*) as count, count(taken_at) as dated, min(taken_at) as taken_from, max(taken_at) as taken_to,
        ${sql.join(
          fields.map((field) => {
            const value = field === 'author' ? sql`(select name from author where author.id = photo.author_id)` : sql.ref(`photo.${field}`);
            // A null is a value of its own here: "no label" and "red" differ.
            return sql`max(${value}) as ${sql.ref(field)}, count(distinct ${value}) + max(${value} is null) as ${sql.ref(`${field}_n`)}`;
          }),
        )}
      from photo where id in ${chosen}`.execute(catalog.read),
    sql<{ name: string; photos: number }>`
      select tag.name, count(*) as photos from photo_tag join tag on tag.id = photo_tag.tag_id
      where photo_tag.photo_id in ${chosen} group by tag.id order by photos desc, tag.name limit ${mostListed}`.execute(catalog.read),
    sql<{ name: string; photos: number; value: string; others: number }>`
      select name, count(*) as photos, min(value) as value, count(distinct value) - 1 as others from photo_custom
      where photo_id in ${chosen} group by name order by photos desc, name limit ${mostListed}`.execute(catalog.read),
    sql<{ name: string | null; photos: number }>`
      select camera as name, count(*) as photos from photo where id in ${chosen}
      group by camera order by photos desc, camera limit ${mostListed}`.execute(catalog.read),
  ]);
  const row = totals.rows[0] as Totals;
  const shared = <T>(field: (typeof fields)[number], value: T) =>
    row[`${field}_n`] > 1 ? ({ mixed: true } as const) : ({ mixed: false, value } as const);
  return {
    count: row.count,
    rating: shared('rating', row.rating ?? 0),
    flag: shared('flag', (row.flag ?? 'none') as 'none'),
    color: shared('color', row.color),
    title: shared('title', row.title ?? ''),
    caption: shared('caption', row.caption ?? ''),
    author: shared('author', row.author),
    tags: tags.rows.toSorted((left, right) => left.name.localeCompare(right.name)),
    custom: custom.rows.map(({ name, photos, value, others }) => ({
      name,
      photos,
      value: others > 0 ? { mixed: true } : { mixed: false, value },
    })),
    taken_from: row.taken_from,
    taken_to: row.taken_to,
    taken_at_offset: shared('taken_at_offset', row.taken_at_offset),
    undated: row.count - row.dated,
    cameras: cameras.rows,
  };
}

const fields = ['rating', 'flag', 'color', 'title', 'caption', 'author', 'taken_at_offset'] as const;
type Field = (typeof fields)[number];

type Totals = {
  readonly count: number;
  readonly dated: number;
  readonly taken_from: string | null;
  readonly taken_to: string | null;
  readonly rating: number | null;
} & { readonly [F in Exclude<Field, 'rating'>]: string | null } & { readonly [F in `${Field}_n`]: number };
