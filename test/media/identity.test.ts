/** The promise of the hothash: it survives what people do to metadata and changes with what they do to pictures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '#core/media/byte-source.ts';
import { computeHothash } from '#core/media/hothash.ts';
import { parseContainer } from '#core/media/parse-container.ts';
import { exifBlock, movieFile, rawFile, sensorBytes, tinyImage, tinyJpeg, withSegment, type RawFormat } from '../builders/images.ts';
import { corpusFile, describeCorpus } from './corpus.ts';

function name(bytes: Buffer): { hothash: string; hashAlgo: string; format: string } {
  const source = bufferSource(bytes);
  const { container } = parseContainer(source);
  return { ...computeHothash(source, container, createHash('sha256').update(bytes).digest('hex')), format: container.format };
}

interface Vector {
  readonly name: string;
  readonly hex: string;
  readonly format: string;
  readonly algo: string;
  readonly hothash: string;
}

describe('golden vectors', () => {
  const { vectors } = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/format/hothash-vectors.json'), 'utf8')) as {
    vectors: readonly Vector[];
  };
  test.each(vectors)('$name', (vector) => {
    expect(name(Buffer.from(vector.hex, 'hex'))).toEqual({ format: vector.format, hashAlgo: vector.algo, hothash: vector.hothash });
  });
});

describe('what does not change the hothash', () => {
  test('segments added to and taken from a JPEG', async () => {
    const plain = await tinyJpeg();
    const tagged = withSegment(
      withSegment(plain, 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifBlock({ orientation: 6, make: 'Canon' })])),
      0xfe,
      Buffer.from('a comment'),
    );
    expect(name(tagged)).toEqual(name(plain));
    expect(name(plain).hashAlgo).toBe('img1');
  });

  test('bytes after the end of a JPEG', async () => {
    const plain = await tinyJpeg();
    expect(name(Buffer.concat([plain, await tinyJpeg({ seed: 9 })]))).toEqual(name(plain));
  });

  test('tables of a JPEG in one segment or in several', async () => {
    const plain = await tinyJpeg();
    expect(name(mergeHuffmanTables(plain))).toEqual(name(plain));
    expect(mergeHuffmanTables(plain).length).toBeLessThan(plain.length);
  });

  test('PNG data in other chunk sizes, with text chunks between', async () => {
    const plain = await tinyImage('png');
    expect(name(rechunkPng(plain))).toEqual(name(plain));
    expect(rechunkPng(plain).length).not.toBe(plain.length);
  });

  test.each(['DNG', 'NEF', 'CR2', 'ARW', 'PEF', 'SRW', 'RW2', 'RAF', 'CR3', 'CRW', 'MRW'] as const)(
    'another orientation tag in a %s',
    async (format) => {
      const preview = await tinyJpeg();
      const [one, two] = [rawFile(format, { preview, orientation: 1 }), rawFile(format, { preview, orientation: 8 })];
      expect(name(two)).toEqual(name(one));
      expect(name(one)).toMatchObject({ format, hashAlgo: 'img1' });
    },
  );

  test.each(['NEF', 'ARW', 'PEF', 'SRW', 'CR2', 'RAF', 'RW2', 'CR3', 'CRW', 'MRW'] as const)(
    'another embedded preview in a %s',
    async (format) => {
      const sensor = sensorBytes();
      expect(name(rawFile(format, { preview: await tinyJpeg({ seed: 5 }), sensor })).hothash).toBe(
        name(rawFile(format, { preview: await tinyJpeg(), sensor })).hothash,
      );
    },
  );

  test('facts in the header of a movie', () => {
    expect(name(movieFile({ createdUtcS: 1_700_000_000, contentIdentifier: 'A-B' }))).toEqual(name(movieFile()));
  });
});

describe('what changes the hothash', () => {
  test.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)('other pixels in a %s', async (format) => {
    expect(name(await tinyImage(format, { seed: 2 })).hothash).not.toBe(name(await tinyImage(format)).hothash);
  });

  test('one bit of a scan, of a quantisation table, of the frame size', async () => {
    const plain = await tinyJpeg();
    const names = new Set([name(plain).hothash]);
    for (const at of [plain.length - 20, plain.indexOf(Buffer.from([0xff, 0xdb])) + 10, plain.indexOf(Buffer.from([0xff, 0xc0])) + 6]) {
      const changed = Buffer.from(plain);
      changed[at] = (changed[at] ?? 0) ^ 1;
      names.add(name(changed).hothash);
    }
    expect(names.size).toBe(4);
  });

  test.each(['DNG', 'NEF', 'CR2', 'ARW', 'PEF', 'ORF', 'SRW', 'RW2', 'RAF', 'CR3', 'CRW', 'MRW'] as readonly RawFormat[])(
    'other sensor data in a %s',
    async (format) => {
      const preview = await tinyJpeg();
      expect(name(rawFile(format, { preview, sensor: sensorBytes(4000, 1) })).hothash).not.toBe(
        name(rawFile(format, { preview, sensor: sensorBytes(4000, 2) })).hothash,
      );
    },
  );

  test('other sound under the same picture of a movie', () => {
    expect(name(movieFile({ sound: sensorBytes(500, 8) })).hothash).not.toBe(name(movieFile()).hothash);
  });
});

describe('what is named by all its bytes', () => {
  test('anything cut short', async () => {
    for (const whole of [
      await tinyJpeg(),
      await tinyImage('png'),
      await tinyImage('webp'),
      await tinyImage('gif'),
      rawFile('CR2', { preview: await tinyJpeg() }),
      rawFile('CR3', { preview: await tinyJpeg() }),
      movieFile(),
    ]) {
      expect(name(whole).hashAlgo).toBe('img1');
      expect(name(whole.subarray(0, whole.length - 30)).hashAlgo).toBe('file1');
    }
  });

  test('less than 64 bytes of picture', () => {
    expect(name(Buffer.concat([Buffer.from('\xff\x0a', 'latin1'), Buffer.alloc(61)])).hashAlgo).toBe('file1');
    expect(name(Buffer.concat([Buffer.from('\xff\x0a', 'latin1'), Buffer.alloc(62)])).hashAlgo).toBe('img1');
  });

  test('what is no picture', () => {
    const bytes = Buffer.from('hello');
    expect(name(bytes)).toEqual({ hothash: createHash('sha256').update(bytes).digest('hex'), hashAlgo: 'file1', format: 'TEXT' });
  });
});

describeCorpus('identity of real files', () => {
  const of = (path: string) => name(corpusFile(path));
  test.each(['base-retagged', 'base-stripped', 'copy of base', 'base-jpegtran-copynone'])('%s is the base photo', (file) => {
    expect(of(`identity/${file}.jpg`)).toEqual(of('identity/base.jpg'));
  });
  test.each(['base-progressive', 'base-rot90', 'base-reencoded'])('%s is another photo', (file) => {
    expect(of(`identity/${file}.jpg`).hothash).not.toBe(of('identity/base.jpg').hothash);
  });
  test.each([
    ['avif', 'avif/paris_icc_exif_xmp.avif'],
    ['gif', 'gif/hopper.gif'],
    ['heic', 'heic/cheers_1440x960.heic'],
    ['png', 'png/paris_icc_exif_xmp.png'],
    ['tif', 'tiff/tif.tif'],
    ['webp', 'webp/flower.webp'],
  ])('a retagged %s keeps its name', (extension, original) => {
    expect(of(`identity/retagged.${extension}`)).toEqual(of(original));
    expect(of(original).hashAlgo).toBe('img1');
  });
});

/** One DHT segment in place of the several that the encoder wrote. */
function mergeHuffmanTables(jpeg: Buffer): Buffer {
  const parts: Buffer[] = [jpeg.subarray(0, 2)];
  const tables: Buffer[] = [];
  let at = 2;
  for (; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (jpeg[at + 1] === 0xc4) tables.push(jpeg.subarray(at + 4, end));
    else parts.push(jpeg.subarray(at, end));
  }
  const payload = Buffer.concat(tables);
  const head = Buffer.from([0xff, 0xc4, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([...parts, head, payload, jpeg.subarray(at)]);
}

function rechunkPng(png: Buffer): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(kind, 4, 'latin1');
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const parts: Buffer[] = [png.subarray(0, 8)];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IDAT') for (let from = 0; from < length; from += 50) parts.push(chunk('IDAT', data.subarray(from, from + 50)));
    else parts.push(...(kind === 'IEND' ? [chunk('tEXt', Buffer.from('Comment\0new'))] : []), png.subarray(at, at + 12 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}
