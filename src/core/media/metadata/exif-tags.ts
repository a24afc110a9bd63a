/**
 * The thirty EXIF tags ImaLink uses, read from a TIFF-structured block. Own reader and not exifr: the TIFF parser is
 * needed for the hothash anyway, costs a tenth of the time and is bounded against hostile directories.
 * @see CIPA DC-008 (Exif 3.0)
 */
import { sliceSource, type ByteSource } from '../byte-source.ts';
import type { ExifBlock } from '../container.ts';
import {
  readIfd,
  readNumber,
  readNumbers,
  readText,
  readTiffHeader,
  type Ifd,
  type IfdEntry,
  type TiffHeader,
} from '../containers/tiff-ifd.ts';
import type { RawTime } from '#domain/taken-at.ts';

export interface ExifFacts {
  readonly make: string | null;
  readonly model: string | null;
  readonly lens: string | null;
  /** 1 to 8; 1 when absent or nonsense. */
  readonly orientation: number;
  readonly description: string | null;
  readonly original: RawTime;
  readonly digitized: RawTime;
  readonly gpsUtc: string | null;
  readonly iso: number | null;
  readonly fNumber: number | null;
  readonly exposureTimeS: number | null;
  readonly focalLengthMm: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly altitudeM: number | null;
  /** Windows Explorer's stars. */
  readonly rating: number | null;
  /** Windows Explorer's tags, separated by semicolons. */
  readonly windowsKeywords: string | null;
  readonly windowsTitle: string | null;
  readonly contentIdentifier: string | null;
}

export interface Directory {
  readonly source: ByteSource;
  readonly header: TiffHeader;
  readonly ifd: Ifd;
}

const noTime: RawTime = { dateTime: null, subSeconds: null, offset: null };

/** Reads the facts of the blocks of one file; where two blocks have a tag, the first wins. */
export function readExifFacts(blocks: readonly ExifBlock[]): ExifFacts {
  const main = openDirectories(blocks, 'ifd0');
  const exif = [...openDirectories(blocks, 'exif'), ...main.flatMap((directory) => followPointer(directory, 0x8769))];
  const gps = [...openDirectories(blocks, 'gps'), ...main.flatMap((directory) => followPointer(directory, 0x8825))];
  // some writers put EXIF tags into IFD0
  const shot = [...exif, ...main];
  const orientation = firstNumber(main, 0x112) ?? 1;
  return {
    make: firstText(main, 0x10f),
    model: firstText(main, 0x110),
    lens: firstText(shot, 0xa434),
    orientation: Number.isInteger(orientation) && orientation >= 1 && orientation <= 8 ? orientation : 1,
    description: firstText(main, 0x10e),
    original: readTimeTags(shot, 0x9003, 0x9291, 0x9011),
    digitized: readTimeTags(shot, 0x9004, 0x9292, 0x9012),
    gpsUtc: readGpsTime(gps),
    iso: readIso(shot, 0x8827) ?? readIso(shot, 0x8832) ?? readIso(main, 0x17),
    fNumber: positive(firstNumber(shot, 0x829d)),
    exposureTimeS: positive(firstNumber(shot, 0x829a)),
    focalLengthMm: positive(firstNumber(shot, 0x920a)),
    latitude: readDegrees(gps, 1, 2, 'S', 90),
    longitude: readDegrees(gps, 3, 4, 'W', 180),
    altitudeM: readAltitude(gps),
    rating: firstNumber(main, 0x4746),
    windowsKeywords: readWindowsText(main, 0x9c9e),
    windowsTitle: readWindowsText(main, 0x9c9b),
    contentIdentifier: readAppleIdentifier(exif),
  };
}

/** The first directories of the blocks with a role. */
export function openDirectories(blocks: readonly ExifBlock[], role: ExifBlock['role']): Directory[] {
  return blocks
    .filter((block) => block.role === role)
    .slice(0, 4)
    .flatMap(({ source }) => {
      const header = readTiffHeader(source);
      const ifd = header == null ? null : readIfd(source, header, header.firstIfdOffset);
      return header == null || ifd == null ? [] : [{ source, header, ifd }];
    });
}

/** The directory that a tag of another one points to; none when it points nowhere. */
export function followPointer(directory: Directory, tag: number): Directory[] {
  const offset = readNumber(directory.source, directory.header, directory.ifd.entries.get(tag));
  const ifd = offset == null ? null : readIfd(directory.source, directory.header, offset);
  return ifd == null ? [] : [{ ...directory, ifd }];
}

function firstOf<T>(directories: readonly Directory[], tag: number, read: (directory: Directory, entry: IfdEntry) => T | null): T | null {
  for (const directory of directories) {
    const entry = directory.ifd.entries.get(tag);
    const value = entry == null ? null : read(directory, entry);
    if (value != null) return value;
  }
  return null;
}

function firstText(directories: readonly Directory[], tag: number): string | null {
  return firstOf(directories, tag, ({ source }, entry) => readText(source, entry));
}

function firstNumber(directories: readonly Directory[], tag: number): number | null {
  return firstOf(directories, tag, ({ source, header }, entry) => readNumber(source, header, entry));
}

function positive(value: number | null): number | null {
  return value != null && Number.isFinite(value) && value > 0 ? value : null;
}

/** Nikon wrote a pair of which the first is 0. */
function readIso(directories: readonly Directory[], tag: number): number | null {
  return firstOf(
    directories,
    tag,
    ({ source, header }, entry) => readNumbers(source, header, entry, 16).find((value) => value > 0) ?? null,
  );
}

function readTimeTags(directories: readonly Directory[], time: number, subSeconds: number, offset: number): RawTime {
  const dateTime = firstText(directories, time);
  return dateTime == null ? noTime : { dateTime, subSeconds: firstText(directories, subSeconds), offset: firstText(directories, offset) };
}

function readGpsTime(gps: readonly Directory[]): string | null {
  const date = firstText(gps, 0x1d);
  const time = firstOf(gps, 7, ({ source, header }, entry) => {
    const values = readNumbers(source, header, entry, 3);
    return values.length === 3 && values.every((value) => Number.isFinite(value)) ? values : null;
  });
  if (date == null || time == null) return null;
  return `${date} ${time.map((value) => String(Math.floor(value)).padStart(2, '0')).join(':')}`;
}

/** Degrees, minutes and seconds with a hemisphere; null when not a place on earth. */
function readDegrees(gps: readonly Directory[], refTag: number, tag: number, negative: string, limit: number): number | null {
  const values = firstOf(gps, tag, ({ source, header }, entry) => readNumbers(source, header, entry, 3));
  if (values == null || values.length === 0) return null;
  // 0/0 in minutes or seconds is how some cameras write "none"; in degrees it is no place
  const [degrees = Number.NaN, ...rest] = values;
  const value = rest.reduce((sum, part, index) => sum + (Number.isNaN(part) ? 0 : part / 60 ** (index + 1)), degrees);
  if (!Number.isFinite(value) || Math.abs(value) > limit) return null;
  return firstText(gps, refTag)?.toUpperCase().startsWith(negative) === true ? -value : value;
}

function readAltitude(gps: readonly Directory[]): number | null {
  const value = firstNumber(gps, 6);
  if (value == null || !Number.isFinite(value) || Math.abs(value) > 100_000) return null;
  return firstNumber(gps, 5) === 1 ? -value : value;
}

/** Windows writes its own tags as UTF-16. */
function readWindowsText(directories: readonly Directory[], tag: number): string | null {
  return firstOf(directories, tag, ({ source }, entry) => {
    if (entry.valueBytes > 64 * 1024) return null;
    const text = source
      .read(entry.valueOffset, entry.valueBytes - (entry.valueBytes % 2))
      .toString('utf16le')
      .replace(/\0.*$/s, '')
      .trim();
    return text === '' ? null : text;
  });
}

/** Apple's maker note: a big-endian directory after a 14-byte header, its offsets counted from the note; tag 17 joins still and movie. */
function readAppleIdentifier(exif: readonly Directory[]): string | null {
  return firstOf(exif, 0x927c, ({ source }, entry) => {
    const note = sliceSource(source, entry.valueOffset, entry.valueBytes);
    if (note.read(0, 9).toString('latin1') !== 'Apple iOS') return null;
    const header: TiffHeader = { isLittleEndian: false, isBig: false, magic: 42, firstIfdOffset: 14 };
    return readText(note, readIfd(note, header, 14)?.entries.get(17));
  });
}
