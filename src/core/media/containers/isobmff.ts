/**
 * Boxes of the ISO base media format (HEIF, AVIF, MOV, MP4, CR3, JPEG XL, JP2): a bounded walk, no meaning.
 * @see ISO/IEC 14496-12 section 4.2
 */
import type { ByteSource } from '../byte-source.ts';

export interface Box {
  readonly type: string;
  /** Where the content starts, after the header. */
  readonly offset: number;
  readonly length: number;
  /** False when the box says it is longer than what holds it. */
  readonly isWhole: boolean;
}

/** Real files stay below; a file of empty boxes would otherwise cost a loop per 8 bytes. */
const maxBoxes = 20_000;

/** The boxes between `start` and `end`, in order. Stops at the first one that makes no sense. */
export function readBoxes(source: ByteSource, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  const limit = Math.min(end, source.sizeBytes);
  let position = start;
  while (position + 8 <= limit && boxes.length < maxBoxes) {
    const head = source.read(position, 16);
    if (head.length < 8) break;
    const shortLength = head.readUInt32BE(0);
    const headerBytes = shortLength === 1 ? 16 : 8;
    if (head.length < headerBytes) break;
    const total = shortLength === 1 ? Number(head.readBigUInt64BE(8)) : shortLength === 0 ? limit - position : shortLength;
    if (total < headerBytes || !Number.isSafeInteger(total)) break;
    const isWhole = position + total <= limit;
    boxes.push({
      type: head.toString('latin1', 4, 8),
      offset: position + headerBytes,
      length: Math.min(total, limit - position) - headerBytes,
      isWhole,
    });
    if (!isWhole) break;
    position += total;
  }
  return boxes;
}

/** The boxes inside a box; `skip` bytes of its own come first (4 in a full box). */
export function readChildren(source: ByteSource, box: Box, skip = 0): Box[] {
  return readBoxes(source, box.offset + skip, box.offset + box.length);
}

/** The first box of a type, or null. */
export function findBox(boxes: readonly Box[], type: string): Box | null {
  return boxes.find((box) => box.type === type) ?? null;
}

/** The content of a box, at most `maxBytes`; empty when it is longer. */
export function readBox(source: ByteSource, box: Box, maxBytes: number): Buffer {
  return box.length > maxBytes ? Buffer.alloc(0) : source.read(box.offset, box.length);
}
