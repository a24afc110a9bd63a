/**
 * Directories (IFDs) of TIFF, BigTIFF and the EXIF block: bounded reading of entries and values, nothing else.
 * @see TIFF 6.0 section 2, BigTIFF design (libtiff), Exif 3.0 section 4.6
 */
import type { ByteSource } from '../byte-source.ts';

export interface TiffHeader {
  readonly isLittleEndian: boolean;
  /** 64-bit offsets. */
  readonly isBig: boolean;
  /** 42 for TIFF, 43 for BigTIFF, 0x55 Panasonic, 0x4f52 and 0x5352 Olympus. */
  readonly magic: number;
  readonly firstIfdOffset: number;
}

export interface IfdEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value lies, whether inside the entry or elsewhere. */
  readonly valueOffset: number;
  readonly valueBytes: number;
}

export interface Ifd {
  readonly entries: ReadonlyMap<number, IfdEntry>;
  /** 0 when there is none. */
  readonly nextOffset: number;
}

/** The largest directory seen in a real file has about 300 entries. */
const maxEntries = 4096;
/** Offsets of a 100 Mpx picture in one-row strips stay below. */
const maxValues = 1_000_000;

const typeBytes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** Reads a TIFF header at the start of `source`; null when there is none. */
export function readTiffHeader(source: ByteSource): TiffHeader | null {
  const bytes = source.read(0, 16);
  if (bytes.length < 8) return null;
  const order = bytes.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const isLittleEndian = order === 'II';
  const magic = isLittleEndian ? bytes.readUInt16LE(2) : bytes.readUInt16BE(2);
  const isBig = magic === 43;
  if (isBig && bytes.length < 16) return null;
  const header = { isLittleEndian, isBig, magic, firstIfdOffset: 0 };
  return { ...header, firstIfdOffset: isBig ? readInteger(header, bytes, 8, 8) : readInteger(header, bytes, 4, 4) };
}

/** Reads the directory at `offset`; null when none can be there. Entries that point outside the source are left out. */
export function readIfd(source: ByteSource, header: TiffHeader, offset: number): Ifd | null {
  const countBytes = header.isBig ? 8 : 2;
  const entryBytes = header.isBig ? 20 : 12;
  const pointerBytes = header.isBig ? 8 : 4;
  const head = source.read(offset, countBytes);
  if (head.length < countBytes) return null;
  const count = readInteger(header, head, 0, countBytes);
  if (count < 1 || count > maxEntries) return null;
  const body = source.read(offset + countBytes, count * entryBytes + pointerBytes);
  const entries = new Map<number, IfdEntry>();
  for (let at = 0; at + entryBytes <= body.length && at < count * entryBytes; at += entryBytes) {
    const entry = readEntry(source, header, body, at, offset + countBytes + at);
    if (entry != null && !entries.has(entry.tag)) entries.set(entry.tag, entry);
  }
  const hasNext = body.length === count * entryBytes + pointerBytes;
  return { entries, nextOffset: hasNext ? readInteger(header, body, count * entryBytes, pointerBytes) : 0 };
}

function readEntry(source: ByteSource, header: TiffHeader, body: Buffer, at: number, absolute: number): IfdEntry | null {
  const type = readInteger(header, body, at + 2, 2);
  const unit = typeBytes[type] ?? 0;
  const count = readInteger(header, body, at + 4, header.isBig ? 8 : 4);
  if (unit === 0 || count < 0 || !Number.isSafeInteger(count * unit)) return null;
  const valueBytes = count * unit;
  const inline = header.isBig ? 8 : 4;
  const fieldAt = at + (header.isBig ? 12 : 8);
  const valueOffset = valueBytes <= inline ? absolute + (header.isBig ? 12 : 8) : readInteger(header, body, fieldAt, inline);
  if (valueOffset < 0 || valueOffset + valueBytes > source.sizeBytes) return null;
  return { tag: readInteger(header, body, at, 2), type, count, valueOffset, valueBytes };
}

/** The numbers of an entry: integers as they are, rationals divided (NaN for 0/0). Empty for text and unknown types. */
export function readNumbers(source: ByteSource, header: TiffHeader, entry: IfdEntry | undefined, limit = maxValues): number[] {
  if (entry == null || entry.type === 2 || entry.count > limit) return [];
  const unit = typeBytes[entry.type] ?? 0;
  const bytes = source.read(entry.valueOffset, entry.valueBytes);
  if (bytes.length < entry.valueBytes) return [];
  const values: number[] = [];
  for (let at = 0; at + unit <= bytes.length; at += unit) values.push(readValue(header, bytes, at, entry.type));
  return values;
}

/** The first number of an entry, or null. */
export function readNumber(source: ByteSource, header: TiffHeader, entry: IfdEntry | undefined): number | null {
  return readNumbers(source, header, entry, 4096)[0] ?? null;
}

/** The raw bytes of an entry, at most `maxBytes`. */
export function readBytes(source: ByteSource, entry: IfdEntry | undefined, maxBytes: number): Buffer | null {
  return entry == null || entry.valueBytes > maxBytes ? null : source.read(entry.valueOffset, entry.valueBytes);
}

/**
 * The text of an entry up to its first NUL, trimmed. EXIF says ASCII; cameras and tools write UTF-8 and Latin-1.
 * @returns null when empty or longer than `maxBytes`.
 */
export function readText(source: ByteSource, entry: IfdEntry | undefined, maxBytes = 64 * 1024): string | null {
  const bytes = readBytes(source, entry, maxBytes);
  if (bytes == null) return null;
  const end = bytes.indexOf(0);
  const text = decodeText(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  return text === '' ? null : text;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** UTF-8 when the bytes are valid UTF-8, Windows-1252 otherwise: the superset of the Latin-1 that old tools write. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

function readValue(header: TiffHeader, bytes: Buffer, at: number, type: number): number {
  const little = header.isLittleEndian;
  switch (type) {
    case 5:
      return readInteger(header, bytes, at, 4) / readInteger(header, bytes, at + 4, 4);
    case 6:
      return bytes.readInt8(at);
    case 8:
      return little ? bytes.readInt16LE(at) : bytes.readInt16BE(at);
    case 9:
      return little ? bytes.readInt32LE(at) : bytes.readInt32BE(at);
    case 10:
      return little ? bytes.readInt32LE(at) / bytes.readInt32LE(at + 4) : bytes.readInt32BE(at) / bytes.readInt32BE(at + 4);
    case 11:
      return little ? bytes.readFloatLE(at) : bytes.readFloatBE(at);
    case 12:
      return little ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
    case 17:
      return Number(little ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at));
    default:
      return readInteger(header, bytes, at, typeBytes[type] ?? 1);
  }
}

/** An unsigned integer of 1, 2, 4 or 8 bytes; an unsafe 64-bit one becomes -1, which no check lets through. */
function readInteger(header: Pick<TiffHeader, 'isLittleEndian'>, bytes: Buffer, at: number, size: number): number {
  if (size < 8) return header.isLittleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const value = header.isLittleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? -1 : Number(value);
}
