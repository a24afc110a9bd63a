/** What a parsed search asks of the catalog, as SQL over `photo`. Values are always bound, never written into the text. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { collisionKey } from '#domain/rel-path.ts';
import type { Clause, FieldValue } from '#domain/search/parse-query.ts';
import { matchExpression, matchPhrase } from '../search-text.ts';
import type { Names } from './names.ts';

/** What is asked of a photo, in the two ways in which SQL can be asked it. */
export interface Condition {
  /** Over `photo`. */
  readonly holds: RawBuilder<SqlBool>;
  /** A query of the ids of those of which it is true. One may come twice, and hidden ones may be among them. */
  readonly ids: RawBuilder<unknown>;
}

/** A condition that must hold, or must not. */
export interface Asked extends Condition {
  readonly isNegated: boolean;
}

type FieldClause = Extract<Clause, { readonly values: readonly FieldValue[] }>;
type WordsClause = Extract<Clause, { readonly field: null }>;

/** What a search asks: all of it must hold. Its words together are one question to the index of words. */
export function conditionsOf(clauses: readonly Clause[], names: Names): readonly Asked[] {
  const together = clauses.flatMap((clause) => (clause.field === null && !clause.isNegated ? [clause] : []));
  const others = clauses.filter((clause) => clause.field !== null || clause.isNegated);
  return [
    ...(together.length === 0 ? [] : [{ ...words(together), isNegated: false }]),
    ...others.map((clause) => ({
      ...(clause.field === null ? words([clause]) : any(clause.values.map((value) => fieldCondition(clause, value, names)))),
      isNegated: clause.isNegated,
    })),
  ];
}

/** Not `not`: what is unknown of a photo does not exclude it. */
export const holdsOf = ({ holds, isNegated }: Asked): RawBuilder<SqlBool> => (isNegated ? sql<SqlBool>`(${holds}) is not true` : holds);

const where = (holds: RawBuilder<SqlBool>): Condition => ({ holds, ids: sql`select id from photo where ${holds}` });
/** The same where the index is one of photos that are not hidden: SQLite takes it only when that is said. */
export const whereShown = (holds: RawBuilder<SqlBool>): Condition => ({
  holds,
  ids: sql`select id from photo where photo.hidden is null and ${holds}`,
});
/** @param ids a query of one column, `id` */
export const idsIn = (ids: RawBuilder<unknown>): Condition => ({ holds: sql<SqlBool>`photo.id in (${ids})`, ids });

/** Matches no photo. */
export const never: Condition = { holds: sql<SqlBool>`0`, ids: sql`select null as id where 0` };

/** More questions than this are not asked one after the other. */
const mostQuestions = 50;

function any(conditions: readonly Condition[]): Condition {
  const [first = never, ...more] = conditions;
  if (more.length === 0) return first;
  const holds = sql<SqlBool>`(${sql.join(
    conditions.map((each) => each.holds),
    sql` or `,
  )})`;
  if (conditions.length > mostQuestions) return where(holds);
  return {
    holds,
    ids: sql.join(
      conditions.map(({ ids }) => sql`select id from (${ids})`),
      sql` union all `,
    ),
  };
}

function words(clauses: readonly WordsClause[]): Condition {
  const matches = clauses.map((clause) => (clause.isPhrase ? matchPhrase(clause.text) : matchExpression(clause.text)));
  return matches.includes(null) ? never : matching(matches.map((match) => `(${match})`).join(' AND '));
}

const matching = (match: string): Condition => idsIn(sql`select rowid as id from photo_search where photo_search match ${match}`);
const list = (values: readonly (string | number)[]): RawBuilder<unknown> => sql`select value from json_each(${JSON.stringify(values)})`;

function fieldCondition({ field }: FieldClause, value: FieldValue, names: Names): Condition {
  if (value.kind === 'number') return ratingCondition(value.span.from, value.span.to);
  if (value.kind === 'date') return dateCondition(field, value.span);
  if (value.kind === 'monthDay') return monthDayCondition(value.monthDay);
  if (value.kind === 'choice') return choiceCondition(field, value.choice);
  switch (field) {
    case 'camera':
      return where(sql<SqlBool>`photo.camera in (${list(names.cameras(value))})`);
    case 'lens':
      return where(sql<SqlBool>`photo.lens in (${list(names.lenses(value))})`);
    case 'author':
      return where(sql<SqlBool>`photo.author_id in (${list(names.authors(value))})`);
    case 'tag':
      return idsIn(sql`select photo_id as id from photo_tag where tag_id in (${list(names.tags(value))})`);
    case 'album':
      return idsIn(sql`select photo_id as id from album_item where album_id in (${list(names.albums(value))})`);
    case 'session':
      return idsIn(sql`select photo_id as id from session_file where session_id in (${list(names.sessions(value))})`);
    case 'storage':
      return idsIn(sql`select photo_id as id from image_file where storage_id in (${list(names.storages(value))})`);
    case 'folder':
      return folderCondition(value.text);
    case 'custom':
      return customCondition(names.customs(value));
    case 'name': {
      const match = matchExpression(value.text);
      return match === null ? never : matching(`names : (${match})`);
    }
    case 'format':
      return formatCondition(value.text);
    default:
      return never;
  }
}

function customCondition(asked: ReturnType<Names['customs']>): Condition {
  if (asked.length === 0) return never;
  return any(
    asked.map(({ name, values }) =>
      idsIn(
        sql`select photo_id as id from photo_custom where name = ${name} ${values === null ? sql`` : sql`and value in (${list(values)})`}`,
      ),
    ),
  );
}

/** The second term of this and of other conditions is what the partial index is about: SQLite takes it only when it stands there. */
function ratingCondition(from: number, to: number): Condition {
  const within = sql<SqlBool>`photo.rating between ${from} and ${to}`;
  return where(from > 0 ? sql<SqlBool>`(${within} and photo.rating > 0)` : within);
}

function dateCondition(field: FieldClause['field'], span: { readonly from: string | null; readonly to: string | null } | null): Condition {
  if (span === null) return field === 'date' ? whereShown(sql<SqlBool>`photo.taken_at is null`) : never;
  if (field === 'before') return whereShown(sql<SqlBool>`photo.taken_at < ${span.from ?? span.to}`);
  if (field === 'after') return whereShown(sql<SqlBool>`photo.taken_at >= ${span.to ?? span.from}`);
  const ends = [
    span.from === null ? null : sql<SqlBool>`photo.taken_at >= ${span.from}`,
    span.to === null ? null : sql<SqlBool>`photo.taken_at < ${span.to}`,
  ].filter((end) => end !== null);
  return whereShown(sql<SqlBool>`(${sql.join(ends, sql` and `)})`);
}

/** From the first photograph on. */
const years = Array.from({ length: 275 }, (_, n) => String(1826 + n));

/** A day of every year: a look into the timeline's index for each, instead of at every photo. `U` comes after the `T` of any time. */
function monthDayCondition(monthDay: string): Condition {
  return idsIn(sql`select p.id from json_each(${JSON.stringify(years)}) year
    join photo p on p.hidden is null and p.taken_at >= year.value || ${`-${monthDay}`} and p.taken_at < year.value || ${`-${monthDay}U`}`);
}

/**
 * Photos in a folder. Keys are folded as the disk may fold them: `2024/Italy` and `2024/italy` are one folder to a person.
 * @param where of one storage or of all; with what lies in folders below, or without
 */
export function folderCondition(
  typed: string,
  where: { readonly storageId: number | null; readonly isWhole: boolean } = { storageId: null, isWhole: true },
): Condition {
  const key = folderKeys(typed).join('/');
  const storages = where.storageId === null ? sql`select id from storage` : sql`${where.storageId}`;
  // '0' is the character after '/': everything below the folder lies between the two.
  const below = key === '' ? sql`` : sql`and path_key >= ${`${key}/`} and path_key < ${`${key}0`}`;
  const itself = where.isWhole ? sql`` : sql`and instr(substr(path_key, ${key === '' ? 1 : key.length + 2}), '/') = 0`;
  return idsIn(sql`select photo_id as id from image_file where storage_id in (${storages}) ${below} ${itself}`);
}

/** The folded names of a folder, from the photos folder down. */
export const folderKeys = (path: string): readonly string[] =>
  collisionKey(path)
    .split('/')
    .filter((name) => name !== '');

const otherFormatNames: Readonly<Record<string, string>> = { JPG: 'JPEG', TIF: 'TIFF', HEIC: 'HEIF', HEIF: 'HEIC' };

function formatCondition(typed: string): Condition {
  const format = typed.toUpperCase();
  if (format === 'RAW' || format === 'VIDEO') return where(sql<SqlBool>`photo.kind = ${format.toLowerCase()}`);
  return where(sql<SqlBool>`photo.format in (${format}, ${otherFormatNames[format] ?? format})`);
}

const companions = (role: string): RawBuilder<unknown> =>
  sql`select f.photo_id as id from companion c join image_file f on f.id = c.file_id where c.role = ${role}`;

const owned: Readonly<Record<string, Condition>> = {
  gps: whereShown(sql<SqlBool>`photo.latitude is not null`),
  title: where(sql<SqlBool>`photo.title <> ''`),
  caption: where(sql<SqlBool>`photo.caption <> ''`),
  author: where(sql<SqlBool>`photo.author_id is not null`),
  date: whereShown(sql<SqlBool>`photo.taken_at is not null`),
  tags: idsIn(sql`select photo_id as id from photo_tag`),
  custom: idsIn(sql`select photo_id as id from photo_custom`),
  album: idsIn(sql`select photo_id as id from album_item`),
  raw: any([where(sql<SqlBool>`photo.kind = 'raw'`), idsIn(companions('raw'))]),
  live: idsIn(companions('live')),
  sidecar: idsIn(companions('sidecar')),
  copies: idsIn(sql`select photo_id as id from image_file where status <> 'missing' group by photo_id having count(*) > 1`),
};

function choiceCondition(field: FieldClause['field'], choice: string): Condition {
  switch (field) {
    case 'flag':
      return where(choice === 'none' ? sql<SqlBool>`photo.flag = 'none'` : sql<SqlBool>`(photo.flag = ${choice} and photo.flag <> 'none')`);
    case 'label':
      return where(choice === 'none' ? sql<SqlBool>`photo.color is null` : sql<SqlBool>`photo.color = ${choice}`);
    case 'status':
      return choice === 'present'
        ? idsIn(sql`select photo_id as id from image_file where status = 'present'`)
        : idsIn(sql`select photo_id as id from image_file where status = ${choice} and status <> 'present'`);
    default:
      return owned[choice] ?? never;
  }
}
