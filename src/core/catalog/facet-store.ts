/**
 * How many photos of a list have which year, camera, rating, tag …: counted over columns in memory, because grouping a
 * million rows by text costs SQLite a second for each field. Read when first asked for, and again after a change.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { readIds } from './photo-ids.ts';
import type { SqlStatement } from './sql-executor.ts';

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
/** What a value is called: text and numbers as the catalog has them, ids for `tag`, `session` and `storage`. Null is "none". */
export type FacetCount = readonly [value: string | number | null, count: number];

export interface FacetCounts {
  readonly total: number;
  readonly fields: readonly (readonly FacetCount[])[];
}

/** Values of one field: those of the photo in `slot` lie at offsets[slot] to offsets[slot + 1]. */
interface Column {
  readonly values: readonly (string | number | null)[];
  readonly offsets: Int32Array;
  readonly codes: Int32Array;
  /** Every photo has exactly one value. */
  readonly isSingle: boolean;
  /** How many photos have each value. */
  readonly totals: Int32Array;
}

interface Columns {
  /** Slot of a photo id, or -1. */
  readonly slots: Int32Array;
  readonly photos: number;
  readonly byField: ReadonlyMap<FacetField, Column>;
}

/** So many rows are read before other questions have their turn. */
const chunkRows = 5_000;

const singles = `select id, substr(taken_at, 1, 7), rating, flag, coalesce(color, 'none'), camera, lens, iif(kind = 'raw', 'RAW', format) from photo where hidden is null and id > ? order by id limit ${chunkRows}`;
/** Rows of (photo, value, value …), in order of the photo; every photo of a chunk is in it with all its rows. */
const several: readonly { readonly fields: readonly FacetField[]; readonly sql: string }[] = [
  { fields: ['tag'], sql: 'select photo_id, tag_id from photo_tag where photo_id between :first and :end order by photo_id' },
  {
    fields: ['session', 'storage', 'status'],
    sql: 'select photo_id, session_id, storage_id, status from image_file where photo_id between :first and :end order by photo_id',
  },
  {
    fields: ['has'],
    sql: `select id, 'gps' from photo where latitude is not null and id between :first and :end
      union all select id, 'title' from photo where title <> '' and id between :first and :end
      union all select id, 'caption' from photo where caption <> '' and id between :first and :end
      union all select distinct photo_id, 'tags' from photo_tag where photo_id between :first and :end
      union all select id, 'raw' from photo where kind = 'raw' and id between :first and :end order by 1`,
  },
];

export class FacetStore {
  readonly #database: Database.Database;
  #columns: Columns | null = null;
  #loading: Promise<Columns> | null = null;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** What was read is no longer true. */
  forget(): void {
    this.#columns = null;
    this.#loading = null;
  }

  /** Counts over the photos of a query of ids, or over all. Values that none of them has are left out. */
  async count(ids: SqlStatement | null, fields: readonly FacetField[]): Promise<FacetCounts> {
    const columns = this.#columns ?? (await this.#load());
    if (ids === null) return { total: columns.photos, fields: fields.map((field) => named(columns.byField.get(field), null)) };
    const slots = this.#slotsOf(columns, ids);
    return { total: slots.length, fields: fields.map((field) => named(columns.byField.get(field), slots)) };
  }

  #slotsOf(columns: Columns, ids: SqlStatement): Int32Array {
    const asked = readIds(this.#database, ids);
    const slots = new Int32Array(asked.length);
    let count = 0;
    for (const id of asked) {
      const slot = id < columns.slots.length ? (columns.slots[id] as number) : -1;
      if (slot >= 0) slots[count++] = slot;
    }
    return slots.subarray(0, count);
  }

  async #load(): Promise<Columns> {
    const mine = (this.#loading ??= readColumns(this.#database));
    const columns = await mine;
    // Written to meanwhile: good for this answer, not for the next.
    if (this.#loading === mine) [this.#columns, this.#loading] = [columns, null];
    return columns;
  }
}

/** @param slots null for all photos */
function named(column: Column | undefined, slots: Int32Array | null): readonly FacetCount[] {
  if (!column) return [];
  const counts = slots === null ? column.totals : countColumn(column, slots);
  return column.values.flatMap((value, code) => ((counts[code] ?? 0) > 0 ? [[value, counts[code] ?? 0] as const] : []));
}

function countColumn({ values, offsets, codes, isSingle }: Column, slots: Int32Array): Int32Array {
  const counts = new Int32Array(values.length);
  // One value a photo, as most fields have: the code lies at the slot itself.
  if (isSingle) for (const slot of slots) counts[codes[slot] as number]! += 1;
  else
    for (const slot of slots)
      for (let at = offsets[slot] as number; at < (offsets[slot + 1] as number); at++) counts[codes[at] as number]! += 1;
  return counts;
}

type ValueRow = [photoId: number, ...values: (string | number)[]];

/** Both ascend by photo, so that one walk finds where each row belongs; rows of photos that are not listed are passed over. */
function addRows(
  rows: readonly ValueRow[],
  fields: readonly FacetField[],
  builders: ReadonlyMap<FacetField, ColumnBuilder>,
  ids: readonly number[],
  firstSlot: number,
): void {
  let slot = firstSlot;
  for (const [id, ...values] of rows) {
    while (slot < ids.length && (ids[slot] ?? 0) < id) slot += 1;
    if (ids[slot] === id) for (const [at, field] of fields.entries()) builders.get(field)?.add(slot, values[at] ?? null);
  }
}

async function readColumns(database: Database.Database): Promise<Columns> {
  const singleFields = ['month', 'rating', 'flag', 'label', 'camera', 'lens', 'format'] as const;
  const builders = new Map(facetFields.map((field) => [field, new ColumnBuilder()] as const));
  const ids: number[] = [];
  const photos = database.prepare(singles).raw();
  const others = several.map(({ fields, sql }) => ({ fields, rows: database.prepare(sql).raw() }));
  for (let last = 0; ;) {
    const rows = photos.all(last) as [number, ...(string | number | null)[]][];
    const [first, end] = [rows[0]?.[0], rows.at(-1)?.[0]];
    if (first === undefined || end === undefined) break;
    const firstSlot = ids.length;
    for (const [id, ...values] of rows) {
      ids.push(id);
      for (const [at, field] of singleFields.entries()) builders.get(field)?.add(ids.length - 1, values[at] ?? null);
    }
    for (const { fields, rows: statement } of others)
      addRows(statement.all({ first, end }) as ValueRow[], fields, builders, ids, firstSlot);
    last = end;
    await turn();
  }
  const slots = new Int32Array((ids.at(-1) ?? 0) + 1).fill(-1);
  for (const [slot, id] of ids.entries()) slots[id] = slot;
  return { slots, photos: ids.length, byField: new Map([...builders].map(([field, builder]) => [field, builder.build(ids.length)])) };
}

/** Takes values slot by slot, in ascending order; a value twice in one slot counts once. */
class ColumnBuilder {
  readonly #codeOf = new Map<string | number | null, number>();
  #offsets = new Int32Array(1024);
  #codes = new Int32Array(1024);
  #count = 0;
  #filled = 0;

  add(slot: number, value: string | number | null): void {
    const code = this.#codeOf.get(value) ?? this.#codeOf.size;
    this.#codeOf.set(value, code);
    this.#fillTo(slot);
    for (let at = this.#offsets[slot] ?? 0; at < this.#count; at++) if (this.#codes[at] === code) return;
    if (this.#count === this.#codes.length) this.#codes = doubled(this.#codes);
    this.#codes[this.#count++] = code;
  }

  build(photos: number): Column {
    this.#fillTo(photos);
    const totals = new Int32Array(this.#codeOf.size);
    const codes = this.#codes.slice(0, this.#count);
    for (const code of codes) totals[code]! += 1;
    const offsets = this.#offsets.slice(0, photos + 1);
    return { values: [...this.#codeOf.keys()], offsets, codes, isSingle: offsets.every((offset, slot) => offset === slot), totals };
  }

  /** Slots up to and including this one begin at the present end, unless they have begun. */
  #fillTo(slot: number): void {
    while (this.#offsets.length <= slot) this.#offsets = doubled(this.#offsets);
    for (; this.#filled <= slot; this.#filled++) this.#offsets[this.#filled] = this.#count;
  }
}

function doubled(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
