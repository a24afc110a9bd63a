/**
 * Fujifilm RAF: a big-endian header that points to a full JPEG (with the EXIF) and to the sensor data,
 * which is a TIFF block in newer cameras and bare bytes in older ones.
 * @see docs/format/hothash.md#raf
 */
import { sliceSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, type ByteRange, type Container, type ImageRecord } from '../container.ts';
import { parseJpeg } from './jpeg.ts';
import { readIfd, readNumber, readNumbers, readTiffHeader } from './tiff-ifd.ts';

const fujiTag = { subIfd: 0xf000, width: 0xf001, height: 0xf002, stripOffsets: 0xf007, stripCounts: 0xf008 } as const;

/** Parses a RAF from its signature. */
export function parseRaf(source: ByteSource): Container {
  const header = source.read(0, 0x90);
  if (header.length < 0x6c) return { ...emptyContainer('RAF', 'raw'), isComplete: false };
  const pointer = (at: number): ByteRange =>
    at + 8 > header.length ? { offset: 0, length: 0 } : { offset: header.readUInt32BE(at), length: header.readUInt32BE(at + 4) };
  const jpeg = pointer(0x54);
  const embedded = jpeg.offset > 0 && jpeg.length > 0 ? parseJpeg(sliceSource(source, jpeg.offset, jpeg.length)) : null;
  const sensors = [pointer(0x64), pointer(0x80)].filter((range, index) => range.offset > 0 && (index === 0 || jpeg.offset > 0x80));
  const parts = sensors.map((range) => readSensor(source, range));
  const size = readRafDirectory(source, pointer(0x5c)) ?? parts.find((part) => part.widthPx != null);
  const records = parts.flatMap((part) => part.records);
  return {
    ...emptyContainer('RAF', 'raw'),
    records,
    isComplete: records.every((record) => record.ranges.every((range) => range.offset + range.length <= source.sizeBytes)),
    codedWidthPx: size?.widthPx ?? null,
    codedHeightPx: size?.heightPx ?? null,
    exif: embedded?.exif ?? [],
    xmp: embedded?.xmp ?? [],
    iptc: embedded?.iptc ?? null,
    jpegs:
      jpeg.offset > 0 && jpeg.offset < source.sizeBytes
        ? [{ offset: jpeg.offset, length: Math.min(jpeg.length, source.sizeBytes - jpeg.offset) }]
        : [],
  };
}

interface Sensor {
  readonly records: ImageRecord[];
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

function readSensor(source: ByteSource, range: ByteRange): Sensor {
  const block = sliceSource(source, range.offset, source.sizeBytes);
  const header = readTiffHeader(block);
  const outer = header == null || (header.magic !== 42 && header.magic !== 43) ? null : readIfd(block, header, header.firstIfdOffset);
  if (header == null || outer == null) return { records: [{ kind: 'T', ranges: [range] }], widthPx: null, heightPx: null };
  const subOffset = readNumber(block, header, outer.entries.get(fujiTag.subIfd));
  const ifd = subOffset == null ? outer : (readIfd(block, header, subOffset) ?? outer);
  const lengths = readNumbers(block, header, ifd.entries.get(fujiTag.stripCounts));
  const ranges = readNumbers(block, header, ifd.entries.get(fujiTag.stripOffsets)).map((offset, index) => ({
    offset: offset + range.offset,
    length: lengths[index] ?? 0,
  }));
  return {
    records: ranges.length === 0 ? [] : [{ kind: 'T', ranges }],
    widthPx: readNumber(block, header, ifd.entries.get(fujiTag.width)),
    heightPx: readNumber(block, header, ifd.entries.get(fujiTag.height)),
  };
}

/** Fuji's own directory: entries of tag, length and value; 0x111 is the size of the picture within the sensor as height, width. */
function readRafDirectory(source: ByteSource, range: ByteRange): { widthPx: number; heightPx: number } | null {
  const bytes = source.read(range.offset, Math.min(range.length, 64 * 1024));
  if (range.offset === 0 || bytes.length < 4) return null;
  let at = 4;
  let found: { widthPx: number; heightPx: number } | null = null;
  for (let count = Math.min(bytes.readUInt32BE(0), 256); count > 0 && at + 4 <= bytes.length; count -= 1) {
    const id = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    if (id === 0x111 && length >= 4 && at + 8 <= bytes.length)
      found ??= { heightPx: bytes.readUInt16BE(at + 4), widthPx: bytes.readUInt16BE(at + 6) };
    at += 4 + length;
  }
  return found;
}
