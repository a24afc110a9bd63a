/**
 * JPEG (and the first picture of an MPO). The records are the decoder's input: frame header, tables by content,
 * restart interval, each scan with its coded data. Application segments and comments are metadata.
 * @see docs/format/hothash.md#jpeg, ITU-T T.81 annex B
 */
import { bufferSource, sliceSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type ByteRange, type Container, type ImageRecord } from '../container.ts';
import { joinIptc } from './photoshop.ts';

/** Real files have a few dozen; an extended XMP packet of 16 MiB has 260. */
const maxSegments = 20_000;
const exifHeader = 'Exif\0\0';
const xmpHeader = 'http://ns.adobe.com/xap/1.0/\0';
const extendedXmpHeader = 'http://ns.adobe.com/xmp/extension/\0';

interface JpegParts {
  readonly records: ImageRecord[];
  readonly app1: ByteRange[];
  readonly app13: ByteRange[];
  frame: { readonly widthPx: number; readonly heightPx: number; readonly marker: number } | null;
  hasEnd: boolean;
}

/** Parses a JPEG from its SOI marker. */
export function parseJpeg(source: ByteSource): Container {
  const parts = walk(source);
  const metadata = readSegments(source, parts);
  return {
    ...emptyContainer('JPEG', 'image'),
    records: parts.records,
    isComplete: parts.hasEnd,
    codedWidthPx: parts.frame?.widthPx ?? null,
    codedHeightPx: parts.frame?.heightPx ?? null,
    coding: parts.frame == null ? null : `SOF${parts.frame.marker & 0x0f}`,
    ...metadata,
  };
}

/**
 * The frame header of a JPEG that starts at `offset`.
 * @returns null when the bytes there are no JPEG or have no frame header before the first scan.
 */
export function readJpegFrame(source: ByteSource, offset: number): { widthPx: number; heightPx: number; marker: number } | null {
  const start = source.read(offset, 3);
  if (start.length < 3 || start[0] !== 0xff || start[1] !== 0xd8 || start[2] !== 0xff) return null;
  let position = offset + 2;
  for (let count = 0; count < 1000; count += 1) {
    const head = source.read(position, 4);
    if (head.length < 4 || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (isFrame(marker)) {
      const payload = source.read(position + 4, 6);
      if (payload.length < 6) return null;
      return { heightPx: payload.readUInt16BE(1), widthPx: payload.readUInt16BE(3), marker };
    }
    if (marker === 0xda || marker === 0xd9) return null;
    position += 2 + head.readUInt16BE(2);
  }
  return null;
}

function walk(source: ByteSource): JpegParts {
  const parts: JpegParts = { records: [], app1: [], app13: [], frame: null, hasEnd: false };
  let position = 2;
  for (let count = 0; count < maxSegments; count += 1) {
    const head = source.read(position, 4);
    if (head.length < 2) break;
    if (head[0] !== 0xff) {
      position = findMarker(source, position).at;
      continue;
    } // garbage between segments: decoders skip it too
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      position += 1;
      continue;
    } // fill byte
    if (marker === 0xd9) {
      parts.hasEnd = true;
      break;
    }
    if (hasNoLength(marker)) {
      position += 2;
      continue;
    }
    const length = head.length < 4 ? 0 : head.readUInt16BE(2);
    if (length < 2 || position + 2 + length > source.sizeBytes) break;
    const payload = { offset: position + 4, length: length - 2 };
    position += 2 + length;
    if (marker === 0xda) {
      const end = findMarker(source, position);
      parts.records.push({ kind: 'S', ranges: [payload, { offset: position, length: end.at - position }] });
      if (!end.found) break;
      position = end.at;
    } else takeSegment(source, parts, marker, payload);
  }
  return parts;
}

function takeSegment(source: ByteSource, parts: JpegParts, marker: number, payload: ByteRange): void {
  if (isFrame(marker)) {
    parts.records.push({ kind: 'F', ranges: [{ offset: payload.offset - 3, length: 1 }, payload] });
    const bytes = source.read(payload.offset, 5);
    if (bytes.length === 5) parts.frame ??= { heightPx: bytes.readUInt16BE(1), widthPx: bytes.readUInt16BE(3), marker };
  } else if (marker === 0xdb) takeTables(parts, 'Q', payload, quantisationTableLength, source);
  else if (marker === 0xc4) takeTables(parts, 'H', payload, huffmanTableLength, source);
  else if (marker === 0xcc) takeTables(parts, 'A', payload, () => 2, source);
  else if (marker === 0xdd) parts.records.push({ kind: 'R', ranges: [payload] });
  else if (marker === 0xdc) parts.records.push({ kind: 'N', ranges: [payload] });
  else if (marker === 0xe1) parts.app1.push(payload);
  else if (marker === 0xed) parts.app13.push(payload);
}

/** One record per table, so that the same tables in one segment or in four give the same records. */
function takeTables(parts: JpegParts, kind: string, payload: ByteRange, lengthOf: (bytes: Buffer) => number, source: ByteSource): void {
  const bytes = source.read(payload.offset, payload.length);
  let at = 0;
  while (at < bytes.length) {
    const length = Math.min(lengthOf(bytes.subarray(at)), bytes.length - at);
    parts.records.push({ kind, ranges: [{ offset: payload.offset + at, length }] });
    at += length;
  }
}

function quantisationTableLength(bytes: Buffer): number {
  return 1 + ((bytes[0] ?? 0) >> 4 === 0 ? 64 : 128);
}

function huffmanTableLength(bytes: Buffer): number {
  let length = 17;
  for (let index = 1; index <= 16; index += 1) length += bytes[index] ?? 0;
  return length;
}

/**
 * The next marker at or after `from` that is neither a stuffed 0xff nor a restart marker. Hops with `indexOf`,
 * so a scan costs as much as a memory search. `found` is false at the end of the file.
 */
function findMarker(source: ByteSource, from: number): { at: number; found: boolean } {
  const blockBytes = 1024 * 1024;
  let base = from;
  while (base < source.sizeBytes) {
    const block = source.read(base, blockBytes);
    if (block.length < 2) break;
    let at = block.indexOf(0xff);
    while (at >= 0 && at < block.length - 1) {
      const next = block[at + 1] ?? 0;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return { at: base + at, found: true };
      at = block.indexOf(0xff, next === 0xff ? at + 1 : at + 2);
    }
    base += at === block.length - 1 ? block.length - 1 : block.length; // a 0xff at the edge is looked at again
  }
  return { at: source.sizeBytes, found: false };
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function hasNoLength(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function readSegments(source: ByteSource, parts: JpegParts): Pick<Container, 'exif' | 'xmp' | 'iptc'> {
  const exif: { role: 'ifd0'; source: ByteSource }[] = [];
  const xmp: Buffer[] = [];
  const extended: Buffer[] = [];
  let budget = maxMetadataBytes;
  for (const segment of parts.app1) {
    budget -= segment.length;
    if (budget < 0) break;
    const bytes = source.read(segment.offset, segment.length);
    if (bytes.toString('latin1', 0, 5) === 'Exif\0')
      exif.push({ role: 'ifd0', source: sliceSource(bufferSource(bytes), exifHeader.length, bytes.length) });
    else if (bytes.toString('latin1', 0, xmpHeader.length) === xmpHeader) xmp.push(bytes.subarray(xmpHeader.length));
    else if (bytes.toString('latin1', 0, extendedXmpHeader.length) === extendedXmpHeader)
      extended.push(bytes.subarray(extendedXmpHeader.length));
  }
  const whole = joinExtendedXmp(extended);
  return {
    exif,
    xmp: whole == null ? xmp : [...xmp, whole],
    iptc: joinIptc(parts.app13.map((range) => source.read(range.offset, range.length))),
  };
}

/** Pieces carry a 32-byte id, the total length and their place; they are joined only if they fit without a gap. */
function joinExtendedXmp(pieces: readonly Buffer[]): Buffer | null {
  const sorted = pieces.filter((piece) => piece.length > 40).sort((a, b) => a.readUInt32BE(36) - b.readUInt32BE(36));
  let end = 0;
  for (const piece of sorted) {
    if (piece.readUInt32BE(36) !== end) return null;
    end += piece.length - 40;
  }
  return end === 0 ? null : Buffer.concat(sorted.map((piece) => piece.subarray(40)));
}
