/**
 * Canon CRW: a CIFF heap with its directory at the end. Old cameras (2000 to 2004), still in many archives.
 * @see docs/format/hothash.md#crw
 */
import type { ByteSource } from '../byte-source.ts';
import { emptyContainer, type ByteRange, type Container, type ImageRecord } from '../container.ts';

const maxDepth = 8;
const maxEntries = 4096;
const ciff = { rawData: 0x2005, jpgFromRaw: 0x2007, thumbnail: 0x2008, makeModel: 0x080a, timeStamp: 0x180e, imageInfo: 0x1810 } as const;

/** What a CRW tells about the shot; it has no EXIF block. */
export interface CrwFacts {
  readonly make: string | null;
  readonly model: string | null;
  /** Local time of the shot, as seconds since 1970. */
  readonly capturedLocalS: number | null;
  /** Degrees clockwise. */
  readonly rotation: number;
}

interface Entry {
  readonly tag: number;
  readonly range: ByteRange;
}

/** Parses a CRW from its byte-order mark. */
export function parseCrw(source: ByteSource): Container {
  const entries = readHeap(source);
  const records: ImageRecord[] = entries
    .filter((entry) => entry.tag === ciff.rawData)
    .map((entry) => ({ kind: 'T', ranges: [entry.range] }));
  const info = findBytes(source, entries, ciff.imageInfo, 28);
  return {
    ...emptyContainer('CRW', 'raw'),
    records,
    isComplete: records.every((record) => record.ranges.every((range) => range.offset + range.length <= source.sizeBytes)),
    codedWidthPx: info?.readUInt32LE(0) ?? null,
    codedHeightPx: info?.readUInt32LE(4) ?? null,
    orientation: rotationToOrientation(info?.readInt32LE(12) ?? 0),
    jpegs: entries.filter((entry) => entry.tag === ciff.jpgFromRaw || entry.tag === ciff.thumbnail).map((entry) => entry.range),
  };
}

/** Reads the shot's facts from a CRW. */
export function readCrwFacts(source: ByteSource): CrwFacts {
  const entries = readHeap(source);
  const names = (findBytes(source, entries, ciff.makeModel, 4)?.toString('latin1') ?? '').split('\0');
  const info = findBytes(source, entries, ciff.imageInfo, 28);
  const stamp = findBytes(source, entries, ciff.timeStamp, 4)?.readUInt32LE(0) ?? 0;
  return {
    make: names[0]?.trim() || null,
    model: names[1]?.trim() || null,
    capturedLocalS: stamp === 0 ? null : stamp,
    rotation: info?.readInt32LE(12) ?? 0,
  };
}

function rotationToOrientation(degrees: number): number {
  return { 90: 6, 180: 3, 270: 8, [-90]: 8 }[degrees] ?? 1;
}

function findBytes(source: ByteSource, entries: readonly Entry[], tag: number, atLeast: number): Buffer | null {
  const range = entries.find((entry) => entry.tag === tag)?.range;
  const bytes = range == null ? null : source.read(range.offset, Math.min(range.length, 64 * 1024));
  return bytes == null || bytes.length < atLeast ? null : bytes;
}

function readHeap(source: ByteSource): Entry[] {
  const head = source.read(0, 14);
  if (head.length < 14 || head.toString('latin1', 0, 2) !== 'II') return []; // no big-endian CRW is known
  const entries: Entry[] = [];
  const start = head.readUInt32LE(2);
  readDirectory(source, start, source.sizeBytes - start, 0, entries);
  return entries;
}

function readDirectory(source: ByteSource, start: number, length: number, depth: number, entries: Entry[]): void {
  if (depth > maxDepth || length < 6) return;
  const tail = source.read(start + length - 4, 4);
  if (tail.length < 4) return;
  const tableAt = start + tail.readUInt32LE(0);
  const count = source.read(tableAt, 2);
  if (count.length < 2) return;
  const table = source.read(tableAt + 2, 10 * Math.min(count.readUInt16LE(0), maxEntries));
  for (let at = 0; at + 10 <= table.length && entries.length < maxEntries; at += 10) {
    const tag = table.readUInt16LE(at);
    if ((tag & 0xc000) !== 0) {
      entries.push({ tag: tag & 0x3fff, range: { offset: tableAt + 2 + at + 2, length: 8 } });
      continue;
    } // value inside the entry
    const range = { offset: start + table.readUInt32LE(at + 6), length: table.readUInt32LE(at + 2) };
    const type = tag & 0x3800;
    if (type === 0x2800 || type === 0x3000) readDirectory(source, range.offset, range.length, depth + 1, entries);
    else entries.push({ tag: tag & 0x3fff, range });
  }
}
