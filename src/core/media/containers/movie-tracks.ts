/**
 * Sample tables of MOV, MP4 and CR3: which chunks of the file hold picture and sound.
 * @see docs/format/hothash.md#movies, ISO/IEC 14496-12 section 8.7
 */
import type { ByteSource } from '../byte-source.ts';
import type { ByteRange, ImageRecord } from '../container.ts';
import { findBox, readBox, readChildren, type Box } from './isobmff.ts';

/** A 10-hour film at 60 frames has 2 million samples; 64 MiB of table hold 16 million. */
const maxTableBytes = 64 * 1024 * 1024;
const maxTracks = 64;

/**
 * One record per picture or sound track, in file order, its chunks clipped to the `mdat` boxes.
 * @param movieBoxes children of `moov`; @param topBoxes the boxes of the file.
 */
export function readTrackRecords(source: ByteSource, movieBoxes: readonly Box[], topBoxes: readonly Box[]): ImageRecord[] {
  const media = topBoxes.filter((box) => box.type === 'mdat');
  const records: ImageRecord[] = [];
  for (const track of movieBoxes.filter((box) => box.type === 'trak').slice(0, maxTracks)) {
    const handler = trackHandler(source, track);
    if (handler !== 'vide' && handler !== 'soun') continue;
    const ranges = clip(readChunks(source, track), media);
    if (ranges.length > 0) records.push({ kind: handler === 'vide' ? 'V' : 'A', ranges });
  }
  return records;
}

/** `vide`, `soun`, `meta` …, or an empty string. */
export function trackHandler(source: ByteSource, track: Box): string {
  const mdia = findBox(readChildren(source, track), 'mdia');
  const handler = mdia == null ? null : findBox(readChildren(source, mdia), 'hdlr');
  return handler == null ? '' : source.read(handler.offset + 8, 4).toString('latin1');
}

/** The chunks of a track, each as long as its samples together. Empty when the tables disagree. */
export function readChunks(source: ByteSource, track: Box): ByteRange[] {
  const mdia = findBox(readChildren(source, track), 'mdia');
  const minf = mdia == null ? null : findBox(readChildren(source, mdia), 'minf');
  const stbl = minf == null ? null : findBox(readChildren(source, minf), 'stbl');
  if (stbl == null) return [];
  const tables = readChildren(source, stbl);
  const table = (type: string): Buffer => {
    const box = findBox(tables, type);
    return box == null ? Buffer.alloc(0) : readBox(source, box, maxTableBytes);
  };
  const sizeOf = sampleSizes(table('stsz'));
  const offsets = chunkOffsets(table('stco'), table('co64'));
  return sizeOf == null ? [] : layOut(offsets, table('stsc'), sizeOf);
}

interface SampleSizes {
  readonly count: number;
  at(index: number): number;
}

function sampleSizes(bytes: Buffer): SampleSizes | null {
  if (bytes.length < 12) return null;
  const fixed = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (fixed > 0) return { count, at: () => fixed };
  const present = Math.min(count, Math.floor((bytes.length - 12) / 4));
  return { count: present, at: (index) => bytes.readUInt32BE(12 + index * 4) };
}

function chunkOffsets(short: Buffer, long: Buffer): number[] {
  const [bytes, unit] = short.length >= 8 ? [short, 4] : [long, 8];
  if (bytes.length < 8) return [];
  const count = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / unit));
  return Array.from({ length: count }, (_, index) =>
    unit === 4 ? bytes.readUInt32BE(8 + index * 4) : Number(bytes.readBigUInt64BE(8 + index * 8)),
  );
}

function layOut(offsets: readonly number[], runs: Buffer, sizes: SampleSizes): ByteRange[] {
  const runCount = runs.length < 8 ? 0 : Math.min(runs.readUInt32BE(4), Math.floor((runs.length - 8) / 12));
  if (runCount === 0) return [];
  const chunks: ByteRange[] = [];
  let run = 0;
  let sample = 0;
  for (const [index, offset] of offsets.entries()) {
    while (run + 1 < runCount && runs.readUInt32BE(8 + (run + 1) * 12) <= index + 1) run += 1;
    const perChunk = runs.readUInt32BE(8 + run * 12 + 4);
    if (sample + perChunk > sizes.count) return []; // tables disagree: no claim about this track
    let length = 0;
    // a fixed sample size needs no loop; a hostile count would make it a long one
    if (sizes.at(0) > 0 && perChunk > 100_000) length = sizes.at(0) * perChunk;
    else for (let index2 = 0; index2 < perChunk; index2 += 1) length += sizes.at(sample + index2);
    sample += perChunk;
    chunks.push({ offset, length });
  }
  return sample === sizes.count ? chunks : [];
}

function clip(chunks: readonly ByteRange[], media: readonly Box[]): ByteRange[] {
  return chunks.flatMap((chunk) => {
    const box = media.find((candidate) => chunk.offset >= candidate.offset && chunk.offset < candidate.offset + candidate.length);
    if (box == null) return media.length === 0 ? [chunk] : [];
    // a box that was cut off keeps the chunk's claim, so that the file is seen to be incomplete
    const end = box.isWhole ? Math.min(chunk.offset + chunk.length, box.offset + box.length) : chunk.offset + chunk.length;
    return [{ offset: chunk.offset, length: end - chunk.offset }];
  });
}
