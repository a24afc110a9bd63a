/** What of the photos is counted, read from the catalog in order of the photos: chunk by chunk, or for some of them. */
import type Database from 'better-sqlite3';

/** Fields of one value a photo, and of several. */
export const facetFields = [
  'month',
  'rating',
  'flag',
  'label',
  'camera',
  'lens',
  'format',
  'has',
  'tag',
  'session',
  'storage',
  'status',
] as const;
export type FacetField = (typeof facetFields)[number];
/** Text and numbers as the catalog has them, ids for `tag`, `session` and `storage`. Null is "none". */
export type FacetValue = string | number | null;

/** Some photos, ascending, and their values. */
export interface FacetRows {
  readonly ids: readonly number[];
  /** Calls for each value of each photo; for every field in the order of the photos, perhaps twice for the same value. */
  visit(take: (at: number, field: FacetField, value: FacetValue) => void): void;
}

/** So many rows are read before other questions have their turn. */
const chunkRows = 5_000;

type Row = [id: number, ...values: FacetValue[]];

const singleFields = ['month', 'rating', 'flag', 'label', 'camera', 'lens', 'format'] as const;
const singles = `select id, substr(taken_at, 1, 7), rating, flag, coalesce(color, 'none'), camera, lens, iif(kind = 'raw', 'RAW', format)
  from photo where hidden is null and`;
const several = (photo: (column: string) => string): readonly { readonly fields: readonly FacetField[]; readonly sql: string }[] => [
  { fields: ['tag'], sql: `select photo_id, tag_id from photo_tag where ${photo('photo_id')} order by photo_id` },
  {
    fields: ['session', 'storage', 'status'],
    sql: `select photo_id, session_id, storage_id, status from image_file where ${photo('photo_id')} order by photo_id`,
  },
  {
    fields: ['has'],
    sql: `select id, 'gps' from photo where latitude is not null and ${photo('id')}
      union all select id, 'title' from photo where title <> '' and ${photo('id')}
      union all select id, 'caption' from photo where caption <> '' and ${photo('id')}
      union all select distinct photo_id, 'tags' from photo_tag where ${photo('photo_id')}
      union all select id, 'raw' from photo where kind = 'raw' and ${photo('id')} order by 1`,
  },
];

/** @returns a function that reads the next photos after one, 0 for the first; no ids when there are none */
export function chunkReader(database: Database.Database): (after: number) => FacetRows {
  const photos = database.prepare(`${singles} id > ? order by id limit ${chunkRows}`).raw();
  const others = prepared(
    database,
    several((column) => `${column} between :first and :end`),
  );
  return (after) => {
    const rows = photos.all(after) as Row[];
    return rowsOf(rows, others, { first: rows[0]?.[0] ?? 0, end: rows.at(-1)?.[0] ?? 0 });
  };
}

/** Reads the photos of these ids that are there, and not hidden. */
export function readPhotos(database: Database.Database, ids: ReadonlySet<number>): FacetRows {
  const among = 'in (select value from json_each(:ids))';
  const bound = { ids: JSON.stringify([...ids]) };
  const photos = database.prepare(`${singles} id ${among} order by id`).raw().all(bound) as Row[];
  const others = prepared(
    database,
    several((column) => `${column} ${among}`),
  );
  return rowsOf(photos, others, bound);
}

interface Prepared {
  readonly fields: readonly FacetField[];
  readonly rows: Database.Statement;
}

const prepared = (database: Database.Database, queries: ReturnType<typeof several>): readonly Prepared[] =>
  queries.map(({ fields, sql }) => ({ fields, rows: database.prepare(sql).raw() }));

function rowsOf(photos: readonly Row[], others: readonly Prepared[], bound: object): FacetRows {
  return {
    ids: photos.map(([id]) => id),
    visit: (take) => {
      for (const [at, [, ...values]] of photos.entries())
        for (const [n, field] of singleFields.entries()) take(at, field, values[n] ?? null);
      for (const { fields, rows } of others) {
        // Both ascend by photo, so that one walk finds where each row belongs; rows of hidden photos are passed over.
        let at = 0;
        for (const [id, ...values] of rows.all(bound) as Row[]) {
          while (at < photos.length && (photos[at]?.[0] ?? 0) < id) at += 1;
          if (photos[at]?.[0] === id) for (const [n, field] of fields.entries()) take(at, field, values[n] ?? null);
        }
      }
    },
  };
}
