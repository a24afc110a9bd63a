/**
 * GIF: everything a viewer draws with; comments and application blocks other than the loop count are metadata.
 * The version letters are not hashed: adding a comment turns GIF87a into GIF89a.
 * @see docs/format/hothash.md#gif
 */
import type { ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type ByteRange, type Container, type ImageRecord } from '../container.ts';

const maxBlocks = 1_000_000;

/** Parses a GIF from its signature. */
export function parseGif(source: ByteSource): Container {
  const records: ImageRecord[] = [];
  const xmp: Buffer[] = [];
  const screen = source.read(6, 7);
  if (screen.length < 7) return { ...emptyContainer('GIF', 'image'), isComplete: false };
  records.push({ kind: 'L', ranges: [{ offset: 6, length: 7 }] });
  let position = 13;
  const globalTable = tableBytes(screen[4] ?? 0);
  if (globalTable > 0) records.push({ kind: 'C', ranges: [{ offset: position, length: globalTable }] });
  position += globalTable;
  let hasEnd = false;
  for (let count = 0; count < maxBlocks; count += 1) {
    const head = source.read(position, 2);
    if (head[0] === 0x3b) {
      hasEnd = true;
      break;
    }
    const block = head[0] === 0x2c ? readFrame(source, position) : head[0] === 0x21 ? readExtension(source, position, head[1] ?? 0) : null;
    if (block == null) break;
    if (block.record != null) records.push(block.record);
    if (block.xmp != null) xmp.push(block.xmp);
    position = block.end;
  }
  return {
    ...emptyContainer('GIF', 'image'),
    records,
    isComplete: hasEnd,
    codedWidthPx: screen.readUInt16LE(0),
    codedHeightPx: screen.readUInt16LE(2),
    xmp,
  };
}

interface Block {
  readonly end: number;
  readonly record: ImageRecord | null;
  readonly xmp: Buffer | null;
}

function readFrame(source: ByteSource, position: number): Block | null {
  const descriptor = source.read(position + 1, 9);
  if (descriptor.length < 9) return null;
  const data = position + 10 + tableBytes(descriptor[8] ?? 0) + 1; // one byte: LZW code size
  const end = skipSubBlocks(source, data);
  if (end == null) return null;
  return { end, record: { kind: 'F', ranges: [{ offset: position + 1, length: end - position - 1 }] }, xmp: null };
}

function readExtension(source: ByteSource, position: number, label: number): Block | null {
  const end = skipSubBlocks(source, position + 2);
  if (end == null) return null;
  const whole: ByteRange = { offset: position + 2, length: end - position - 2 };
  if (label === 0xf9) return { end, record: { kind: 'G', ranges: [whole] }, xmp: null };
  if (label === 0x01) return { end, record: { kind: 'T', ranges: [whole] }, xmp: null };
  const name = label === 0xff ? source.read(position + 3, 11).toString('latin1') : '';
  if (name === 'NETSCAPE2.0' || name === 'ANIMEXTS1.0') return { end, record: { kind: 'N', ranges: [whole] }, xmp: null };
  // XMP lies raw, not in sub-blocks; the 258 bytes after it make it walkable as if it did
  const length = whole.length - 12 - 258;
  const isXmp = name === 'XMP DataXMP' && length > 0 && length <= maxMetadataBytes;
  return { end, record: null, xmp: isXmp ? source.read(whole.offset + 12, length) : null };
}

function skipSubBlocks(source: ByteSource, start: number): number | null {
  let position = start;
  for (;;) {
    const size = source.read(position, 1)[0];
    if (size == null) return null;
    position += 1 + size;
    if (size === 0) return position;
  }
}

function tableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}
