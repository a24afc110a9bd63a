/**
 * Edits by the program that people and other photo managers use: dates, ratings, places, orientation, stripping.
 * The picture keeps its hothash through every one of them, in every format that can be written.
 */
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExifTool } from 'exiftool-vendored';
import { runMediaJob } from '#core/media/run-media-job.ts';
import { movieFile, rawFile, tinyImage, tinyJpeg } from '../builders/images.ts';
import { corpusEntries, corpusFile } from './corpus.ts';

const hasPerl = (() => {
  try {
    execFileSync('perl', ['-e', '1']);
    return true;
  } catch {
    return false;
  }
})();

async function identify(path: string): Promise<{ hothash: string; hashAlgo: string; format: string; checksum: string }> {
  const outcome = await runMediaJob({ sourcePath: path, copyToPath: null, verify: false, hotpreviewsDir: null, hashOnly: true });
  if (!outcome.ok) throw new Error(outcome.problem.message);
  const { hothash, hashAlgo, format, checksum } = outcome.value;
  return { hothash, hashAlgo, format, checksum };
}

const edits: readonly [name: string, args: readonly string[], formats?: RegExp][] = [
  ['rating, subject and title in XMP', ['-XMP:Rating=5', '-XMP:Subject=edited', '-XMP:Title=A new title']],
  [
    'dates, camera and orientation in EXIF',
    ['-EXIF:DateTimeOriginal=2001:02:03 04:05:06', '-EXIF:Orientation#=6', '-EXIF:Artist=somebody'],
    /jpg|png|webp|tif|dng|avif|heic/,
  ],
  ['a place', ['-GPSLatitude=59.9', '-GPSLatitudeRef=N', '-GPSLongitude=10.7', '-GPSLongitudeRef=E'], /jpg|png|webp|tif|dng/],
  ['keywords and caption in IPTC', ['-IPTC:Keywords=edited', '-IPTC:Caption-Abstract=words'], /jpg|tif|dng/],
  ['a comment', ['-Comment=hello there'], /jpg|gif|png/],
  ['everything taken out', ['-all='], /jpg|png|webp|gif/],
  ['a movie date', ['-QuickTime:CreateDate=2001:02:03 04:05:06'], /mov|mp4/],
];

describe.skipIf(!hasPerl)('edits by ExifTool keep the hothash', () => {
  let dir = '';
  let exiftool: ExifTool | null = null;
  const files = new Map<string, Buffer>();

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'imalink-exiftool-'));
    const { ExifTool: Tool } = await import('exiftool-vendored');
    // sharp puts its own settings into the environment; a child process must not inherit them
    const { VIPSHOME: _vips, ...env } = process.env;
    exiftool = new Tool({
      taskTimeoutMillis: 20_000,
      exiftoolEnv: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] != null)),
    });
    const preview = await tinyJpeg({ make: 'Canon', orientation: 1 });
    files
      .set('plain.jpg', await tinyJpeg())
      .set('tagged.jpg', preview)
      .set('movie.mov', movieFile());
    for (const format of ['png', 'webp', 'gif', 'tiff', 'avif'] as const)
      files.set(`made.${format === 'tiff' ? 'tif' : format}`, await tinyImage(format));
    files.set('made.dng', rawFile('DNG', { preview }));
    const real = [
      'identity/base.jpg',
      'jpeg/progressive photo_2.jpg',
      'jpeg/sugarshack.mpo',
      'png/iss634.apng',
      'webp/anim.webp',
      'heic/cheers_1440x960.heic',
      'avif/exif.avif',
      'tiff/hopper.tif',
      'tiff/multipage.tiff',
      'raw/test.dng',
      'gif/rotating-squares.gif',
      'live/IMG_7943.MOV',
      'live/IMG_7943.HEIC',
      'video/bunny_1sec.mp4',
    ];
    const present = new Set(corpusEntries().map(([path]) => path));
    for (const path of real) if (present.has(path)) files.set(`real-${path.replace(/^.*\//, '').replace(' ', '_')}`, corpusFile(path));
  }, 60_000);
  afterAll(async () => {
    await exiftool?.end();
    rmSync(dir, { recursive: true, force: true });
  });

  test.each(edits)(
    '%s',
    async (_name, args, formats) => {
      const unlike: string[] = [];
      let changed = 0;
      for (const [name, bytes] of files) {
        if (formats != null && !formats.test(name.toLowerCase())) continue;
        const path = join(dir, name);
        writeFileSync(path, bytes);
        const before = await identify(path);
        try {
          await exiftool?.write(path, {}, { writeArgs: [...args, '-overwrite_original', '-m'], ignoreMinorErrors: true });
        } catch (error) {
          // a format that cannot hold this tag is no failure of ours
          if (!/not writable|Can't|Error|Warning|unchanged|No success|doesn't exist/i.test(String(error))) throw error;
        }
        const after = await identify(path);
        if (after.checksum !== before.checksum) changed += 1;
        if (after.hothash !== before.hothash && before.hashAlgo === 'img1')
          unlike.push(`${name}: ${before.format} ${before.hashAlgo} became ${after.format} ${after.hashAlgo}`);
        rmSync(path);
        rmSync(`${path}_original`, { force: true });
      }
      expect(unlike).toEqual([]);
      expect(changed, 'files that the edit really changed').toBeGreaterThan(0);
    },
    60_000,
  );

  test('the suite can fail: a picture edit gives another hothash', async () => {
    const path = join(dir, 'x.jpg');
    writeFileSync(path, await tinyJpeg());
    const before = await identify(path);
    const bytes = readFileSync(path);
    const at = bytes.length - 20;
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(path, bytes);
    expect((await identify(path)).hothash).not.toBe(before.hothash);
  });
});
