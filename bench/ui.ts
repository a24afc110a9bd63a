/**
 * The window over a large library: the real server, catalog and page, in the browser of the tests. Opening, scrolling, jumping, the
 * last photo at three pixel ratios, memory, and previews served. Software rendering on a shared machine: the budgets are made for that.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import sharp from 'sharp';
import { hotpreviewPath } from '#core/storage/storage-paths.ts';
import { findBrowser } from '../e2e/browser.ts';
import { fillCatalog, hothashOf, storageUuid } from '../scripts/fill-catalog.ts';
import { caller, keysDuringImport } from './keys-during-import.ts';
import { spread, type BenchResult, type Spread } from './measure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where previews lie: at both ends and around the places that are jumped to. */
const previewsAround = 1500;
const jumps = [0.5, 0.23, 0.77, 0.1, 0.9];

export async function benchUi(dataFolder: string, photos: number): Promise<BenchResult> {
  const home = join(dataFolder, `ui-${photos}`);
  rmSync(home, { recursive: true, force: true });
  const storage = join(home, 'storage');
  mkdirSync(join(storage, 'photos'), { recursive: true });
  fillCatalog(join(home, 'catalog.sqlite'), photos, storage);
  await plantStorage(storage, photos);
  const server = await serve(home);
  const figures: Record<string, Spread> = {};
  try {
    figures['hotpreviews served, a second'] = spread(await servedPerSecond(server.url, photos));
    const found = await findBrowser(join(root, 'node_modules/.cache/imalink-chromium'));
    const { label: _label, ...launch } = found;
    const open = (ratio: number): Promise<Browser> => {
      const own = [`--force-device-scale-factor=${ratio}`, '--window-size=1280,800', '--enable-precise-memory-info'];
      return chromium.launch({ ...launch, args: [...(launch.args ?? []), ...own] });
    };
    for (const ratio of [1, 1.5, 2]) {
      const browser = await open(ratio);
      Object.assign(figures, ratio === 1 ? await use(browser, server.url, photos) : await end(browser, server.url, photos, ratio));
      await browser.close();
    }
    // Last, because it adds photos.
    const browser = await open(1);
    Object.assign(figures, await keysWhile(browser, server.url, dataFolder, home));
    await browser.close();
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
  rmSync(home, { recursive: true });
  return {
    name: 'ui',
    note: `${photos} photos; budgets: first tiles 2000 ms, frame p95 80 ms, jump 200 ms, heap 250 MB, 2000 previews/s, a key during an import p95 100 ms`,
    figures,
  };
}

async function plantStorage(storage: string, photos: number): Promise<void> {
  const info = {
    uuid: storageUuid,
    directory_name: 'd',
    display_name: 'Archive',
    created_at: '2024-01-01T00:00:00.000Z',
    format_version: '2.0',
    photos_dir: 'photos',
  };
  mkdirSync(join(storage, '.imalink/staging'), { recursive: true });
  writeFileSync(join(storage, 'index.json'), JSON.stringify({ storage_info: info, import_sessions: [], imalink_version: '2.0' }));
  const pictures = await Promise.all(
    Array.from({ length: 24 }, async (_, n) => {
      const noise = { type: 'gaussian' as const, mean: 90 + n * 4, sigma: 24 };
      return sharp({ create: { width: 200, height: 150, channels: 3, background: 'grey', noise } })
        .blur(2)
        .jpeg({ quality: 80 })
        .toBuffer();
    }),
  );
  const wanted = new Set<number>();
  for (const share of [0, 1, ...jumps])
    for (let by = -previewsAround; by <= previewsAround; by++) wanted.add(Math.min(photos, Math.max(1, Math.round(share * photos) + by)));
  for (const id of wanted) {
    const path = hotpreviewPath(join(storage, '.imalink/hotpreviews'), hothashOf(id));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pictures[id % pictures.length] as Buffer);
  }
}

async function serve(home: string): Promise<{ readonly url: string; readonly child: ChildProcess; readonly ended: Promise<unknown> }> {
  writeFileSync(join(home, 'settings.json'), '{"watch":false,"first_run_done":true}');
  const child = spawn(process.execPath, [join(root, 'out/cli/imalink.js'), 'serve', '--port', '0'], {
    env: { ...process.env, IMALINK_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      const address = /http:\/\/\S+#token=[\w-]+/.exec(data.toString())?.[0];
      if (address != null) resolve(address);
    });
    void ended.then(() => reject(new Error('imalink serve ended')));
  });
  return { url, child, ended };
}

/** Kept-alive connections, as many as a browser opens. */
async function servedPerSecond(url: string, photos: number): Promise<number[]> {
  const { port, hash } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 6 });
  const headers = { authorization: `Bearer ${hash.slice('#token='.length)}` };
  const one = (id: number): Promise<void> =>
    new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: `/api/v1/photos/${hothashOf(id)}/hotpreview`, headers, agent }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${response.statusCode} for ${id}`));
        response.resume().on('end', resolve);
      }).on('error', reject);
    });
  const rates: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    let next = 0;
    const count = 3000;
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        while (next < count) await one(photos - (next++ % previewsAround));
      }),
    );
    rates.push((count / (performance.now() - start)) * 1000);
  }
  agent.destroy();
  return rates;
}

const tileWithPicture = '[role=option] img';

async function openPage(browser: Browser, url: string): Promise<{ readonly page: Page; readonly firstTilesMs: number }> {
  // Each begins at the newest photo, not where the one before it was left.
  await caller(url)('/settings', { last_place: null }, 'PATCH');
  const page = await (await browser.newContext({ viewport: null })).newPage(); // a viewport of its own would hide the pixel ratio
  await page.goto(url);
  const firstTilesMs = await page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const ready = [...document.querySelectorAll<HTMLImageElement>(selector)].filter(
            (image) => image.complete && image.naturalWidth > 0,
          );
          if (ready.length >= 3) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    tileWithPicture,
  );
  return { page, firstTilesMs };
}

async function keysWhile(browser: Browser, url: string, dataFolder: string, home: string): Promise<Record<string, Spread>> {
  const { page } = await openPage(browser, url);
  const tookMs = await keysDuringImport(page, url, dataFolder, home);
  return {
    'a key during an import, p50, ms': spread([percentile(tookMs, 0.5)]),
    'a key during an import, p95, ms': spread([percentile(tookMs, 0.95)]),
  };
}

async function use(browser: Browser, url: string, photos: number): Promise<Record<string, Spread>> {
  const opened: number[] = [];
  let page: Page | undefined;
  for (let round = 0; round < 3; round++) {
    await page?.context().close();
    const now = await openPage(browser, url);
    opened.push(now.firstTilesMs);
    page = now.page;
  }
  if (!page) throw new Error('no page');
  const frames = await scroll(page);
  const jumped: number[] = [];
  for (const share of jumps) jumped.push(await jump(page, share));
  const heapMb = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1e6);
  return {
    'open to first tiles, ms': spread(opened),
    'scroll frame p50, ms': spread([percentile(frames, 0.5)]),
    'scroll frame p95, ms': spread([percentile(frames, 0.95)]),
    'jump to a date, ms': spread(jumped),
    'renderer heap, MB': spread([heapMb]),
    ...(await lastPhoto(page, photos, 1)),
  };
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

/** Four seconds of steady scrolling, as a wheel that is turned makes it. */
async function scroll(page: Page): Promise<number[]> {
  return page.getByTestId('grid-scroller').evaluate(
    (scroller) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        const start = performance.now();
        let last = start;
        const step = (now: number): void => {
          frames.push(now - last);
          last = now;
          scroller.scrollTop += 60;
          if (now - start < 4000) requestAnimationFrame(step);
          else resolve(frames.slice(1));
        };
        requestAnimationFrame(step);
      }),
  );
}

/** A click into the scrubber until a tile of that place knows its photo. */
async function jump(page: Page, share: number): Promise<number> {
  const slider = page.getByRole('slider', { name: 'Date' });
  const box = await slider.boundingBox();
  if (!box) throw new Error('no scrubber');
  await page.evaluate(() => {
    const marks = globalThis as unknown as { jumped: Promise<number> };
    const inSight = (): string | undefined =>
      [...document.querySelectorAll<HTMLElement>('[role=option][data-hothash]')].find((tile) => {
        const { top, bottom } = tile.getBoundingClientRect();
        return bottom > 60 && top < innerHeight;
      })?.dataset['hothash'];
    const before = inSight();
    marks.jumped = new Promise((resolve) => {
      addEventListener(
        'pointerdown',
        () => {
          const start = performance.now();
          const look = (): void => {
            const now = inSight();
            if (now != null && now !== before) resolve(performance.now() - start);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        },
        { once: true, capture: true },
      );
    });
  });
  await slider.click({ position: { x: box.width / 2, y: box.height * share } });
  return page.evaluate(() => (globalThis as unknown as { jumped: Promise<number> }).jumped);
}

async function lastPhoto(page: Page, photos: number, ratio: number): Promise<Record<string, Spread>> {
  await page.getByRole('main').getByRole('listbox').focus();
  const start = performance.now();
  await page.keyboard.press('End');
  await page.locator(`[role=option][aria-posinset="${photos}"]`).waitFor();
  return { [`End reaches the last photo at ${ratio}x, ms`]: spread([performance.now() - start]) };
}

async function end(browser: Browser, url: string, photos: number, ratio: number): Promise<Record<string, Spread>> {
  const { page } = await openPage(browser, url);
  const actual = await page.evaluate(() => devicePixelRatio);
  if (actual !== ratio) console.log(`The browser has a device pixel ratio of ${actual} instead of ${ratio}.`);
  return lastPhoto(page, photos, ratio);
}
