/** Pictures made to be looked at keep within a size: what was shown least recently goes, what is being shown never does. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { homePaths } from '#core/home.ts';
import { firstTrimMs, RenditionCache, renditionBytes, trimAfterMade, type RenditionKind } from '#core/services/rendition-cache.ts';
import { testEngine } from './builders/engine.ts';
import { tempFolder } from './builders/temp-folder.ts';
import { manualTimers } from './builders/timers.ts';
import { jpeg, writeTree } from './builders/tree.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hourMs = 3_600_000;

/** A cache at noon, with files that were last shown some hours ago. */
function cacheOf({ readOnly = false } = {}) {
  const home = homePaths(join(tempFolder(), 'home'));
  const timers = manualTimers();
  const cache = new RenditionCache({ context: { home, clock: { now: () => now, newUuid: () => '' }, readOnly }, timers });
  const put = (kind: RenditionKind, hothash: string, share: number, hoursAgo: number): string => {
    const path = cache.pathOf(kind, hothash);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    // Without content: a disk gives it no room, and it has its size all the same.
    truncateSync(path, renditionBytes[kind] * share);
    const at = new Date(now.getTime() - hoursAgo * hourMs);
    utimesSync(path, at, at);
    return path;
  };
  return { cache, timers, put };
}

test.each(['hot', 'cold', 'full'] as const)('of too many %spreviews those that were shown least recently go', async (kind) => {
  const { cache, timers, put } = cacheOf();
  const [oldest, older, newer] = [put(kind, 'aa1', 0.4, 9), put(kind, 'bb2', 0.4, 8), put(kind, 'bb3', 0.4, 7)];
  // Looked at now, which its age says.
  expect(await cache.find(kind, 'aa1')).toBe(oldest);
  timers.advance(2 * 60_000);
  await cache.trim([kind]);
  expect([oldest, older, newer].map((path) => existsSync(path))).toEqual([true, false, true]);
  await cache.trim([kind]);
  expect(
    [oldest, newer].map((path) => existsSync(path)),
    'what is within the size stays',
  ).toEqual([true, true]);
});

test('looking at a picture writes its age once an hour', async () => {
  const { cache, put } = cacheOf();
  const [recent, old] = [put('cold', 'aa1', 0.1, 0.9), put('cold', 'aa2', 0.1, 1.1)];
  const before = statSync(recent).mtimeMs;
  for (const hothash of ['aa1', 'aa2']) await cache.find('cold', hothash);
  expect([statSync(recent).mtimeMs, statSync(old).mtimeMs]).toEqual([before, now.getTime()]);
});

test('a picture that a host was told of just now stays, however many there are', async () => {
  const { cache, timers, put } = cacheOf();
  const [shown, other] = [put('cold', 'aa1', 1, 0.9), put('cold', 'aa2', 1, 0.5)];
  await cache.find('cold', 'aa1');
  await cache.trim(['cold']);
  expect([shown, other].map((path) => existsSync(path))).toEqual([true, true]);
  timers.advance(2 * 60_000);
  await cache.trim(['cold']);
  expect([shown, other].map((path) => existsSync(path))).toEqual([false, true]);
});

test('folders are looked through a minute after the start, and after many new pictures', async () => {
  const { cache, timers, put } = cacheOf();
  const gone = [put('cold', 'aa1', 1, 2), put('full', 'aa1', 1, 2), put('hot', 'aa1', 1, 2)];
  for (const kind of ['cold', 'full', 'hot'] as const) put(kind, 'aa2', 1, 1);
  cache.start();
  cache.start();
  timers.advance(firstTrimMs - 1);
  await cache.trim([]);
  expect(gone.map((path) => existsSync(path))).toEqual([true, true, true]);
  timers.advance(1);
  await cache.trim([]);
  expect(gone.map((path) => existsSync(path))).toEqual([false, false, false]);

  const again = put('full', 'aa1', 1, 2);
  for (let made = 1; made < trimAfterMade.full; made++) cache.noteMade('full', 'aa9');
  await cache.trim([]);
  expect(existsSync(again)).toBe(true);
  cache.noteMade('full', 'aa9');
  await cache.close();
  expect(existsSync(again)).toBe(false);
});

test('one that looks at a home of another process takes nothing away at its start', async () => {
  const { cache, timers, put } = cacheOf({ readOnly: true });
  const paths = [put('cold', 'aa1', 1, 2), put('cold', 'aa2', 1, 1)];
  cache.start();
  timers.advance(firstTrimMs);
  await cache.close();
  expect(paths.map((path) => existsSync(path))).toEqual([true, true]);
});

test('a picture that vanished is made again', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const hothash = (await app.call('search', { query: 'a.jpg' })).photos[0]?.hothash ?? '';
  for (const find of [app.engine.mediaFiles.coldpreviewPath, app.engine.mediaFiles.fullPath]) {
    const path = (await find(hothash)) ?? '';
    const bytes = readFileSync(path);
    expect(await find(hothash)).toBe(path);
    rmSync(path);
    expect([await find(hothash), readFileSync(path).equals(bytes)]).toEqual([path, true]);
  }
});
