/**
 * The names a search speaks of, looked up before the photos are: there are few of them, and folding of case and accents
 * as people expect it is more than SQLite does.
 */
import type { Clause, FieldValue } from '#domain/search/parse-query.ts';
import type { FieldName } from '#domain/search/fields.ts';
import { collisionKey } from '#domain/rel-path.ts';
import { sql } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';

type TextValue = Extract<FieldValue, { readonly kind: 'text' }>;
type Lookup<T> = (value: TextValue) => readonly T[];

export interface Names {
  readonly cameras: Lookup<string>;
  readonly lenses: Lookup<string>;
  readonly authors: Lookup<number>;
  readonly tags: Lookup<number>;
  readonly albums: Lookup<number>;
  readonly sessions: Lookup<number>;
  readonly storages: Lookup<number>;
  /** Names of custom fields with their values, null for any. */
  readonly customs: Lookup<CustomAsked>;
}

/** A field by its name, and the values that are meant; null for any. */
export interface CustomAsked {
  readonly name: string;
  readonly values: readonly string[] | null;
}

interface Named<T> {
  readonly key: T;
  readonly name: string;
}

/** Reads the names of the fields that the clauses ask for, and no others. */
export async function readNames({ read }: Catalog, clauses: readonly Clause[]): Promise<Names> {
  const asked = new Set(clauses.map(({ field }) => field));
  const when = async <T>(field: FieldName, rows: () => Promise<Named<T>[]>): Promise<readonly Named<T>[]> =>
    asked.has(field) ? rows() : [];
  const [cameras, lenses, authors, tags, albums, sessions, storages, customs] = await Promise.all([
    when('camera', () => valuesOf(read, 'camera')),
    when('lens', () => valuesOf(read, 'lens')),
    when('author', () => read.selectFrom('author').select(['id as key', 'name']).execute()),
    when('tag', () => read.selectFrom('tag').select(['id as key', 'name']).execute()),
    when('album', () => read.selectFrom('album').select(['id as key', 'name']).execute()),
    when('session', () => read.selectFrom('session').select(['id as key', 'title as name']).execute()),
    when('storage', () => read.selectFrom('storage').select(['id as key', 'display_name as name', 'uuid']).execute()),
    when('custom', () => read.selectFrom('photo_custom').select(['name', 'value as key']).distinct().execute()),
  ]);
  return {
    cameras: containing(cameras),
    lenses: containing(lenses),
    authors: containing(authors),
    tags: whole(tags),
    albums: whole(albums),
    sessions: (value) => (/^\d+$/.test(value.text) ? [Number(value.text)] : containing(sessions)(value)),
    customs: customsAsked(customs),
    storages: (value) => {
      const byName = whole(storages)(value);
      const byUuid = (storages as readonly { key: number; uuid?: string }[]).filter(({ uuid }) =>
        uuid?.startsWith(value.text.toLowerCase()),
      );
      return byName.length > 0 || value.text.length < 4 ? byName : byUuid.map(({ key }) => key);
    },
  };
}

/** From one value to the next by the index: `distinct` reads it from end to end, a million rows for a dozen cameras. */
async function valuesOf(read: Catalog['read'], column: 'camera' | 'lens'): Promise<Named<string>[]> {
  const value = sql.ref(`photo.${column}`);
  const { rows } = await sql<{ name: string }>`
    with recursive each_value(name) as (
      select min(${value}) from photo where ${value} is not null
      union all
      select (select min(${value}) from photo where ${value} is not null and ${value} > each_value.name) from each_value where each_value.name is not null)
    select name from each_value where name is not null`.execute(read);
  return rows.map(({ name }) => ({ key: name, name }));
}

/** Equal but for case; what is asked with `=` is equal to the letter. */
function whole<T>(named: readonly Named<T>[]): Lookup<T> {
  return ({ text, isExact }) =>
    named.filter(({ name }) => (isExact ? name === text : collisionKey(name) === collisionKey(text))).map(({ key }) => key);
}

function containing<T>(named: readonly Named<T>[]): Lookup<T> {
  return ({ text, isExact }) =>
    named.filter(({ name }) => (isExact ? name === text : collisionKey(name).includes(collisionKey(text)))).map(({ key }) => key);
}

/** `client` is a field of that name, `client=berg` one whose value has berg in it; with `=` in front both to the letter. */
function customsAsked(fields: readonly Named<string>[]): Lookup<CustomAsked> {
  return ({ text, isExact }) => {
    const at = text.indexOf('=');
    const named = whole(fields.map((each) => ({ key: each, name: each.name })))({
      kind: 'text',
      text: at < 0 ? text : text.slice(0, at).trim(),
      isExact,
    });
    const byName = [...Map.groupBy(named, ({ name }) => name)];
    if (at < 0) return byName.map(([name]) => ({ name, values: null }));
    const value = { kind: 'text', text: text.slice(at + 1).trim(), isExact } as const;
    return byName.map(([name, values]) => ({ name, values: containing(values.map(({ key }) => ({ key, name: key })))(value) }));
  };
}
