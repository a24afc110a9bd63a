/** A RAW of a make that our parser does not know, its picture far behind the sensor data: it comes through ExifTool, where that and Perl are installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMediaJob } from '#core/media/run-media-job.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg } from '../builders/tree.ts';

/** A minimal Sigma X3F: header, sensor data, one JPEG section beyond the reach of our own search, directory, its address. */
function x3f(picture: Buffer): Buffer {
  const u32 = (...values: number[]): Buffer =>
    Buffer.concat(values.map((value) => Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24])));
  const header = Buffer.concat([Buffer.from('FOVb'), u32(0x20000), Buffer.alloc(16), u32(0, 64, 48, 0)]);
  const image = Buffer.concat([Buffer.from('SECi'), u32(0x20000, 2, 18, 64, 48, 0), picture]);
  const sensor = Buffer.alloc(17 * 1024 * 1024, 7);
  const imageAt = header.length + sensor.length;
  const directory = Buffer.concat([Buffer.from('SECd'), u32(0x20000, 1, imageAt, image.length), Buffer.from('IMA2')]);
  return Buffer.concat([header, sensor, image, directory, u32(imageAt + image.length)]);
}

const hasPerl = spawnSync('perl', ['-v']).status === 0;
if (!hasPerl) console.log('skipped: there is no Perl for ExifTool');

test.runIf(hasPerl)('a Sigma RAW gets its hotpreview', { timeout: 60_000 }, async () => {
  const folder = tempFolder();
  const path = join(folder, 'SDIM0001.X3F');
  writeFileSync(path, x3f(await jpeg({ seed: 1, widthPx: 320, heightPx: 240 })));
  const outcome = await runMediaJob({
    sourcePath: path,
    copyToPath: null,
    verify: false,
    hotpreviewsDir: join(folder, 'hot'),
    hashOnly: false,
  });
  expect(outcome).toMatchObject({ ok: true, value: { kind: 'raw', format: 'X3F', hasHotpreview: true } });
  const { hothash } = (outcome as { value: { hothash: string } }).value;
  expect(existsSync(join(folder, 'hot', hothash.slice(0, 2), hothash.slice(2, 4), `${hothash}.jpg`))).toBe(true);
});
