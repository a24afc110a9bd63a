/** Hotpreviews: the right way up, in sRGB, small, without metadata, for every format and from inside every RAW. */
import { mkdtempSync, readFileSync, rmSync, utimesSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hotpreviewPath } from '#core/media/hotpreview-file.ts';
import { renderFile, runMediaJob } from '#core/media/run-media-job.ts';
import type { MediaResult } from '#core/media/types.ts';
import { exifBlock, movieFile, rawFile, tinyImage, tinyJpeg, withSegment, type RawFormat } from '../builders/images.ts';
import { corpusFile, describeCorpus } from './corpus.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'imalink-preview-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function run(name: string, bytes: Buffer): Promise<{ value: MediaResult; preview: Buffer | null }> {
  const sourcePath = join(dir, name);
  writeFileSync(sourcePath, bytes);
  const outcome = await runMediaJob({ sourcePath, copyToPath: null, verify: false, hotpreviewsDir: join(dir, 'hp'), hashOnly: false });
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return {
    value: outcome.value,
    preview: outcome.value.hasHotpreview ? readFileSync(hotpreviewPath(join(dir, 'hp'), outcome.value.hothash)) : null,
  };
}

/** The colours in the four corners, as letters: the made picture is RG over BW. */
async function corners(jpeg: Buffer): Promise<string> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const letter = (x: number, y: number): string => {
    const at = (y * info.width + x) * info.channels;
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    return red > 150 && green > 150 ? 'W' : red > 150 ? 'R' : green > 150 ? 'G' : blue > 150 ? 'B' : '?';
  };
  const [right, bottom] = [info.width - 4, info.height - 4];
  return `${letter(3, 3)}${letter(right, 3)}/${letter(3, bottom)}${letter(right, bottom)}`;
}

/** What the corners of the stored picture become under each EXIF orientation. */
const turned: readonly (readonly [orientation: number, corners: string])[] = [
  [1, 'RG/BW'],
  [2, 'GR/WB'],
  [3, 'WB/GR'],
  [4, 'BW/RG'],
  [5, 'RB/GW'],
  [6, 'BR/WG'],
  [7, 'WG/BR'],
  [8, 'GW/RB'],
];

describe('orientation', () => {
  test.each(turned)('%i in a JPEG', async (orientation, expected) => {
    const { value, preview } = await run('a.jpg', await tinyJpeg({ orientation }));
    expect(await corners(preview ?? Buffer.alloc(0))).toBe(expected);
    expect([value.widthPx, value.heightPx, value.codedWidthPx, value.codedHeightPx]).toEqual(
      orientation >= 5 ? [32, 48, 48, 32] : [48, 32, 48, 32],
    );
  });

  test.each(turned)('%i in a NEF whose preview knows nothing of it', async (orientation, expected) => {
    const { preview } = await run('a.nef', rawFile('NEF', { preview: await tinyJpeg({ widthPx: 240, heightPx: 160 }), orientation }));
    expect(await corners(preview ?? Buffer.alloc(0))).toBe(expected);
  });

  test.each(turned)('%i in an AVIF, where the container says it', async (orientation, expected) => {
    const avif = await sharp(await tinyImage('png'))
      .withMetadata({ orientation })
      .avif({ quality: 90 })
      .toBuffer();
    const { value, preview } = await run('a.avif', avif);
    expect(await corners(preview ?? Buffer.alloc(0))).toBe(expected);
    expect([value.orientation, value.widthPx]).toEqual([orientation, orientation >= 5 ? 32 : 48]);
  });

  test('the RAW is right when its preview says otherwise', async () => {
    const { preview } = await run(
      'a.nef',
      rawFile('NEF', { preview: await tinyJpeg({ widthPx: 240, heightPx: 160, orientation: 3 }), orientation: 1 }),
    );
    expect(await corners(preview ?? Buffer.alloc(0))).toBe('RG/BW');
  });
});

test('previews fit into 200 px, are never enlarged, and carry no metadata', async () => {
  const large = await run('large.jpg', await tinyJpeg({ widthPx: 800, heightPx: 300, make: 'Canon', orientation: 6 }));
  const meta = await sharp(large.preview ?? Buffer.alloc(0)).metadata();
  expect([meta.format, meta.width, meta.height, meta.exif, meta.xmp, meta.icc, meta.orientation]).toEqual([
    'jpeg',
    75,
    200,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  const small = await sharp((await run('small.jpg', await tinyJpeg({ widthPx: 20, heightPx: 10 }))).preview ?? Buffer.alloc(0)).metadata();
  expect([small.width, small.height]).toEqual([20, 10]);
});

test.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)('a %s gets a preview', async (format) => {
  const { value, preview } = await run(`a.${format}`, await tinyImage(format));
  expect(await corners(preview ?? Buffer.alloc(0))).toBe('RG/BW');
  expect(value).toMatchObject({ format: format.toUpperCase(), kind: 'image', widthPx: 48, heightPx: 32, remarks: [] });
});

test.each(['DNG', 'NEF', 'CR2', 'ARW', 'PEF', 'ORF', 'SRW', 'RW2', 'RAF', 'CR3', 'CRW', 'MRW'] as readonly RawFormat[])(
  'the picture inside a %s is found',
  async (format) => {
    const { value, preview } = await run(
      `a.${format.toLowerCase()}`,
      rawFile(format, { preview: await tinyJpeg({ widthPx: 240, heightPx: 160 }) }),
    );
    expect(value).toMatchObject({ format, kind: 'raw', hasHotpreview: true, remarks: [] });
    expect(await corners(preview ?? Buffer.alloc(0))).toBe('RG/BW');
  },
);

test.each(['NEF', 'CR2', 'RW2', 'CR3', 'CRW', 'MRW', 'ORF'] as const)('a %s tells when and with what it was taken', async (format) => {
  const { value } = await run(`a.${format.toLowerCase()}`, rawFile(format, { preview: await tinyJpeg() }));
  expect(value.metadata).toMatchObject({ takenAt: '2021-05-06T07:08:09.000', takenAtSource: 'exif' });
  expect(value.metadata.camera).toMatch(/NIKON|Canon|Panasonic|Minolta|OLYMPUS/);
});

test('a preview that is there is kept', async () => {
  const { value } = await run('a.jpg', await tinyJpeg());
  const path = hotpreviewPath(join(dir, 'hp'), value.hothash);
  utimesSync(path, new Date(0), new Date(0));
  expect((await run('b.jpg', await tinyJpeg())).value.hasHotpreview).toBe(true);
  expect(statSync(path).mtimeMs).toBe(0);
});

test('a preview is made anew on request, for a picture that was turned by its tag', async () => {
  const first = await run('a.jpg', await tinyJpeg({ orientation: 1 }));
  writeFileSync(join(dir, 'a.jpg'), await tinyJpeg({ orientation: 3 }));
  const outcome = await runMediaJob({
    sourcePath: join(dir, 'a.jpg'),
    copyToPath: null,
    verify: false,
    hotpreviewsDir: join(dir, 'hp'),
    replaceHotpreview: true,
    hashOnly: false,
  });
  expect(outcome.ok && outcome.value.hothash).toBe(first.value.hothash);
  expect(await corners(readFileSync(hotpreviewPath(join(dir, 'hp'), first.value.hothash)))).toBe('WB/GR');
});

test('a preview that cannot be written is told and does not refuse the photo', async () => {
  writeFileSync(join(dir, 'hp'), 'a file where the folder should be');
  const { value } = await run('a.jpg', await tinyJpeg());
  expect(value).toMatchObject({ hasHotpreview: false, remarks: [{ code: 'write-failed' }] });
});

test('wide-gamut pictures are converted, not reinterpreted', async () => {
  const p3 = await sharp({ create: { width: 40, height: 40, channels: 3, background: { r: 255, g: 0, b: 0 } } })
    .withIccProfile('p3')
    .jpeg({ quality: 100 })
    .toBuffer();
  const { preview } = await run('p3.jpg', p3);
  const { data } = await sharp(preview ?? Buffer.alloc(0))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data[0]).toBeGreaterThan(245); // sRGB red went into P3 and came back; without conversion it would be about 234
});

test('an SVG called .jpg is not rendered', async () => {
  const { value } = await run(
    'a.jpg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'),
  );
  expect(value).toMatchObject({ kind: 'other', hasHotpreview: false, remarks: [{ code: 'not-an-image' }] });
});

test('the decoder itself refuses what is no photo format', async () => {
  const { sharp: guarded } = await import('#core/media/preview/sharp-setup.ts');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
  await expect(guarded(svg).jpeg().toBuffer()).rejects.toThrow();
});

test('a picture too large for memory is decoded from disk', async () => {
  const { preview } = await run('a.jpg', Buffer.concat([await tinyJpeg(), Buffer.alloc(65 * 1024 * 1024)]));
  expect(await corners(preview ?? Buffer.alloc(0))).toBe('RG/BW');
});

test('a cut JPEG is shown as far as it goes, and called damaged', async () => {
  const whole = await tinyJpeg({ widthPx: 400, heightPx: 300 });
  const { value } = await run('a.jpg', whole.subarray(0, Math.floor(whole.length / 2)));
  expect(value).toMatchObject({ hasHotpreview: true, hashAlgo: 'file1', remarks: [{ code: 'damaged' }] });
});

test('a picture of too many pixels is not decoded', async () => {
  const jpeg = await tinyJpeg();
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(20_000, at + 5);
  jpeg.writeUInt16BE(20_000, at + 7);
  expect((await run('a.jpg', jpeg)).value).toMatchObject({ hasHotpreview: false, remarks: [{ code: 'too-large' }] });
});

test('a movie tells its local time and the still it belongs to', async () => {
  const { value } = await run(
    'a.mov',
    movieFile({ createdUtcS: 1_700_000_000, creationDate: '2026-03-23T15:57:19+0100', contentIdentifier: 'ABC-1' }),
  );
  expect(value).toMatchObject({ kind: 'video', format: 'MOV', widthPx: 640, heightPx: 480, hasHotpreview: false, remarks: [] });
  expect(value.metadata).toMatchObject({
    takenAt: '2026-03-23T15:57:19.000',
    takenAtOffset: '+01:00',
    takenAtSource: 'exif',
    contentIdentifier: 'ABC-1',
  });
  const clock = await run('b.mov', movieFile({ createdUtcS: 1_700_000_000 }));
  expect(clock.value.metadata).toMatchObject({ takenAt: '2023-11-14T22:13:20.000', takenAtOffset: '+00:00' });
});

test('places that are none are no places', async () => {
  const place = (latitude: readonly (readonly [number, number])[]) =>
    exifBlock({
      gps: {
        tags: {
          1: 'N',
          2: { rational: latitude },
          3: 'E',
          4: {
            rational: [
              [10, 1],
              [0, 1],
              [0, 1],
            ],
          },
        },
      },
    });
  const gpsOf = async (block: Buffer) =>
    (await run('a.jpg', withSegment(await tinyJpeg(), 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), block])))).value.metadata.gps;
  expect(
    await gpsOf(
      place([
        [59, 1],
        [30, 1],
        [0, 1],
      ]),
    ),
  ).toMatchObject({ latitude: 59.5, longitude: 10 });
  expect(
    await gpsOf(
      place([
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    ),
  ).toBeNull();
  expect(
    await gpsOf(
      place([
        [91, 1],
        [0, 1],
        [0, 1],
      ]),
    ),
  ).toBeNull();
});

test('larger renditions keep the shape, and the full size is the full size', async () => {
  writeFileSync(join(dir, 'a.jpg'), await tinyJpeg({ widthPx: 900, heightPx: 600, orientation: 8 }));
  const cold = await renderFile(join(dir, 'a.jpg'), 300);
  const full = await renderFile(join(dir, 'a.jpg'), null);
  const sizes = await Promise.all(
    [cold, full].map(async (result) => {
      const meta = await sharp(result.ok ? result.jpeg : Buffer.alloc(0)).metadata();
      return [meta.width, meta.height];
    }),
  );
  expect(sizes).toEqual([
    [200, 300],
    [600, 900],
  ]);
  expect(await renderFile(join(dir, 'none.jpg'), 300)).toMatchObject({ ok: false, problem: { code: 'vanished' } });
});

describeCorpus('HEIC', () => {
  test.each([
    ['heic/IMG_8062.HEIC', 3024, 4032, 6],
    ['heic/Issue 437 (dotnet).heic', 4000, 1848, 1],
    ['heic/IMG_2927.HEIC', 3024, 4032, 1],
    ['live/samsung-one-ui-6.heic', 3000, 4000, 6],
    ['heic/iphone.heic', 5712, 4284, 1],
  ])('%s is turned once, as the container says', async (path, widthPx, heightPx, orientation) => {
    const { value, preview } = await run('a.heic', corpusFile(path));
    expect(value).toMatchObject({ format: 'HEIC', widthPx, heightPx, orientation, remarks: [] });
    const meta = await sharp(preview ?? Buffer.alloc(0)).metadata();
    expect((meta.width ?? 0) / (meta.height ?? 1)).toBeCloseTo(widthPx / heightPx, 1);
  });
});
