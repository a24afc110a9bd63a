/** The values of one field in memory, as numbers in flat arrays, kept up to date photo by photo. Pure. */
import type { FacetValue } from './facet-rows.ts';

/** A value and how many photos have it. */
export type FacetCount = readonly [value: FacetValue, count: number];

/** Photos that are counted. */
export interface CountedSlots {
  /** Those in the arrays. */
  readonly slots: Int32Array;
  /** 1 for each of all; null when none is beside the arrays. */
  readonly marks: Uint8Array | null;
}

/** Stands where a photo that changed has fewer values than before. */
const nothing = 0;

export class FacetColumn {
  /** From 1 on. */
  readonly #codeOf: Map<FacetValue, number>;
  /** Codes of the photo in `slot` lie at offsets[slot] to offsets[slot + 1]. */
  readonly #offsets: Int32Array;
  readonly #codes: Int32Array;
  /** Every photo has room for exactly one value: its code lies at the slot itself. */
  readonly #isSingle: boolean;
  /** How many photos have each value, by its code. */
  readonly #totals: number[] = [0];
  /** Codes of photos that have no room for them above: new ones, and those with more values than before. */
  readonly #beside = new Map<number, readonly number[]>();

  constructor(codeOf: Map<FacetValue, number>, offsets: Int32Array, codes: Int32Array) {
    this.#codeOf = codeOf;
    this.#offsets = offsets;
    this.#codes = codes;
    this.#isSingle = offsets.every((offset, slot) => offset === slot);
    for (let code = 1; code <= codeOf.size; code++) this.#totals.push(0);
    for (const code of codes) this.#totals[code]! += 1;
  }

  /** So many photos lie beside the arrays. */
  get besideCount(): number {
    return this.#beside.size;
  }

  /** Takes the values that a photo has now, none when it is gone. Its slot may be a new one. */
  replace(slot: number, values: Iterable<FacetValue>): void {
    const codes = Array.from(values, (value) => this.#codeFor(value));
    const [from, to] = [this.#offsets[slot] ?? 0, this.#offsets[slot + 1] ?? 0];
    for (const code of this.#beside.get(slot) ?? this.#codes.subarray(from, to)) this.#totals[code]! -= 1;
    for (const code of codes) this.#totals[code]! += 1;
    const fits = codes.length <= to - from;
    for (let at = from; at < to; at++) this.#codes[at] = (fits ? codes[at - from] : undefined) ?? nothing;
    if (fits) this.#beside.delete(slot);
    else this.#beside.set(slot, codes);
  }

  /** Counts over photos, null for all. Values that none of them has are left out. */
  count(counted: CountedSlots | null): FacetCount[] {
    const counts = counted === null ? this.#totals : this.#countOver(counted);
    return [...this.#codeOf].flatMap(([value, code]) => ((counts[code] ?? 0) > 0 ? [[value, counts[code] ?? 0] as const] : []));
  }

  #countOver({ slots, marks }: CountedSlots): Int32Array {
    const counts = new Int32Array(this.#totals.length);
    const [offsets, codes] = [this.#offsets, this.#codes];
    // Plain numbers in plain loops: this runs for each photo of each field.
    if (this.#isSingle) for (const slot of slots) counts[codes[slot] as number]! += 1;
    else
      for (const slot of slots)
        for (let at = offsets[slot] as number; at < (offsets[slot + 1] as number); at++) counts[codes[at] as number]! += 1;
    if (marks !== null) for (const [slot, own] of this.#beside) if (marks[slot] === 1) for (const code of own) counts[code]! += 1;
    return counts;
  }

  #codeFor(value: FacetValue): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    this.#codeOf.set(value, this.#totals.length);
    return this.#totals.push(0) - 1;
  }
}

/** Takes values slot by slot, in ascending order; a value twice in one slot counts once. */
export class FacetColumnBuilder {
  readonly #codeOf = new Map<FacetValue, number>();
  #offsets = new Int32Array(1024);
  #codes = new Int32Array(1024);
  #count = 0;
  #filled = 0;

  add(slot: number, value: FacetValue): void {
    const code = this.#codeOf.get(value) ?? this.#codeOf.size + 1;
    this.#codeOf.set(value, code);
    this.#fillTo(slot);
    for (let at = this.#offsets[slot] ?? 0; at < this.#count; at++) if (this.#codes[at] === code) return;
    if (this.#count === this.#codes.length) this.#codes = doubled(this.#codes);
    this.#codes[this.#count++] = code;
  }

  build(photos: number): FacetColumn {
    this.#fillTo(photos);
    return new FacetColumn(this.#codeOf, this.#offsets.slice(0, photos + 1), this.#codes.slice(0, this.#count));
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
