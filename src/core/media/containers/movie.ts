/**
 * MOV and MP4, and Canon's CR3, which is built like one: tracks of coded data and a header with the facts.
 * @see docs/format/hothash.md#movies, Apple QuickTime File Format
 */
import { sliceSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type ByteRange, type Container, type ExifBlock, type MovieFacts } from '../container.ts';
import { findBox, readBox, readBoxes, readChildren, type Box } from './isobmff.ts';
import { readJpegFrame } from './jpeg.ts';
import { readChunks, readTrackRecords, trackHandler } from './movie-tracks.ts';

const xmpUuid = 'be7acfcb97a942e89c71999491e3afac';
const canonUuid = '85c0b687820f11e08111f4ce462b6a48';
const canonPreviewUuid = 'eaf42b5e1c984b88b9fbb7dc406e4d16';
/** Seconds from 1904 to 1970: QuickTime counts from 1904. */
const epoch1904S = 2_082_844_800;

/** Parses a MOV, MP4 or CR3. */
export function parseMovie(source: ByteSource, format: 'MOV' | 'MP4' | 'CR3'): Container {
  const boxes = readBoxes(source, 0, source.sizeBytes);
  const movieBox = findBox(boxes, 'moov');
  const movie = movieBox == null ? [] : readChildren(source, movieBox);
  const records = readTrackRecords(source, movie, boxes);
  const picture = pictureOf(source, movie, format);
  const common = {
    records,
    isComplete:
      boxes.every((box) => box.isWhole || (box.type !== 'mdat' && box.type !== 'moov')) &&
      records.every((record) => record.ranges.every((range) => range.offset + range.length <= source.sizeBytes)),
    codedWidthPx: picture?.widthPx ?? null,
    codedHeightPx: picture?.heightPx ?? null,
    xmp: uuidBoxes(source, [...boxes, ...movie], xmpUuid).map((box) => readBox(source, box, maxMetadataBytes).subarray(16)),
  };
  if (format !== 'CR3')
    return { ...emptyContainer(format, 'video'), ...common, orientation: picture?.orientation ?? 1, movie: readFacts(source, movie) };
  return { ...emptyContainer('CR3', 'raw'), ...common, exif: readCanonBlocks(source, movie), jpegs: readCanonJpegs(source, boxes, movie) };
}

function uuidBoxes(source: ByteSource, boxes: readonly Box[], uuid: string): Box[] {
  return boxes.filter((box) => box.type === 'uuid' && source.read(box.offset, 16).toString('hex') === uuid);
}

function readCanonBlocks(source: ByteSource, movie: readonly Box[]): ExifBlock[] {
  const roles: ReadonlyMap<string, ExifBlock['role']> = new Map([
    ['CMT1', 'ifd0'],
    ['CMT2', 'exif'],
    ['CMT4', 'gps'],
  ]);
  return uuidBoxes(source, movie, canonUuid)
    .flatMap((box) => readChildren(source, box, 16))
    .flatMap((box) => {
      const role = roles.get(box.type);
      return role == null ? [] : [{ role, source: sliceSource(source, box.offset, box.length) }];
    });
}

/** THMB (160 px), PRVW (1620 px) and the full-size JPEG that is the first picture track. */
function readCanonJpegs(source: ByteSource, boxes: readonly Box[], movie: readonly Box[]): ByteRange[] {
  const thumbnails = uuidBoxes(source, movie, canonUuid)
    .flatMap((box) => readChildren(source, box, 16))
    .filter((box) => box.type === 'THMB');
  const previews = uuidBoxes(source, boxes, canonPreviewUuid)
    .flatMap((box) => readChildren(source, box, 24))
    .filter((box) => box.type === 'PRVW');
  const inBoxes = [...thumbnails, ...previews].flatMap((box) => {
    const at = source.read(box.offset, 64).indexOf(Buffer.from([0xff, 0xd8, 0xff]));
    return at < 0 ? [] : [{ offset: box.offset + at, length: box.length - at }];
  });
  const inTracks = movie
    .filter((box) => box.type === 'trak')
    .slice(0, 8)
    .flatMap((track) => readChunks(source, track).slice(0, 1));
  return [...inBoxes, ...inTracks]
    .filter((range) => range.offset < source.sizeBytes && readJpegFrame(source, range.offset) != null)
    .map((range) => ({ offset: range.offset, length: Math.min(range.length, source.sizeBytes - range.offset) }));
}

/** The size and turn of the first picture track; of the largest one in a CR3. */
function pictureOf(
  source: ByteSource,
  movie: readonly Box[],
  format: string,
): { widthPx: number; heightPx: number; orientation: number } | null {
  let best: { widthPx: number; heightPx: number; orientation: number } | null = null;
  for (const track of movie.filter((box) => box.type === 'trak').slice(0, 64)) {
    if (trackHandler(source, track) !== 'vide') continue;
    const header = findBox(readChildren(source, track), 'tkhd');
    const size =
      (format === 'CR3' ? sampleEntrySize(source, track) : null) ??
      (header == null ? null : readTrackHeader(source.read(header.offset, 96)));
    if (size == null || size.widthPx === 0) continue;
    if (best == null || (format === 'CR3' && size.widthPx * size.heightPx > best.widthPx * best.heightPx)) best = size;
  }
  return best;
}

function readTrackHeader(bytes: Buffer): { widthPx: number; heightPx: number; orientation: number } | null {
  const matrixAt = bytes[0] === 1 ? 52 : 40;
  if (bytes.length < matrixAt + 44) return null;
  const [a, b] = [bytes.readInt32BE(matrixAt), bytes.readInt32BE(matrixAt + 4)];
  const orientation = a > 0 ? 1 : a < 0 ? 3 : b > 0 ? 6 : b < 0 ? 8 : 1;
  return {
    widthPx: Math.round(bytes.readUInt32BE(matrixAt + 36) / 65_536),
    heightPx: Math.round(bytes.readUInt32BE(matrixAt + 40) / 65_536),
    orientation,
  };
}

/** The size in the sample description: what CR3 says of its tracks' pictures. */
function sampleEntrySize(source: ByteSource, track: Box): { widthPx: number; heightPx: number; orientation: number } | null {
  let boxes = readChildren(source, track);
  for (const type of ['mdia', 'minf', 'stbl']) {
    const next = findBox(boxes, type);
    if (next == null) return null;
    boxes = readChildren(source, next);
  }
  const stsd = findBox(boxes, 'stsd');
  const bytes = stsd == null ? null : source.read(stsd.offset + 8, 36);
  if (bytes == null || bytes.length < 36) return null;
  return { widthPx: bytes.readUInt16BE(32), heightPx: bytes.readUInt16BE(34), orientation: 1 };
}

function readFacts(source: ByteSource, movie: readonly Box[]): MovieFacts {
  const header = findBox(movie, 'mvhd');
  const bytes = header == null ? null : source.read(header.offset, 20);
  const created = bytes == null || bytes.length < 20 ? 0 : bytes[0] === 1 ? Number(bytes.readBigUInt64BE(4)) : bytes.readUInt32BE(4);
  const meta = findBox(movie, 'meta');
  const keys = meta == null ? new Map<string, string>() : readAppleKeys(source, meta);
  const userData = findBox(movie, 'udta');
  const user = userData == null ? [] : readChildren(source, userData);
  const fromUser = (type: string): string | null => readUserText(source, findBox(user, type));
  return {
    createdUtcS: created === 0 ? null : created - epoch1904S,
    appleCreationDate: keys.get('com.apple.quicktime.creationdate') ?? fromUser('\u00a9day'),
    contentIdentifier: keys.get('com.apple.quicktime.content.identifier') ?? null,
    make: keys.get('com.apple.quicktime.make') ?? fromUser('\u00a9mak'),
    model: keys.get('com.apple.quicktime.model') ?? fromUser('\u00a9mod'),
    location: keys.get('com.apple.quicktime.location.ISO6709') ?? fromUser('\u00a9xyz'),
  };
}

/** Apple's key table: `keys` names the entries of `ilst` by number. */
function readAppleKeys(source: ByteSource, meta: Box): Map<string, string> {
  const values = new Map<string, string>();
  const boxes = readChildren(source, meta).some((box) => box.type === 'keys') ? readChildren(source, meta) : readChildren(source, meta, 4);
  const [keyBox, listBox] = [findBox(boxes, 'keys'), findBox(boxes, 'ilst')];
  if (keyBox == null || listBox == null) return values;
  const names = readChildren(source, keyBox, 8).map((box) => source.read(box.offset, Math.min(box.length, 256)).toString('latin1'));
  for (const item of readChildren(source, listBox).slice(0, 256)) {
    const name = names[Buffer.from(item.type, 'latin1').readUInt32BE(0) - 1];
    const data = findBox(readChildren(source, item), 'data');
    if (name != null && data != null && data.length > 8 && data.length < 4096)
      values.set(
        name,
        source
          .read(data.offset + 8, data.length - 8)
          .toString('utf8')
          .trim(),
      );
  }
  return values;
}

function readUserText(source: ByteSource, box: Box | null): string | null {
  if (box == null || box.length < 5 || box.length > 4096) return null;
  const bytes = source.read(box.offset, box.length);
  return (
    bytes
      .subarray(4, 4 + bytes.readUInt16BE(0))
      .toString('utf8')
      .replace(/\0.*$/s, '')
      .trim() || null
  );
}
