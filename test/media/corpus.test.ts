/** Every file of the photo set through a whole job: a hotpreview, or a reason why there is none. Nothing crashes. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotpreviewPath } from '#core/media/hotpreview-file.ts';
import { runMediaJob } from '#core/media/run-media-job.ts';
import type { MediaOutcome } from '#core/media/types.ts';
import { corpusEntries, corpusRoot, describeCorpus } from './corpus.ts';

/** Files with something to tell: `preview` when there is one all the same. Files not named here are fine. */
const expected: Readonly<Record<string, string>> = {
  'broken/65536-uint32-limit.png': 'too-large',
  'broken/broken image.JPG': 'not-an-image',
  'broken/broken.png': 'damaged',
  'broken/broken_data_stream.png': 'preview damaged',
  'broken/corrupt-header.jpg': 'damaged',
  'broken/crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif': 'preview damaged',
  'broken/cut-in-half.jpg': 'preview damaged',
  'broken/decompression_bomb.gif': 'damaged',
  'broken/exif-no-tz.jpg': 'damaged',
  'broken/giant-image.jpg': 'too-large',
  'broken/lfs-pointer.jpg': 'not-an-image',
  'broken/oom_large_box.heic': 'damaged',
  'broken/photo_44.jpg': 'damaged',
  'broken/photo_45.jpg': 'damaged',
  'broken/river-truncated.heic': 'damaged',
  'broken/truncated.jpg': 'preview damaged',
  'broken/truncated.png': 'preview damaged',
  'broken/zero.jpg': 'failed empty',
  'jpeg/testimg_rgb lossless.jpg': 'unsupported',
  'live/motion_photo_pixel_synth.jpg': 'damaged',
  'mislabeled/Issue 247-1.nef': 'preview lying',
  'mislabeled/heic-named.jpg': 'preview lying',
  'mislabeled/jpeg-named.png': 'preview lying',
  'mislabeled/png-named.jpg': 'preview lying',
  'other/expected_to_read.jp2': 'unsupported',
  'other/fixture.jxl': 'unsupported',
  'other/hopper.bmp': 'unsupported',
  'raw/canon-r6.cr3': 'preview damaged',
  'raw/jølstravatnet.pef': 'preview damaged',
  'raw/sample.arw': 'preview damaged',
  'raw/sample.cr2': 'preview damaged',
  'raw/sample.dng': 'preview damaged',
  'raw/sample.nef': 'preview damaged',
};

function summary(outcome: MediaOutcome): string {
  if (!outcome.ok) return `failed ${outcome.problem.code}`;
  const { kind, hasHotpreview, remarks } = outcome.value;
  if (kind !== 'image' && kind !== 'raw' && remarks.length === 0) return kind;
  return [...(hasHotpreview ? ['preview'] : []), ...remarks.map((remark) => remark.code)].join(' ');
}

function usual(path: string): string {
  return path.endsWith('.xmp') ? 'sidecar' : /\.(mp4|mov)$/i.test(path) ? 'video' : 'preview';
}

describeCorpus('every file of the photo set has a preview or a reason', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'imalink-corpus-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.each(corpusEntries())('%s', async (path) => {
    const sourcePath = join(corpusRoot, path);
    const outcome = await runMediaJob({ sourcePath, copyToPath: null, verify: false, hotpreviewsDir: dir, hashOnly: false });
    expect(summary(outcome)).toBe(expected[path] ?? usual(path));
    if (!outcome.ok) return expect(outcome.problem.message).toContain(sourcePath);
    for (const remark of outcome.value.remarks) expect(remark.message).toContain(sourcePath);
    expect(outcome.value.sizeBytes).toBe(statSync(sourcePath).size);
    if (!outcome.value.hasHotpreview) return;
    const meta = await sharp(hotpreviewPath(dir, outcome.value.hothash)).metadata();
    expect(meta.format).toBe('jpeg');
    expect(Math.max(meta.width ?? 0, meta.height ?? 0)).toBeLessThanOrEqual(200);
  });
});
