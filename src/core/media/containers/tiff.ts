/**
 * The TIFF family: TIFF, BigTIFF, DNG and the camera RAW files built like it. The records are strips and tiles,
 * directory by directory in the order ExifTool visits them, so that its ImageDataHash can be compared.
 * @see docs/format/hothash.md#tiff-family
 */
import type { ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type ByteRange, type Container, type ImageRecord } from '../container.ts';
import { readJpegFrame } from './jpeg.ts';
import { findIptcResource } from './photoshop.ts';
import { readBytes, readIfd, readNumber, readNumbers, readText, readTiffHeader, type Ifd, type TiffHeader } from './tiff-ifd.ts';

const tag = {
  subfileType: 0xfe,
  width: 0x100,
  height: 0x101,
  compression: 0x103,
  photometric: 0x106,
  make: 0x10f,
  stripOffsets: 0x111,
  stripCounts: 0x117,
  panasonicRawOffset: 0x118,
  tileOffsets: 0x144,
  tileCounts: 0x145,
  subIfds: 0x14a,
  jpegOffset: 0x201,
  jpegLength: 0x202,
  xmp: 0x2bc,
  iptc: 0x83bb,
  exifIfd: 0x8769,
  exifWidth: 0xa002,
  exifHeight: 0xa003,
  photoshop: 0x8649,
  dngVersion: 0xc612,
  hdOffset: 0xbcc0,
  hdCount: 0xbcc1,
  alphaOffset: 0xbcc2,
  alphaCount: 0xbcc3,
  panasonicJpeg: 0x2e,
  panasonicSensorTop: 0x4,
  panasonicSensorLeft: 0x5,
  panasonicSensorBottom: 0x6,
  panasonicSensorRight: 0x7,
} as const;

/** A scanned book as multi-page TIFF has hundreds of pages. */
const maxIfds = 5000;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

interface VisitedIfd {
  /** `IFD0`, `IFD1` … for the chain, `SubIFD`, `SubIFD1` … below it. */
  readonly name: string;
  readonly ifd: Ifd;
}

interface Walk {
  readonly source: ByteSource;
  readonly header: TiffHeader;
  readonly seen: Set<number>;
  /** In the order their data is hashed: children before the parent. */
  readonly visited: VisitedIfd[];
}

/** Parses a file with a TIFF header. */
export function parseTiff(source: ByteSource): Container {
  const header = readTiffHeader(source);
  if (header == null) return { ...emptyContainer('TIFF', 'image'), isComplete: false };
  const walk: Walk = { source, header, seen: new Set(), visited: [] };
  visitChain(walk, header.firstIfdOffset, 'IFD0');
  const first = walk.visited.find((visited) => visited.name === 'IFD0')?.ifd ?? null;
  const format = nameFormat(walk, first);
  const collected = collectRecords(walk, format);
  const size = preferCameraSize(walk, format, first, pickSize(walk, format));
  return {
    ...emptyContainer(format, format === 'TIFF' ? 'image' : 'raw'),
    records: collected.records,
    isComplete: collected.isComplete,
    codedWidthPx: size?.widthPx ?? null,
    codedHeightPx: size?.heightPx ?? null,
    exif: [{ role: 'ifd0', source }],
    ...readEmbeddedMetadata(source, first),
    jpegs: collectJpegs(walk),
    coding: first == null ? null : String(readNumber(source, header, first.entries.get(tag.compression)) ?? 1),
  };
}

function visitChain(walk: Walk, firstOffset: number, firstName: string): void {
  const [, stem = 'IFD', digits = ''] = /^(.*?)(\d*)$/.exec(firstName) ?? [];
  let index = digits === '' ? 0 : Number(digits);
  let offset = firstOffset;
  while (offset > 0 && !walk.seen.has(offset) && walk.seen.size < maxIfds) {
    walk.seen.add(offset);
    const ifd = readIfd(walk.source, walk.header, offset);
    if (ifd == null) return;
    const name = stem === 'IFD' || index > 0 ? `${stem}${index}` : stem;
    const children = readNumbers(walk.source, walk.header, ifd.entries.get(tag.subIfds), 64).slice(0, 10);
    for (const [place, child] of children.entries()) visitChain(walk, child, place === 0 ? 'SubIFD' : `SubIFD${place}`);
    walk.visited.push({ name, ifd });
    // a child that is one of several has no chain of its own: its neighbour is the next child
    if (stem !== 'IFD' && (index > 0 || !isPlausibleNext(walk, ifd.nextOffset))) return;
    offset = ifd.nextOffset;
    index += 1;
  }
}

/** The link after a SubIFD is garbage in some RAW files: it counts only if a directory with a picture is there. */
function isPlausibleNext(walk: Walk, offset: number): boolean {
  const next = offset === 0 ? null : readIfd(walk.source, walk.header, offset);
  return next != null && (next.entries.has(tag.stripOffsets) || next.entries.has(tag.jpegOffset) || next.entries.has(tag.tileOffsets));
}

/**
 * Which format this is, from its content alone. A TIFF exported from a RAW keeps the camera's make,
 * so the make counts only beside colour-filter data that no viewer shows.
 */
function nameFormat(walk: Walk, first: Ifd | null): string {
  if (walk.header.magic === 0x55) return 'RW2';
  if (walk.header.magic === 0x4f52 || walk.header.magic === 0x5352) return 'ORF';
  if (first?.entries.has(tag.dngVersion) === true) return 'DNG';
  if (walk.source.read(8, 2).toString('latin1') === 'CR') return 'CR2';
  const hasSensorData = walk.visited.some(
    ({ ifd }) =>
      [32803, 34892].includes(readNumber(walk.source, walk.header, ifd.entries.get(tag.photometric)) ?? 0) ||
      [34713, 32767, 65535, 32770].includes(readNumber(walk.source, walk.header, ifd.entries.get(tag.compression)) ?? 0),
  );
  if (!hasSensorData) return 'TIFF';
  const make = (readText(walk.source, first?.entries.get(tag.make)) ?? '').toUpperCase();
  const known = [
    ['NIKON', 'NEF'],
    ['SONY', 'ARW'],
    ['PENTAX', 'PEF'],
    ['RICOH', 'PEF'],
    ['SAMSUNG', 'SRW'],
    ['OLYMPUS', 'ORF'],
    ['HASSELBLAD', '3FR'],
    ['EPSON', 'ERF'],
    ['KODAK', 'DCR'],
    ['EASTMAN', 'DCR'],
    ['MAMIYA', 'MEF'],
    ['LEAF', 'MOS'],
    ['PHASE ONE', 'IIQ'],
    ['LEICA', 'RWL'],
  ] as const;
  return known.find(([brand]) => make.startsWith(brand))?.[1] ?? 'RAW';
}

/** In these the embedded JPEGs are previews that tools replace; ExifTool counts them for NEF and old ARW, we do not. */
const withoutJpegs: ReadonlySet<string> = new Set(['NEF', 'ARW', 'PEF', 'ORF', 'SRW']);

function collectRecords(walk: Walk, format: string): { records: ImageRecord[]; isComplete: boolean } {
  const records: ImageRecord[] = [];
  let isComplete = true;
  const take = (kind: string, offsets: readonly number[], lengths: readonly number[]): void => {
    const ranges: ByteRange[] = [];
    for (const [index, offset] of offsets.entries()) {
      const length = lengths[index] ?? 0;
      if (length === 0) continue;
      if (offset < 0 || offset + length > walk.source.sizeBytes) isComplete = false;
      ranges.push({ offset, length });
    }
    if (ranges.length > 0) records.push({ kind, ranges });
  };
  for (const { name, ifd } of walk.visited) {
    const numbers = (id: number): number[] => readNumbers(walk.source, walk.header, ifd.entries.get(id));
    const rawOffset = numbers(tag.panasonicRawOffset)[0];
    if (format === 'RW2' && rawOffset != null) {
      take('T', [rawOffset], [Math.max(0, walk.source.sizeBytes - rawOffset)]); // Panasonic's length tag lies; the data runs to the end
      continue;
    }
    if (isPictureStrip(walk, name, ifd, format)) take('T', numbers(tag.stripOffsets), numbers(tag.stripCounts));
    take('T', numbers(tag.tileOffsets), numbers(tag.tileCounts));
    take('H', numbers(tag.hdOffset), numbers(tag.hdCount));
    take('H', numbers(tag.alphaOffset), numbers(tag.alphaCount));
    if (name !== 'IFD1' && !withoutJpegs.has(format)) take('J', numbers(tag.jpegOffset), numbers(tag.jpegLength));
  }
  return { records, isComplete };
}

function isPictureStrip(walk: Walk, name: string, ifd: Ifd, format: string): boolean {
  if (format === 'CR2') return name !== 'IFD0'; // a JPEG preview
  if (format !== 'DNG' || name === 'SubIFD2') return true;
  const compression = readNumber(walk.source, walk.header, ifd.entries.get(tag.compression));
  const subfileType = readNumber(walk.source, walk.header, ifd.entries.get(tag.subfileType));
  return compression !== 7 || subfileType === 0;
}

/** The full picture: the largest directory that is not marked as a reduced copy; the first page of a plain TIFF. */
function pickSize(walk: Walk, format: string): Size | null {
  if (format === 'RW2') return sensorSize(walk);
  let best: Size | null = null;
  for (const { name, ifd } of walk.visited) {
    const widthPx = readNumber(walk.source, walk.header, ifd.entries.get(tag.width));
    const heightPx = readNumber(walk.source, walk.header, ifd.entries.get(tag.height));
    if (widthPx == null || heightPx == null) continue;
    if (format === 'TIFF') {
      if (name === 'IFD0') return { widthPx, heightPx };
      continue;
    }
    const isReduced = ((readNumber(walk.source, walk.header, ifd.entries.get(tag.subfileType)) ?? 0) & 1) === 1;
    if (!isReduced && widthPx * heightPx > (best == null ? 0 : best.widthPx * best.heightPx)) best = { widthPx, heightPx };
  }
  return best;
}

/** Cameras mask a border of the sensor: EXIF says what the picture is, the directory what the chip delivers. */
function preferCameraSize(walk: Walk, format: string, first: Ifd | null, size: Size | null): Size | null {
  if (format === 'TIFF' || format === 'DNG' || format === 'RW2') return size;
  const exifOffset = readNumber(walk.source, walk.header, first?.entries.get(tag.exifIfd));
  const exif = exifOffset == null ? null : readIfd(walk.source, walk.header, exifOffset);
  const widthPx = readNumber(walk.source, walk.header, exif?.entries.get(tag.exifWidth));
  const heightPx = readNumber(walk.source, walk.header, exif?.entries.get(tag.exifHeight));
  if (widthPx == null || heightPx == null) return size;
  return size == null || widthPx * heightPx >= 0.9 * size.widthPx * size.heightPx ? { widthPx, heightPx } : size;
}

function sensorSize(walk: Walk): Size | null {
  const first = walk.visited[0]?.ifd;
  const value = (id: number): number => readNumber(walk.source, walk.header, first?.entries.get(id)) ?? 0;
  const widthPx = value(tag.panasonicSensorRight) - value(tag.panasonicSensorLeft);
  const heightPx = value(tag.panasonicSensorBottom) - value(tag.panasonicSensorTop);
  return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null;
}

function collectJpegs(walk: Walk): ByteRange[] {
  const found: ByteRange[] = [];
  const take = (offset: number | null | undefined, length: number | null | undefined): void => {
    if (offset == null || length == null || length < 100 || offset <= 0 || offset >= walk.source.sizeBytes) return;
    if (readJpegFrame(walk.source, offset) != null) found.push({ offset, length: Math.min(length, walk.source.sizeBytes - offset) });
  };
  for (const { ifd } of walk.visited) {
    const numbers = (id: number): number[] => readNumbers(walk.source, walk.header, ifd.entries.get(id));
    take(numbers(tag.jpegOffset)[0], numbers(tag.jpegLength)[0]);
    const strips = numbers(tag.stripOffsets);
    if (strips.length === 1) take(strips[0], numbers(tag.stripCounts)[0]);
    const panasonic = ifd.entries.get(tag.panasonicJpeg);
    if (walk.header.magic === 0x55) take(panasonic?.valueOffset, panasonic?.valueBytes);
  }
  return found;
}

function readEmbeddedMetadata(source: ByteSource, first: Ifd | null): Pick<Container, 'xmp' | 'iptc'> {
  const xmp = readBytes(source, first?.entries.get(tag.xmp), maxMetadataBytes);
  const resources = readBytes(source, first?.entries.get(tag.photoshop), maxMetadataBytes);
  const iptc =
    readBytes(source, first?.entries.get(tag.iptc), maxMetadataBytes) ?? (resources == null ? null : findIptcResource(resources));
  return { xmp: xmp == null ? [] : [xmp], iptc };
}
