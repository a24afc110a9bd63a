/** Queries that bring photos of an index into the catalog; user data goes by rev, then by time. */
import type { Compilable } from '#core/catalog/catalog.ts';
import type { PhotoEntry } from '#core/format/shapes.ts';
import { factColumns, photoValues, userColumns } from './entry-rows.ts';

/** A statement with a text of its own: prepared once, run for every row. */
export function statement(sql: string, parameters: readonly (string | number | null)[]): Compilable {
  return { compile: () => ({ sql, parameters }) };
}

const wins = `(excluded.rev > photo.rev or (excluded.rev = photo.rev and coalesce(excluded.updated_at, '') > coalesce(photo.updated_at, '')))`;

/** @param factsToo the index is ahead of the catalog: what it says of the file counts as well */
function upsertText(factsToo: boolean): string {
  const columns = ['hothash', ...factColumns, ...userColumns, 'has_hotpreview', 'imported_at', 'author_id'];
  const byRev = [...userColumns, 'author_id'].map(
    (column) => `${column} = case when ${wins} then excluded.${column} else photo.${column} end`,
  );
  const facts = factsToo ? factColumns.map((column) => `${column} = excluded.${column}`) : [];
  return `insert into photo (${columns.join(', ')})
    values (${columns.map((column) => (column === 'author_id' ? '(select id from author where name = ?)' : '?')).join(', ')})
    on conflict (hothash) do update set ${[...byRev, ...facts].join(', ')},
      hidden = case when ${wins} then null else photo.hidden end,
      hidden_at = case when ${wins} then null else photo.hidden_at end,
      has_hotpreview = max(photo.has_hotpreview, excluded.has_hotpreview),
      imported_at = min(photo.imported_at, excluded.imported_at)`;
}

const upserts = { plain: upsertText(false), factsToo: upsertText(true) };
const isThisRev = 'hothash = ? and rev = ? and updated_at is ?';

export interface PhotoToTake {
  readonly hothash: string;
  readonly entry: PhotoEntry;
  readonly hasHotpreview: boolean;
  /** Used when the index does not say. */
  readonly importedAt: string;
}

/** Names of tags and authors that were inserted already. */
export interface KnownNames {
  readonly tags: Set<string>;
  readonly authors: Set<string>;
}

/** Inserts a photo, or merges what people said of it. Idempotent. */
export function takePhoto(
  photo: PhotoToTake,
  names: KnownNames,
  { factsToo, isKnown }: { readonly factsToo: boolean; readonly isKnown: boolean },
): Compilable[] {
  const { hothash, entry } = photo;
  const user = entry.photo;
  const rev = [hothash, user?.rev ?? 0, user?.updated_at ?? null] as const;
  return [
    ...(user?.author ? takeAuthor(user.author, names) : []),
    statement(factsToo ? upserts.factsToo : upserts.plain, [
      hothash,
      ...photoValues(entry),
      photo.hasHotpreview ? 1 : 0,
      user?.imported_at ?? photo.importedAt,
      user?.author?.name ?? null,
    ]),
    ...(isKnown ? [statement(`delete from photo_tag where photo_id = (select id from photo where ${isThisRev})`, rev)] : []),
    ...(user?.tags ?? []).flatMap((tag) => [
      ...(names.tags.has(tag) ? [] : [statement('insert into tag (name) values (?) on conflict do nothing', [tag])]),
      statement(
        `insert into photo_tag (photo_id, tag_id)
          select photo.id, tag.id from photo, tag where photo.${isThisRev} and tag.name = ? on conflict do nothing`,
        [...rev, tag],
      ),
      ...remember(names.tags, tag),
    ]),
    ...(user?.previous_hothashes ?? []).map((previous) =>
      statement('insert into photo_previous (photo_id, hothash) select id, ? from photo where hothash = ? on conflict do nothing', [
        previous,
        hothash,
      ]),
    ),
  ];
}

/** An author by uuid; one of the same name is the same person. */
export function takeAuthor(author: { readonly uuid: string; readonly name: string }, names: KnownNames): Compilable[] {
  if (names.authors.has(author.name)) return [];
  names.authors.add(author.name);
  return [statement('insert into author (uuid, name) values (?, ?) on conflict do nothing', [author.uuid, author.name])];
}

function remember(known: Set<string>, name: string): [] {
  known.add(name);
  return [];
}
