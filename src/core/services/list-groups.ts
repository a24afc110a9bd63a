/** Under which headers a list of photos stands, and how the catalog deals it out to them. */
import { sql } from 'kysely';
import type { PhotoGroup, PhotoQuery } from '#contract/photo.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { SqlStatement, ViewGrouping } from '#core/catalog/sql-executor.ts';
import type { PhotoSelect } from './search/filter-photos.ts';

export interface ListGroups {
  /** Undefined where the order of the list is that of its groups. */
  readonly grouping: ViewGrouping | undefined;
  named(key: string | null, count: number): PhotoGroup;
}

/** @param filtered the photos of the list; null for all of them, which need not be looked up */
export async function groupingOf(catalog: Catalog, { sort, descending }: PhotoQuery, filtered: PhotoSelect | null): Promise<ListGroups> {
  switch (sort) {
    case 'taken_at':
      return plain('day');
    case 'imported_at':
      return plain('import_day');
    case 'album':
      return plain('none');
    case 'rating':
      // Photos without stars are in no group: an index has the others.
      return {
        ...plain('rating'),
        grouping: {
          members: only(catalog, filtered, sql`select id, rating from photo where rating > 0`, 'id'),
          descending,
          restFirst: !descending,
        },
      };
    case 'session':
      return bySession(catalog, descending, filtered);
    case 'folder':
      return byFolder(catalog, descending, filtered);
  }
}

const plain = (kind: PhotoGroup['kind']): ListGroups => ({
  grouping: undefined,
  named: (key, count) => ({ kind, key, label: null, count }),
});

/** The newest session first; a photo of several stands with the earliest that has its file. */
async function bySession(catalog: Catalog, descending: boolean, filtered: PhotoSelect | null): Promise<ListGroups> {
  const sessions = await catalog.read.selectFrom('session').select(['id', 'title']).orderBy('imported_at').orderBy('id').execute();
  const titles = new Map(sessions.map(({ id, title }) => [String(id), title]));
  return {
    grouping: {
      members: only(catalog, filtered, sql`select photo_id, session_id from image_file`, 'photo_id'),
      order: sessions.map(({ id }) => String(id)),
      descending,
    },
    named: (key, count) => ({ kind: 'session', key, label: titles.get(key ?? '') ?? null, count }),
  };
}

/** Storage by storage, their folders by path; a photo of several files stands where the first of them lies. */
async function byFolder(catalog: Catalog, descending: boolean, filtered: PhotoSelect | null): Promise<ListGroups> {
  const [sessions, storages] = await Promise.all([
    catalog.read.selectFrom('session').select(['id', 'storage_id']).execute(),
    catalog.read.selectFrom('storage').select(['id', 'uuid', 'display_name']).execute(),
  ]);
  const byNumber = new Map(storages.map((storage) => [String(storage.id), storage]));
  return {
    grouping: {
      members: only(catalog, filtered, sql`select photo_id, session_id, path from image_file`, 'photo_id'),
      storages: sessions.map(({ id, storage_id }) => [id, storage_id] as const),
      descending,
    },
    named: (key, count) => {
      if (key === null) return { kind: 'folder', key, label: null, count };
      const at = key.indexOf('/');
      const [storage, folder] = [byNumber.get(key.slice(0, at)), key.slice(at + 1)];
      const name = storage?.display_name ?? '';
      // Where there are several storages, each folder says in which it is.
      const label = folder === '' ? name : storages.length > 1 ? `${name}/${folder}` : folder;
      return { kind: 'folder', key: `${storage?.uuid ?? ''}/${folder}`, label, count };
    },
  };
}

/** A search of a few photos looks up theirs alone; for all of them an index is read from end to end. */
function only(catalog: Catalog, filtered: PhotoSelect | null, members: ReturnType<typeof sql>, column: 'id' | 'photo_id'): SqlStatement {
  if (filtered === null) return members.compile(catalog.read);
  return sql`select * from (${members}) where ${sql.ref(column)} in (${filtered.select('photo.id')})`.compile(catalog.read);
}
