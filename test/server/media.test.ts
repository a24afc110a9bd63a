import { mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaRoutes } from '#server/media-routes.ts';
import { contentDisposition } from '#server/file-response.ts';
import { hothash, largeBytes, largeHothash, originalBytes, startTestServer, unknownHothash, type TestServer } from './test-server.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer();
});
afterAll(() => test.close());

/** The descriptors of this process that show a file. */
const openFiles = (path: string): string[] =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false; // the one readdir itself had open
    }
  });

const photo = (kind: string, hash = hothash): string => `/api/v1/photos/${hash}/${kind}`;

describe('previews', () => {
  it('may be kept for ever: the hothash is the key', async () => {
    const response = await test.call(photo('hotpreview'));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('jpeg bytes');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${hothash}-hotpreview"`,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('answer 304 to a page that has them', async () => {
    const response = await test.call(photo('coldpreview'), { headers: { 'if-none-match': `"${hothash}-coldpreview"` } });
    expect([response.status, await response.text()]).toEqual([304, '']);
  });

  it('are 404 for an unknown photo and for anything that is no hothash', async () => {
    expect((await test.call(photo('hotpreview', unknownHothash))).status).toBe(404);
    for (const hash of ['ab', hothash.toUpperCase(), `${hothash}0`, `..%2f${hothash}`]) {
      expect([hash, (await test.call(photo('hotpreview', hash))).status]).toEqual([hash, 404]);
    }
  });

  it('that vanish between finding and opening are found once more', async () => {
    const path = join(test.dir, 'made again.jpg');
    const answers = [join(test.dir, 'tidied away.jpg'), path];
    writeFileSync(path, 'made again');
    const none = () => Promise.resolve(null);
    const coldpreviewPath = () => Promise.resolve(answers.shift() ?? null);
    const routes = mediaRoutes({
      hotpreviewPath: none,
      coldpreviewPath,
      fullPath: none,
      originalPath: none,
      folderPath: () => Promise.resolve(''),
      viewRatios: none,
    });
    expect(await (await routes.request(`/photos/${hothash}/coldpreview`)).text()).toBe('made again');
    answers.push(join(test.dir, 'gone.jpg'), join(test.dir, 'gone.jpg'));
    expect((await routes.request(`/photos/${hothash}/coldpreview`)).status).toBe(404);
  });

  it('say why when the storage is away', async () => {
    const response = await test.call(photo('full'));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: { code: 'storage-offline' } });
    expect(test.bugs).toEqual([]);
  });
});

describe('originals', () => {
  it('are offered as a download under their own name', async () => {
    const response = await test.call(photo('file'));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(originalBytes);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="_r_ _1_.jpg"; filename*=UTF-8''%C3%84r%C3%B8%20%221%22.jpg`,
    );
    expect(response.headers.get('accept-ranges')).toBe('bytes');
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/16'],
    ['bytes=10-', 'abcdef', 'bytes 10-15/16'],
    ['bytes=-2', 'ef', 'bytes 14-15/16'],
    ['bytes=14-99', 'ef', 'bytes 14-15/16'],
  ])('send the range %s', async (range, text, contentRange) => {
    const response = await test.call(photo('file'), { headers: { range } });
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([206, text, contentRange]);
    expect(response.headers.get('content-length')).toBe(String(text.length));
  });

  it.each(['bytes=16-', 'bytes=5-4', 'bytes=0-1,3-4', 'bytes=-', 'bytes=-0', 'bytes=a-b'])('refuse the range %s', async (range) => {
    const response = await test.call(photo('file'), { headers: { range } });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */16']);
  });

  it('send the whole file when it changed since the client got its first part', async () => {
    const response = await test.call(photo('file'), { headers: { range: 'bytes=0-3', 'if-range': '"old"' } });
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 16]);
  });

  it('stream when they are large, and let go of the file when the client goes away', async () => {
    const response = await test.call(photo('file', largeHothash), { headers: { range: 'bytes=7-' } });
    expect(Buffer.from(await response.arrayBuffer()).equals(largeBytes.subarray(7))).toBe(true);
    const abort = new AbortController();
    await test.call(photo('file', largeHothash), { signal: abort.signal });
    abort.abort();
    if (process.platform === 'linux') await expect.poll(() => openFiles(join(test.dir, 'large.tif'))).toEqual([]);
  });

  it('are refused when they are no file any more', async () => {
    const original = join(test.dir, 'original.jpg');
    rmSync(original);
    mkdirSync(original);
    expect((await test.call(photo('file'))).status).toBe(404);
    rmSync(original, { recursive: true });
    writeFileSync(original, originalBytes);
  });

  it('answer HEAD with the size alone', async () => {
    const response = await test.call(photo('file'), { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '16', '']);
  });
});

it('cannot be tricked into another header by a file name', () => {
  expect(contentDisposition('a\r\nSet-Cookie: x=1".jpg')).toBe(
    `attachment; filename="aSet-Cookie: x=1_.jpg"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1%22.jpg`,
  );
  expect(() => contentDisposition('lone \ud800 surrogate')).not.toThrow();
});

describe('the shapes of a view', () => {
  it('come as floats', async () => {
    const response = await test.call('/api/v1/views/v1/ratios');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect([...new Float32Array(await response.arrayBuffer())]).toEqual([1.5, 0.75]);
  });

  it('are gone when the view is', async () => {
    const response = await test.call('/api/v1/views/v2/ratios');
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: { code: 'view-expired', message: expect.any(String) as string, details: {} } },
    ]);
  });
});

describe('the pages', () => {
  const page = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${test.server.port}${path}`);

  it('need no token and carry the content security policy', async () => {
    const response = await page('/');
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>ImaLink</title>']);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
  });

  it('are kept for ever when their name holds a hash, and asked for again otherwise', async () => {
    expect((await page('/assets/index-ab12CD34.js')).headers.get('cache-control')).toContain('immutable');
    expect((await page('/index.html')).headers.get('cache-control')).toBe('no-cache');
  });

  it('end at their folder', async () => {
    expect((await page('/secret.html')).status).toBe(404);
    for (const path of ['/..%2fsecret.html', '/assets/..%2f..%2fsecret.html', '/.hidden.html', '/assets/']) {
      expect([path, (await page(path)).status]).toEqual([path, expect.toSatisfy((status: number) => status >= 400 && status < 500)]);
    }
  });
});
