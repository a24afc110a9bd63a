/**
 * Minolta MRW: a row of blocks (one of them a TIFF block with the EXIF), then the sensor data up to the end.
 * @see docs/format/hothash.md#mrw
 */
import { sliceSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, type Container } from '../container.ts';

/** Parses an MRW from its signature. */
export function parseMrw(source: ByteSource): Container {
  const head = source.read(0, 8);
  if (head.length < 8) return { ...emptyContainer('MRW', 'raw'), isComplete: false };
  const dataAt = 8 + head.readUInt32BE(4);
  let exif: ByteSource | null = null;
  let size: { widthPx: number; heightPx: number } | null = null;
  let position = 8;
  for (let count = 0; count < 64 && position + 8 <= dataAt; count += 1) {
    const block = source.read(position, 8);
    if (block.length < 8) break;
    const name = block.toString('latin1', 1, 4);
    const length = block.readUInt32BE(4);
    if (name === 'TTW') exif = sliceSource(source, position + 8, length);
    const raw = name === 'PRD' ? source.read(position + 8, 16) : null;
    if (raw?.length === 16) size = { heightPx: raw.readUInt16BE(12), widthPx: raw.readUInt16BE(14) };
    position += 8 + length;
  }
  return {
    ...emptyContainer('MRW', 'raw'),
    records: dataAt < source.sizeBytes ? [{ kind: 'T', ranges: [{ offset: dataAt, length: source.sizeBytes - dataAt }] }] : [],
    isComplete: dataAt <= source.sizeBytes,
    codedWidthPx: size?.widthPx ?? null,
    codedHeightPx: size?.heightPx ?? null,
    exif: exif == null ? [] : [{ role: 'ifd0', source: exif }],
  };
}
