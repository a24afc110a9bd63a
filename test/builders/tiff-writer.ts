/** Writes TIFF structures from a description, for pictures and RAW files made in tests. Shares no code with the parser. */

/** ASCII as text, numbers as LONG or SHORT, `[numerator, denominator]` pairs as RATIONAL, bytes as UNDEFINED. */
export type TagValue =
  | string
  | number
  | readonly number[]
  | { readonly short: readonly number[] }
  | { readonly rational: readonly (readonly [number, number])[] }
  | Buffer;

export interface IfdSpec {
  readonly tags?: Readonly<Record<number, TagValue>>;
  /** Written somewhere in the file, with StripOffsets and StripByteCounts. */
  readonly strips?: readonly Buffer[];
  /** Written somewhere, with JPEGInterchangeFormat and its length. */
  readonly jpeg?: Buffer;
  readonly exif?: IfdSpec;
  readonly gps?: IfdSpec;
  readonly subIfds?: readonly IfdSpec[];
}

export interface TiffSpec {
  readonly ifds: readonly IfdSpec[];
  readonly bigEndian?: boolean;
  /** 42 unless a camera maker thought otherwise. */
  readonly magic?: number;
  /** Bytes after the 8-byte header, before anything else (`CR\2\0` in a CR2). */
  readonly afterHeader?: Buffer;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

/** Serialises a TIFF. */
export function tiffFile(spec: TiffSpec): Buffer {
  const big = spec.bigEndian === true;
  const parts: Buffer[] = [Buffer.alloc(8), spec.afterHeader ?? Buffer.alloc(0)];
  let size = 8 + (spec.afterHeader?.length ?? 0);
  const append = (bytes: Buffer): number => {
    const at = size;
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    parts.push(padded);
    size += padded.length;
    return at;
  };
  const u16 = (value: number): Buffer => {
    const b = Buffer.alloc(2);
    if (big) b.writeUInt16BE(value);
    else b.writeUInt16LE(value);
    return b;
  };
  const u32 = (value: number): Buffer => {
    const b = Buffer.alloc(4);
    if (big) b.writeUInt32BE(value);
    else b.writeUInt32LE(value);
    return b;
  };
  const longs = (values: readonly number[]): Omit<Entry, 'tag'> => ({
    type: 4,
    count: values.length,
    bytes: Buffer.concat(values.map(u32)),
  });
  const encode = (value: TagValue): Omit<Entry, 'tag'> => {
    if (typeof value === 'string') {
      const bytes = Buffer.from(`${value}\0`);
      return { type: 2, count: bytes.length, bytes };
    }
    if (typeof value === 'number') return longs([value]);
    if (Buffer.isBuffer(value)) return { type: 7, count: value.length, bytes: value };
    if ('short' in value) return { type: 3, count: value.short.length, bytes: Buffer.concat(value.short.map(u16)) };
    if ('rational' in value)
      return { type: 5, count: value.rational.length, bytes: Buffer.concat(value.rational.flatMap(([a, b]) => [u32(a), u32(b)])) };
    return longs(value);
  };
  const writeIfd = (ifd: IfdSpec, next: number): number => {
    const entries: Entry[] = Object.entries(ifd.tags ?? {}).map(([tag, value]) => ({ tag: Number(tag), ...encode(value) }));
    if (ifd.strips != null) {
      entries.push({ tag: 0x111, ...longs(ifd.strips.map(append)) }, { tag: 0x117, ...longs(ifd.strips.map((strip) => strip.length)) });
    }
    if (ifd.jpeg != null) entries.push({ tag: 0x201, ...longs([append(ifd.jpeg)]) }, { tag: 0x202, ...longs([ifd.jpeg.length]) });
    if (ifd.subIfds != null) entries.push({ tag: 0x14a, ...longs(ifd.subIfds.map((sub) => writeIfd(sub, 0))) });
    if (ifd.exif != null) entries.push({ tag: 0x8769, ...longs([writeIfd(ifd.exif, 0)]) });
    if (ifd.gps != null) entries.push({ tag: 0x8825, ...longs([writeIfd(ifd.gps, 0)]) });
    const fields = entries
      .sort((a, b) => a.tag - b.tag)
      .map((entry) => {
        const value =
          entry.bytes.length <= 4 ? Buffer.concat([entry.bytes, Buffer.alloc(4 - entry.bytes.length)]) : u32(append(entry.bytes));
        return Buffer.concat([u16(entry.tag), u16(entry.type), u32(entry.count), value]);
      });
    return append(Buffer.concat([u16(fields.length), ...fields, u32(next)]));
  };
  const first = [...spec.ifds].reverse().reduce((next, ifd) => writeIfd(ifd, next), 0);
  parts[0] = Buffer.concat([Buffer.from(big ? 'MM' : 'II'), u16(spec.magic ?? 42), u32(first)]);
  return Buffer.concat(parts);
}
