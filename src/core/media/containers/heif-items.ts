/**
 * The `meta` box of HEIF and AVIF: items, where their bytes lie, how they refer to each other, their properties.
 * @see ISO/IEC 14496-12 section 8.11, ISO/IEC 23008-12
 */
import type { ByteSource } from '../byte-source.ts';
import type { ByteRange } from '../container.ts';
import { findBox, readBox, readChildren, type Box } from './isobmff.ts';

export interface HeifItem {
  readonly id: number;
  readonly type: string;
  /** Of `mime` items. */
  readonly contentType: string;
  readonly ranges: readonly ByteRange[];
  readonly properties: readonly Box[];
}

export interface HeifMeta {
  readonly primaryId: number;
  readonly items: ReadonlyMap<number, HeifItem>;
  /** `[from, to]` pairs by reference type, for example `thmb`: thumbnail to picture. */
  readonly references: readonly { readonly type: string; readonly from: number; readonly to: readonly number[] }[];
}

/** A 100 Mpx picture in 512-px tiles has about 400 items. */
const maxItems = 20_000;
const maxExtents = 100_000;
/** The tables of such a picture stay far below. */
const maxTableBytes = 8 * 1024 * 1024;

/** Reads the tables of a `meta` box; null when it describes no items. */
export function readHeifMeta(source: ByteSource, meta: Box): HeifMeta | null {
  const boxes = readChildren(source, meta, 4);
  const infoBox = findBox(boxes, 'iinf');
  const placeBox = findBox(boxes, 'iloc');
  if (infoBox == null || placeBox == null) return null;
  const places = readPlaces(readBox(source, placeBox, maxTableBytes), findBox(boxes, 'idat'));
  const properties = readProperties(source, findBox(boxes, 'iprp'));
  const items = new Map<number, HeifItem>();
  for (const info of readInfos(source, infoBox)) {
    items.set(info.id, { ...info, ranges: places.get(info.id) ?? [], properties: properties.get(info.id) ?? [] });
  }
  const primary = findBox(boxes, 'pitm');
  const reference = findBox(boxes, 'iref');
  return {
    primaryId: primary == null ? 0 : readPrimary(readBox(source, primary, 16)),
    items,
    references: reference == null ? [] : readReferences(source, reference),
  };
}

/** A cursor over a table; reading past its end gives 0 and sets `isExhausted`. */
function cursor(bytes: Buffer): { take: (size: number) => number; readonly isExhausted: () => boolean } {
  let at = 0;
  let exhausted = false;
  return {
    take(size) {
      if (size === 0) return 0;
      if (at + size > bytes.length) {
        exhausted = true;
        return 0;
      }
      const value = size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
      at += size;
      return value;
    },
    isExhausted: () => exhausted,
  };
}

function readPrimary(bytes: Buffer): number {
  if (bytes.length < 6) return 0;
  return bytes[0] === 0 ? bytes.readUInt16BE(4) : bytes.length < 8 ? 0 : bytes.readUInt32BE(4);
}

function readPlaces(bytes: Buffer, idat: Box | null): Map<number, ByteRange[]> {
  const places = new Map<number, ByteRange[]>();
  const { take, isExhausted } = cursor(bytes);
  const version = take(1);
  take(3);
  const sizes = take(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => ![0, 4, 8].includes(size))) return places;
  const count = Math.min(take(version < 2 ? 2 : 4), maxItems);
  let extentsLeft = maxExtents;
  for (let item = 0; item < count && !isExhausted(); item += 1) {
    const id = take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : take(2) & 15;
    const reference = take(2);
    const base = take(baseSize) + (method === 1 ? (idat?.offset ?? Number.NaN) : 0);
    const ranges: ByteRange[] = [];
    for (let extents = take(2); extents > 0 && extentsLeft > 0 && !isExhausted(); extents -= 1, extentsLeft -= 1) {
      take(indexSize);
      const offset = take(offsetSize) + base;
      ranges.push({ offset, length: take(lengthSize) });
    }
    // data in another file or made from other items cannot be pointed at
    if (!isExhausted() && reference === 0 && method <= 1) places.set(id, ranges);
  }
  return places;
}

function readInfos(source: ByteSource, infoBox: Box): { id: number; type: string; contentType: string }[] {
  const isShort = source.read(infoBox.offset, 1)[0] === 0;
  return readChildren(source, infoBox, isShort ? 6 : 8)
    .slice(0, maxItems)
    .filter((box) => box.type === 'infe')
    .flatMap((box) => {
      const bytes = source.read(box.offset, Math.min(box.length, 512));
      const version = bytes[0] ?? 0;
      const idBytes = version === 2 ? 2 : 4;
      if (version < 2 || bytes.length < 4 + idBytes + 6) return [];
      const typeAt = 4 + idBytes + 2;
      const [, contentType = ''] = bytes.toString('latin1', typeAt + 4).split('\0');
      return [{ id: bytes.readUIntBE(4, idBytes), type: bytes.toString('latin1', typeAt, typeAt + 4), contentType }];
    });
}

function readReferences(source: ByteSource, box: Box): { type: string; from: number; to: number[] }[] {
  const idBytes = source.read(box.offset, 1)[0] === 0 ? 2 : 4;
  return readChildren(source, box, 4)
    .slice(0, maxItems)
    .map((child) => {
      const { take, isExhausted } = cursor(readBox(source, child, 64 * 1024));
      const from = take(idBytes);
      const to: number[] = [];
      for (let count = take(2); count > 0; count -= 1) {
        const id = take(idBytes);
        if (isExhausted()) break;
        to.push(id);
      }
      return { type: child.type, from, to };
    });
}

function readProperties(source: ByteSource, box: Box | null): Map<number, Box[]> {
  const associated = new Map<number, Box[]>();
  if (box == null) return associated;
  const boxes = readChildren(source, box);
  const container = findBox(boxes, 'ipco');
  const properties = container == null ? [] : readChildren(source, container);
  for (const table of boxes.filter((child) => child.type === 'ipma')) {
    const { take, isExhausted } = cursor(readBox(source, table, maxTableBytes));
    const version = take(1);
    const wide = (take(3) & 1) === 1;
    for (let count = Math.min(take(4), maxItems); count > 0 && !isExhausted(); count -= 1) {
      const id = take(version === 0 ? 2 : 4);
      const list: Box[] = associated.get(id) ?? [];
      for (let links = take(1); links > 0; links -= 1) {
        const index = wide ? take(2) & 0x7fff : take(1) & 0x7f;
        const property = properties[index - 1];
        if (property != null) list.push(property);
      }
      associated.set(id, list);
    }
  }
  return associated;
}
