/** The columns of all fields over the photos of the catalog, each photo in its slot. Pure. */
import { FacetColumnBuilder, type CountedSlots, type FacetColumn, type FacetCount } from './facet-column.ts';
import { facetFields, type FacetField, type FacetRows, type FacetValue } from './facet-rows.ts';
import { roomOf } from './room.ts';
import type { MarkedIds } from './timeline-order.ts';

export interface FacetCounts {
  readonly total: number;
  readonly fields: readonly (readonly FacetCount[])[];
}

const slotsRoom = roomOf((length) => new Int32Array(length));
const marksRoom = roomOf((length) => new Uint8Array(length));

export class FacetColumns {
  readonly #columns: ReadonlyMap<FacetField, FacetColumn>;
  /** Slot of a photo id, or -1. */
  #slotOf: Int32Array;
  #photos: number;
  /** So many photos were read at first: those in the arrays of the columns. */
  readonly #read: number;
  #endSlot: number;

  constructor(columns: ReadonlyMap<FacetField, FacetColumn>, slotOf: Int32Array, photos: number) {
    this.#columns = columns;
    this.#slotOf = slotOf;
    this.#photos = photos;
    this.#read = photos;
    this.#endSlot = photos;
  }

  /** So many photos are not where they are counted fastest. */
  get besideCount(): number {
    return Math.max(...Array.from(this.#columns.values(), (column) => column.besideCount));
  }

  /** Greater than every id. */
  get endId(): number {
    return this.#slotOf.length;
  }

  /** @param some null for all photos */
  count(some: MarkedIds | null, fields: readonly FacetField[]): FacetCounts {
    const counted = some === null ? null : this.#slotsOf(some);
    return { total: counted?.total ?? this.#photos, fields: fields.map((field) => this.#columns.get(field)?.count(counted) ?? []) };
  }

  /** Takes in what photos have now. @param changed those that may have changed; @param rows of those of them that are there */
  patch(changed: ReadonlySet<number>, rows: FacetRows): void {
    const values = rows.ids.map(() => new Map<FacetField, Set<FacetValue>>());
    rows.visit((at, field, value) => {
      const of = values[at]!;
      of.set(field, (of.get(field) ?? new Set()).add(value));
    });
    const here = new Map(rows.ids.map((id, at) => [id, values[at]] as const));
    for (const id of changed) {
      const own = here.get(id);
      const before = this.#slotOf[id] ?? -1;
      if (before === -1 && own === undefined) continue;
      const slot = before === -1 ? this.#endSlot++ : before;
      this.#photos += own === undefined ? -1 : before === -1 ? 1 : 0;
      this.#setSlot(id, own === undefined ? -1 : slot);
      for (const [field, column] of this.#columns) column.replace(slot, own?.get(field) ?? []);
    }
  }

  #slotsOf({ marks, kept }: MarkedIds): CountedSlots & { readonly total: number } {
    const slots = slotsRoom(this.#read);
    // Only photos beside the arrays are looked up.
    const slotMarks = this.besideCount === 0 ? null : marksRoom(this.#endSlot).fill(0);
    let [count, total] = [0, 0];
    for (let id = 0; id < this.#slotOf.length; id++) {
      if (marks[id] !== kept) continue;
      const slot = this.#slotOf[id] as number;
      if (slot < 0) continue;
      total += 1;
      if (slot < this.#read) slots[count++] = slot;
      if (slotMarks) slotMarks[slot] = 1;
    }
    return { slots: slots.subarray(0, count), marks: slotMarks, total };
  }

  #setSlot(id: number, slot: number): void {
    if (id >= this.#slotOf.length) {
      const larger = new Int32Array(Math.max(id + 1, this.#slotOf.length * 2)).fill(-1);
      larger.set(this.#slotOf);
      this.#slotOf = larger;
    }
    this.#slotOf[id] = slot;
  }
}

/** Takes photos in ascending order of their ids. */
export class FacetColumnsBuilder {
  readonly #builders = new Map(facetFields.map((field) => [field, new FacetColumnBuilder()] as const));
  readonly #ids: number[] = [];

  add(rows: FacetRows): void {
    const first = this.#ids.length;
    for (const id of rows.ids) this.#ids.push(id);
    rows.visit((at, field, value) => this.#builders.get(field)?.add(first + at, value));
  }

  build(): FacetColumns {
    const slotOf = new Int32Array((this.#ids.at(-1) ?? 0) + 1).fill(-1);
    for (const [slot, id] of this.#ids.entries()) slotOf[id] = slot;
    const photos = this.#ids.length;
    return new FacetColumns(new Map([...this.#builders].map(([field, builder]) => [field, builder.build(photos)])), slotOf, photos);
  }
}
