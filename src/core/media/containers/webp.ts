/**
 * WebP: a RIFF file whose picture chunks are hashed with their pad byte.
 * @see docs/format/hothash.md#webp
 */
import { bufferSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type Container, type ImageRecord } from '../container.ts';

const pictureChunks: ReadonlyMap<string, string> = new Map([
  ['VP8 ', 'V'],
  ['VP8L', 'L'],
  ['ALPH', 'A'],
  ['ANIM', 'N'],
  ['ANMF', 'M'],
]);
const maxChunks = 100_000;

/** Parses a WebP from its RIFF header. */
export function parseWebp(source: ByteSource): Container {
  const records: ImageRecord[] = [];
  const exif: ByteSource[] = [];
  const xmp: Buffer[] = [];
  let size: { widthPx: number; heightPx: number } | null = null;
  const end = source.read(4, 4).readUInt32LE(0) + 8;
  let isComplete = end <= source.sizeBytes + 1; // some writers count a last pad byte that they do not write
  let position = 12;
  for (let count = 0; count < maxChunks && position + 8 <= Math.min(end, source.sizeBytes); count += 1) {
    const head = source.read(position, 8);
    const kind = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    const offset = position + 8;
    if (offset + length > source.sizeBytes) {
      isComplete = false;
      break;
    }
    const record = pictureChunks.get(kind);
    if (record != null)
      records.push({ kind: record, ranges: [{ offset, length: Math.min(length + (length % 2), source.sizeBytes - offset) }] });
    else if (kind === 'EXIF' && length <= maxMetadataBytes) exif.push(bufferSource(withoutExifHeader(source.read(offset, length))));
    else if (kind === 'XMP ' && length <= maxMetadataBytes) xmp.push(source.read(offset, length));
    size ??= readSize(kind, source.read(offset, 10));
    position = offset + length + (length % 2);
  }
  return {
    ...emptyContainer('WEBP', 'image'),
    records,
    isComplete,
    codedWidthPx: size?.widthPx ?? null,
    codedHeightPx: size?.heightPx ?? null,
    exif: exif.map((block) => ({ role: 'ifd0', source: block })),
    xmp,
  };
}

/** Some writers put the JPEG prefix before the TIFF header. */
function withoutExifHeader(bytes: Buffer): Buffer {
  return bytes.toString('latin1', 0, 4) === 'Exif' ? bytes.subarray(6) : bytes;
}

function readSize(kind: string, bytes: Buffer): { widthPx: number; heightPx: number } | null {
  if (kind === 'VP8X' && bytes.length >= 10) return { widthPx: bytes.readUIntLE(4, 3) + 1, heightPx: bytes.readUIntLE(7, 3) + 1 };
  if (kind === 'VP8 ' && bytes.length >= 10) return { widthPx: bytes.readUInt16LE(6) & 0x3fff, heightPx: bytes.readUInt16LE(8) & 0x3fff };
  if (kind === 'VP8L' && bytes.length >= 5) {
    const bits = bytes.readUInt32LE(1);
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return null;
}
