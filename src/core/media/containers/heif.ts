/**
 * HEIC, HEIF and AVIF. The records are the coded picture items by ascending id; how they are tiled, turned and
 * cropped is description. The container's own rotation is the valid one: EXIF orientation is ignored, as the standard says.
 * @see docs/format/hothash.md#heif, ISO/IEC 23008-12
 */
import { bufferSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type ByteRange, type Container, type ExifBlock, type ImageRecord } from '../container.ts';
import { readHeifMeta, type HeifItem, type HeifMeta } from './heif-items.ts';
import { findBox, readBoxes, readChildren } from './isobmff.ts';
import { readTrackRecords } from './movie-tracks.ts';

/** The first five are those of ExifTool; the others are picture items it has no value for. */
const pictureTypes: ReadonlySet<string> = new Set(['av01', 'avc1', 'hvc1', 'lhv1', 'hvt1', 'j2k1', 'unci', 'jpeg']);

/** A trailer that is no box may look like an overlong one; only these must be whole. */
const structural: ReadonlySet<string> = new Set(['meta', 'mdat', 'moov']);

/** Parses a file whose brand says HEIF or AVIF. */
export function parseHeif(source: ByteSource): Container {
  const boxes = readBoxes(source, 0, source.sizeBytes);
  const metaBox = findBox(boxes, 'meta');
  const meta = metaBox == null ? null : readHeifMeta(source, metaBox);
  const movie = findBox(boxes, 'moov');
  const tracks = movie == null ? [] : readTrackRecords(source, readChildren(source, movie), boxes);
  const records = [...tracks, ...(meta == null ? [] : itemRecords(meta))];
  const coding = meta == null ? null : codingOf(meta, meta.primaryId);
  const primary = meta?.items.get(meta.primaryId) ?? null;
  const size = primary == null ? null : extentOf(source, primary);
  return {
    ...emptyContainer(coding === 'av01' ? 'AVIF' : coding === 'hvc1' ? 'HEIC' : 'HEIF', 'image'),
    records,
    isComplete:
      boxes.every((box) => box.isWhole || !structural.has(box.type)) &&
      records.every((record) => record.ranges.every((range) => range.offset >= 0 && range.offset + range.length <= source.sizeBytes)),
    codedWidthPx: size?.widthPx ?? null,
    codedHeightPx: size?.heightPx ?? null,
    orientation: primary == null ? 1 : orientationOf(source, primary),
    exif: meta == null ? [] : readExifItems(source, meta),
    xmp:
      meta == null
        ? []
        : itemsOf(meta, (item) => item.type === 'mime' && item.contentType === 'application/rdf+xml').map((item) => readItem(source, item)),
    jpegs: meta == null ? [] : itemsOf(meta, (item) => item.type === 'jpeg' && item.ranges.length === 1).flatMap((item) => item.ranges),
    coding,
  };
}

function itemsOf(meta: HeifMeta, matches: (item: HeifItem) => boolean): HeifItem[] {
  return [...meta.items.values()].filter(matches).sort((a, b) => a.id - b.id);
}

function itemRecords(meta: HeifMeta): ImageRecord[] {
  return itemsOf(meta, (item) => pictureTypes.has(item.type) && item.ranges.length > 0).map((item) => ({ kind: 'I', ranges: item.ranges }));
}

/** The coding of an item, looking through grids, overlays and derived pictures to what they are made of. */
function codingOf(meta: HeifMeta, id: number, depth = 0): string | null {
  const item = meta.items.get(id);
  if (item == null) return null;
  if (pictureTypes.has(item.type) || depth > 8) return item.type;
  const part = meta.references.find((reference) => reference.type === 'dimg' && reference.from === id)?.to[0];
  return part == null ? item.type : codingOf(meta, part, depth + 1);
}

/** The size before rotation. */
function extentOf(source: ByteSource, item: HeifItem): { widthPx: number; heightPx: number } | null {
  const extent = findBox(item.properties, 'ispe');
  const bytes = extent == null ? null : source.read(extent.offset, 12);
  return bytes == null || bytes.length < 12 ? null : { widthPx: bytes.readUInt32BE(4), heightPx: bytes.readUInt32BE(8) };
}

/** `irot` (quarter turns anticlockwise) and `imir` in the order given, as one EXIF orientation. */
function orientationOf(source: ByteSource, item: HeifItem): number {
  let turns = 0; // clockwise quarter turns after an optional left-right mirror
  let isMirrored = false;
  for (const property of item.properties) {
    const value = source.read(property.offset, 1)[0] ?? 0;
    if (property.type === 'irot') turns = (turns + 4 - (value & 3)) % 4;
    if (property.type === 'imir') {
      // axis 0 mirrors top and bottom (ISO/IEC 23008-12:2022), which is a left-right mirror after half a turn
      turns = (4 - turns + ((value & 1) === 0 ? 2 : 0)) % 4;
      isMirrored = !isMirrored;
    }
  }
  return (isMirrored ? [2, 7, 4, 5] : [1, 6, 3, 8])[turns] ?? 1;
}

function readExifItems(source: ByteSource, meta: HeifMeta): ExifBlock[] {
  return itemsOf(meta, (item) => item.type === 'Exif').flatMap((item) => {
    const bytes = readItem(source, item);
    if (bytes.length < 12) return [];
    const skip = 4 + bytes.readUInt32BE(0); // to the TIFF header; some writers count wrongly, so look if it is there
    const at = isTiffStart(bytes, skip) ? skip : isTiffStart(bytes, 10) ? 10 : isTiffStart(bytes, 0) ? 0 : 4;
    return [{ role: 'ifd0' as const, source: bufferSource(bytes.subarray(at)) }];
  });
}

function isTiffStart(bytes: Buffer, at: number): boolean {
  const start = bytes.toString('latin1', at, at + 4);
  return start === 'II*\0' || start === 'MM\0*';
}

/** An item's bytes, joined; empty when larger than any metadata. */
function readItem(source: ByteSource, item: HeifItem): Buffer {
  const total = item.ranges.reduce((sum: number, range: ByteRange) => sum + range.length, 0);
  if (!(total <= maxMetadataBytes)) return Buffer.alloc(0);
  return Buffer.concat(item.ranges.map((range) => source.read(range.offset, range.length)));
}
