/**
 * Tiny pictures and complete little camera files, made in memory. The JPEGs inside are real ones by sharp;
 * the containers are written here and share no code with the parsers under test.
 */
import sharp, { type Sharp } from 'sharp';
import { tiffFile, type IfdSpec, type TagValue } from './tiff-writer.ts';

export interface PictureOptions {
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Distinguishes pictures: another seed gives other pixels. */
  readonly seed?: number;
  readonly orientation?: number;
  readonly takenAt?: string;
  readonly make?: string;
  readonly model?: string;
}

/** A picture whose quarters are red, green, blue and white-ish, so that turning and mirroring shows. */
function quarters({ widthPx = 48, heightPx = 32, seed = 1 }: PictureOptions): Sharp {
  const pixels = Buffer.alloc(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const left = x < widthPx / 2;
      const colour = y < heightPx / 2 ? (left ? [230, 20, 20] : [20, 200, 20]) : left ? [20, 20, 230] : [240, 240, 240];
      const noise = (x * 7 + y * 13 + seed * 31) % 12;
      colour.forEach((value, channel) => {
        pixels[(y * widthPx + x) * 3 + channel] = Math.max(0, value - noise);
      });
    }
  }
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } });
}

/** The EXIF block of a picture, from its TIFF header. */
export function exifBlock(options: PictureOptions & { readonly exif?: IfdSpec; readonly gps?: IfdSpec }): Buffer {
  const { orientation, takenAt, make, model } = options;
  const tags = given([
    [0x10f, make],
    [0x110, model],
    [0x112, orientation == null ? undefined : { short: [orientation] }],
  ]);
  const exif = { ...options.exif, tags: { ...given([[0x9003, takenAt]]), ...options.exif?.tags } };
  return tiffFile({ ifds: [{ tags, exif, ...(options.gps == null ? {} : { gps: options.gps }) }] });
}

function given(tags: readonly (readonly [tag: number, value: TagValue | undefined])[]): Record<number, TagValue> {
  return Object.fromEntries(tags.filter((entry): entry is readonly [number, TagValue] => entry[1] != null));
}

/** A JPEG; with an EXIF segment when an option asks for one. */
export async function tinyJpeg(options: PictureOptions = {}): Promise<Buffer> {
  const plain = await quarters(options).jpeg({ quality: 90 }).toBuffer();
  const { orientation, takenAt, make, model } = options;
  return orientation == null && takenAt == null && make == null && model == null
    ? plain
    : withSegment(plain, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifBlock(options)]));
}

/** Puts a segment right after the SOI marker. */
export function withSegment(jpeg: Buffer, marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}

/** Any format that sharp writes. */
export async function tinyImage(format: 'png' | 'webp' | 'gif' | 'tiff' | 'avif', options: PictureOptions = {}): Promise<Buffer> {
  return await quarters(options)[format]().toBuffer();
}

/** Bytes like sensor data: no markers in them. */
export function sensorBytes(length = 4000, seed = 1): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 37 + seed * 101) % 200));
}

export type RawFormat = 'DNG' | 'NEF' | 'CR2' | 'ARW' | 'PEF' | 'ORF' | 'SRW' | 'RW2' | 'RAF' | 'CR3' | 'CRW' | 'MRW';

export interface RawOptions {
  readonly preview: Buffer;
  readonly sensor?: Buffer;
  readonly orientation?: number;
}

/** A complete little RAW file: description, sensor data, and the preview where that camera keeps it. */
export function rawFile(format: RawFormat, { preview, sensor = sensorBytes(), orientation = 1 }: RawOptions): Buffer {
  const exif: IfdSpec = { tags: { 0x9003: '2021:05:06 07:08:09' } };
  const shot = (make: string, model: string): IfdSpec => ({ tags: { 0x10f: make, 0x110: model, 0x112: { short: [orientation] } }, exif });
  const colourFilter = (compression: number): IfdSpec => ({
    tags: { 0xfe: 0, 0x100: 640, 0x101: 480, 0x103: compression, 0x106: 32803 },
    strips: [sensor],
  });
  switch (format) {
    case 'DNG':
      return tiffFile({
        ifds: [
          {
            ...shot('Adobe', 'Test'),
            tags: { ...shot('Adobe', 'Test').tags, 0xfe: 1, 0x103: 7, 0xc612: Buffer.from([1, 4, 0, 0]) },
            strips: [preview],
            subIfds: [colourFilter(1)],
          },
        ],
      });
    case 'NEF':
      return tiffFile({
        bigEndian: true,
        ifds: [
          { ...shot('NIKON CORPORATION', 'NIKON D70'), subIfds: [{ tags: { 0xfe: 1, 0x103: 6 }, jpeg: preview }, colourFilter(34713)] },
        ],
      });
    case 'ARW':
      return tiffFile({ ifds: [{ ...shot('SONY', 'ILCE-7'), jpeg: preview, subIfds: [colourFilter(32767)] }] });
    case 'SRW':
      return tiffFile({ ifds: [{ ...shot('SAMSUNG', 'NX1'), subIfds: [{ tags: { 0x103: 6 }, jpeg: preview }, colourFilter(32770)] }] });
    case 'PEF':
      return tiffFile({
        bigEndian: true,
        ifds: [
          {
            ...shot('PENTAX', 'PENTAX K-1'),
            ...colourFilter(65535),
            tags: { ...shot('PENTAX', 'PENTAX K-1').tags, ...colourFilter(65535).tags },
          },
          { tags: { 0x103: 6 } },
          { tags: { 0x103: 6 }, jpeg: preview },
        ],
      });
    case 'ORF':
      return tiffFile({
        magic: 0x4f52,
        ifds: [
          {
            ...shot('OLYMPUS CORPORATION', 'E-M1'),
            strips: [sensor],
            exif: { tags: { ...exif.tags, 0x927c: Buffer.concat([Buffer.from('OLYMPUS\0II\x03\0'), preview]) } },
          },
        ],
      });
    case 'CR2':
      return tiffFile({
        afterHeader: Buffer.from('CR\x02\0\0\0\0\0', 'latin1'),
        ifds: [
          { ...shot('Canon', 'Canon EOS 40D'), tags: { ...shot('Canon', 'Canon EOS 40D').tags, 0x103: 6 }, strips: [preview] },
          { tags: { 0x103: 6 } },
          { tags: { 0x103: 6 } },
          { tags: { 0x103: 6 }, strips: [sensor] },
        ],
      });
    case 'RW2':
      return panasonicFile(shot('Panasonic', 'DMC-LX3'), preview, sensor);
    case 'RAF':
      return fujiFile(preview, sensor);
    case 'CR3':
      return canonBoxFile(preview, sensor, shot('Canon', 'Canon EOS R6'));
    case 'CRW':
      return canonHeapFile(preview, sensor);
    case 'MRW':
      return minoltaFile(shot('Minolta Co., Ltd.', 'DiMAGE 7'), sensor, preview);
  }
}

function panasonicFile(shot: IfdSpec, preview: Buffer, sensor: Buffer): Buffer {
  const describe = (offset: number): Buffer =>
    tiffFile({ magic: 0x55, ifds: [{ ...shot, tags: { ...shot.tags, 4: 0, 5: 0, 6: 480, 7: 640, 0x2e: preview, 0x118: offset } }] });
  return Buffer.concat([describe(describe(0).length), sensor]);
}

function fujiFile(preview: Buffer, sensor: Buffer): Buffer {
  const header = Buffer.alloc(0x94);
  header.write('FUJIFILMCCD-RAW 0201FF129502FinePix Test', 'latin1');
  const raw = tiffFile({ ifds: [{ tags: { 0xf001: 640, 0xf002: 480, 0xf007: 0, 0xf008: sensor.length } }] });
  const withOffset = tiffFile({ ifds: [{ tags: { 0xf001: 640, 0xf002: 480, 0xf007: raw.length, 0xf008: sensor.length } }] });
  header.writeUInt32BE(header.length, 0x54);
  header.writeUInt32BE(preview.length, 0x58);
  header.writeUInt32BE(header.length + preview.length, 0x64);
  header.writeUInt32BE(withOffset.length + sensor.length, 0x68);
  return Buffer.concat([header, preview, withOffset, sensor]);
}

/** A box of the ISO base media format. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const u32 = (...values: readonly number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const b = Buffer.alloc(4);
      b.writeUInt32BE(value);
      return b;
    }),
  );

/** A track of one chunk of one sample. */
function track(handler: 'vide' | 'soun', chunk: { offset: number; length: number }, size = { widthPx: 640, heightPx: 480 }): Buffer {
  const entry = Buffer.alloc(78);
  entry.writeUInt16BE(size.widthPx, 24);
  entry.writeUInt16BE(size.heightPx, 26);
  const tables = box(
    'stbl',
    box('stsd', u32(0, 1), box('mp4v', entry)),
    box('stsz', u32(0, 0, 1, chunk.length)),
    box('stsc', u32(0, 1, 1, 1, 1)),
    box('stco', u32(0, 1, chunk.offset)),
  );
  const header = box(
    'tkhd',
    u32(7, 0, 0, 1, 0, 0, 0, 0, 0, 0),
    u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000),
    u32(size.widthPx * 65_536, size.heightPx * 65_536),
  );
  return box('trak', header, box('mdia', box('hdlr', u32(0, 0), Buffer.from(handler), Buffer.alloc(12)), box('minf', tables)));
}

function canonBoxFile(preview: Buffer, sensor: Buffer, shot: IfdSpec): Buffer {
  const uuid = (hex: string, ...content: readonly Buffer[]): Buffer => box('uuid', Buffer.from(hex, 'hex'), ...content);
  const blocks = uuid(
    '85c0b687820f11e08111f4ce462b6a48',
    box('CMT1', tiffFile({ ifds: [{ tags: shot.tags ?? {} }] })),
    box('CMT2', tiffFile({ ifds: [shot.exif ?? {}] })),
  );
  const previewBox = uuid('eaf42b5e1c984b88b9fbb7dc406e4d16', Buffer.alloc(8), box('PRVW', Buffer.alloc(16), preview));
  const build = (offset: number): Buffer =>
    Buffer.concat([
      box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')),
      box('moov', blocks, track('vide', { offset, length: sensor.length })),
      previewBox,
    ]);
  return Buffer.concat([build(build(0).length + 8), box('mdat', sensor)]);
}

export interface MovieOptions {
  readonly picture?: Buffer;
  readonly sound?: Buffer;
  readonly createdUtcS?: number;
  readonly creationDate?: string;
  readonly contentIdentifier?: string;
}

/** A QuickTime movie of one picture chunk and one sound chunk, with Apple's keys. */
export function movieFile(options: MovieOptions = {}): Buffer {
  const { picture = sensorBytes(3000, 2), sound = sensorBytes(500, 3) } = options;
  const keys = Object.entries({
    'com.apple.quicktime.creationdate': options.creationDate,
    'com.apple.quicktime.content.identifier': options.contentIdentifier,
  }).flatMap(([name, value]) => (value == null ? [] : [[name, value] as const]));
  const values = keys.map(([, value], index) => {
    const item = box('xxxx', box('data', u32(1, 0), Buffer.from(value)));
    item.writeUInt32BE(index + 1, 4);
    return item;
  });
  const meta =
    keys.length === 0
      ? Buffer.alloc(0)
      : box(
          'meta',
          box('hdlr', u32(0, 0), Buffer.from('mdta'), Buffer.alloc(12)),
          box('keys', u32(0, keys.length), ...keys.map(([name]) => box('mdta', Buffer.from(name)))),
          box('ilst', ...values),
        );
  const header = box('mvhd', u32(0, (options.createdUtcS ?? -2_082_844_800) + 2_082_844_800, 0, 600, 600), Buffer.alloc(80));
  const build = (offset: number): Buffer =>
    Buffer.concat([
      box('ftyp', Buffer.from('qt  \0\0\0\0qt  ', 'latin1')),
      box(
        'moov',
        header,
        track('vide', { offset, length: picture.length }),
        track('soun', { offset: offset + picture.length, length: sound.length }),
        meta,
      ),
    ]);
  return Buffer.concat([build(build(0).length + 8), box('mdat', picture, sound)]);
}

function canonHeapFile(preview: Buffer, sensor: Buffer): Buffer {
  const info = Buffer.alloc(28);
  info.writeUInt32LE(640, 0);
  info.writeUInt32LE(480, 4);
  const names = Buffer.from('Canon\0Canon EOS D30\0');
  const stamp = Buffer.alloc(4);
  stamp.writeUInt32LE(Date.UTC(2021, 4, 6, 7, 8, 9) / 1000);
  const items: readonly (readonly [number, Buffer])[] = [
    [0x2005, sensor],
    [0x2007, preview],
    [0x1810, info],
    [0x080a, names],
    [0x180e, stamp],
  ];
  const table = Buffer.alloc(2 + items.length * 10 + 4);
  table.writeUInt16LE(items.length);
  let at = 0;
  items.forEach(([tag, bytes], index) => {
    table.writeUInt16LE(tag, 2 + index * 10);
    table.writeUInt32LE(bytes.length, 4 + index * 10);
    table.writeUInt32LE(at, 8 + index * 10);
    at += bytes.length;
  });
  table.writeUInt32LE(at, table.length - 4);
  const header = Buffer.alloc(26);
  header.write('II\x1a\0\0\0HEAPCCDR', 'latin1');
  return Buffer.concat([header, ...items.map(([, bytes]) => bytes), table]);
}

function minoltaFile(shot: IfdSpec, sensor: Buffer, preview: Buffer): Buffer {
  const block = (name: string, content: Buffer): Buffer => Buffer.concat([Buffer.from(`\0${name}`), u32(content.length), content]);
  const size = Buffer.alloc(24);
  size.writeUInt16BE(480, 12);
  size.writeUInt16BE(640, 14);
  const blocks = Buffer.concat([block('PRD', size), block('TTW', tiffFile({ bigEndian: true, ifds: [{ ...shot, jpeg: preview }] }))]);
  return Buffer.concat([Buffer.from('\0MRM'), u32(blocks.length), blocks, sensor]);
}
