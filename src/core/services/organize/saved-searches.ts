/** Searches that a person kept under a name. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { SavedSearch } from '#contract/organize.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { instant, type Context } from '../context.ts';
import { logArrangement } from './arrange-log.ts';
import { tellOrganized } from './stacks.ts';

/** All saved searches by name. */
export async function listSearches(catalog: Catalog): Promise<SavedSearch[]> {
  return catalog.read.selectFrom('saved_search').select(['uuid', 'name', 'query']).orderBy('name').orderBy('uuid').execute();
}

/** Keeps a search, or changes one. @throws ImaLinkError bad-input when there is none of that uuid */
export async function saveSearch(
  context: Context,
  search: { readonly uuid?: string | undefined; readonly name: string; readonly query: string },
): Promise<SavedSearch> {
  const { catalog, clock } = context;
  const { name, query } = search;
  const now = instant(clock);
  const uuid = search.uuid ?? clock.newUuid();
  const former =
    search.uuid === undefined
      ? undefined
      : await catalog.read.selectFrom('saved_search').select(['name', 'query']).where('uuid', '=', search.uuid).executeTakeFirst();
  if (search.uuid !== undefined && !former) throw new ImaLinkError('bad-input', `There is no saved search ${uuid}.`, { details: { uuid } });
  await catalog.write([
    search.uuid === undefined
      ? catalog.read.insertInto('saved_search').values({ uuid, name, query, updated_at: now })
      : catalog.read
          .updateTable('saved_search')
          .set({ name, query, rev: sql<number>`rev + 1`, updated_at: now })
          .where('uuid', '=', uuid),
    ...logArrangement(catalog, { ...about(uuid, `Search ${name} saved`), before: former ?? null, after: { name, query } }, now),
  ]);
  tellOrganized(context);
  return { uuid, name, query };
}

/** Removes a saved search for good. @throws ImaLinkError bad-input when there is none */
export async function removeSearch(context: Context, uuid: string): Promise<Record<string, never>> {
  const { catalog, clock } = context;
  const search = await catalog.read.selectFrom('saved_search').select(['id', 'name', 'query']).where('uuid', '=', uuid).executeTakeFirst();
  if (!search) throw new ImaLinkError('bad-input', `There is no saved search ${uuid}.`, { details: { uuid } });
  const now = instant(clock);
  await catalog.write([
    catalog.read.insertInto('removed').values({ uuid, kind: 'search', removed_at: now }),
    catalog.read.deleteFrom('saved_search').where('id', '=', search.id),
    ...logArrangement(
      catalog,
      { ...about(uuid, `Search ${search.name} removed`), before: { name: search.name, query: search.query }, after: null },
      now,
    ),
  ]);
  tellOrganized(context);
  return {};
}

const about = (target: string, title: string) => ({ kind: 'search', target, title, photoCount: 0 }) as const;
