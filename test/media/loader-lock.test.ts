/**
 * Loaders are limited once per process. libvips keeps the list for all threads: a thread that blocked everything again
 * while another decoded made good pictures look like an unknown format (seen in the kill test, one photo in thousands).
 */
import { expect, test } from 'vitest';
import { limitLoadersOnce, sharp } from '#core/media/preview/sharp-setup.ts';

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
const rendersSvg = () =>
  sharp(svg)
    .png()
    .toBuffer()
    .then(
      () => true,
      () => false,
    );

test('the first thread limits the loaders, later ones leave them alone', async () => {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  sharp.unblock({ operation: ['VipsForeignLoadSvg'] });
  expect(await rendersSvg()).toBe(true);
  limitLoadersOnce(lock);
  expect([await rendersSvg(), lock[0]]).toEqual([false, 2]);
  // Had the second call touched the list, the loader would be gone again.
  sharp.unblock({ operation: ['VipsForeignLoadSvg'] });
  limitLoadersOnce(lock);
  expect(await rendersSvg()).toBe(true);
});
