/** The grid of a million photos of a real catalog, in every host, at a device pixel ratio of two (docs/dev/ui-rows.md). */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fillTimeline, hothashOf } from '../scripts/fill-catalog.ts';
import { expect, test as base } from './fixture.ts';
import { gridOf, ready, scroller, tileBoxes, tilesOf } from './pages/grid.ts';

/** GRID_PHOTOS=60000 for a quick look. */
const million = Number(process.env['GRID_PHOTOS'] ?? 1_000_000);
/** Emulation of a ratio does not move the limits of Chromium; the real one does. */
const test = base.extend<object, { launchOptions: { args?: string[] } }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? (process.getuid?.() === 0 ? ['--no-sandbox'] : [])),
          '--force-device-scale-factor=2',
          '--window-size=1280,800',
        ],
      }),
    { scope: 'worker' },
  ],
});
test.use({ viewport: null });

test('a million photos: the last one, the wheel, dates, sizes and few tiles in true proportions', async ({ launch, home }) => {
  // Making the catalog is most of it: half a minute on a machine that does other things as well.
  test.setTimeout(300_000);
  mkdirSync(home, { recursive: true });
  fillTimeline(join(home, 'catalog.sqlite'), million);
  const { page } = await launch();
  await ready(page);
  expect(await page.evaluate(() => devicePixelRatio)).toBe(2);
  const slider = page.getByRole('slider', { name: 'Date' });
  /** The top of a photo that can be seen, and of the same one after something was done. */
  const moved = async (act: () => Promise<void>): Promise<Set<number>> => {
    const before = (await tileBoxes(page)).filter((tile) => Math.abs(tile.top) < 2000);
    await act();
    const of = async (): Promise<Set<number>> => {
      const after = new Map((await tileBoxes(page)).map((tile) => [tile.index, tile.top]));
      return new Set(before.filter(({ index }) => after.has(index)).map(({ index, top }) => Math.round((after.get(index) ?? 0) - top)));
    };
    await expect.poll(async () => [...(await of())].map(Math.abs)).toEqual([100]);
    return of();
  };

  await test.step('End shows the last photo, Home the first', async () => {
    await gridOf(page).focus();
    await page.keyboard.press('End');
    const last = gridOf(page).locator(`[data-hothash="${hothashOf(1)}"]`);
    await expect(last).toBeInViewport();
    await expect(last).toHaveAttribute('aria-posinset', String(million));
    await expect(last).toHaveAttribute('aria-setsize', String(million));
    await scroller(page).hover();
    expect(await moved(() => page.mouse.wheel(0, -100))).toEqual(new Set([100]));
    await page.keyboard.press('Home');
    await expect(gridOf(page).locator(`[data-hothash="${hothashOf(million)}"]`)).toBeInViewport();
    expect(await moved(() => page.mouse.wheel(0, 100))).toEqual(new Set([-100]));
  });

  await test.step('the scrubber says its month, goes month by month, and to any date', async () => {
    await slider.focus();
    await expect(slider).toHaveAttribute('aria-valuetext', /August 2024, [\d,]+ photos/);
    await page.keyboard.press('PageDown');
    await expect(slider).toHaveAttribute('aria-valuetext', /July 2024/);
    await page.keyboard.press('PageUp');
    await expect(slider).toHaveAttribute('aria-valuetext', /August 2024/);
    const lane = await slider.boundingBox();
    await slider.click({ position: { x: 16, y: (lane?.height ?? 0) / 2 } });
    await expect(slider).toHaveAttribute('aria-valuetext', / 2012/);
    await expect(page.locator('[data-day^="2012"]').first()).toBeVisible();
  });

  await test.step('rows are full, tiles in proportion and few; squares are square', async () => {
    await ready(page);
    const tiles = (await tileBoxes(page)).filter((tile) => Math.abs(tile.top) < 2000);
    expect(tiles.length).toBeGreaterThan(5);
    expect(await tilesOf(page).count()).toBeLessThan(400);
    for (const { index, width, height } of tiles) {
      const wanted = (million - index) % 3 === 0 ? 2 / 3 : 4 / 3;
      expect(Math.abs(width / height / wanted - 1)).toBeLessThan(0.01);
    }
    const edge = Math.max(...tiles.map((tile) => tile.right));
    const rows = [...Map.groupBy(tiles, (tile) => Number(tile.row))].toSorted(([a], [b]) => a - b);
    rows.forEach(([row, list], n) => {
      if (rows[n + 1]?.[0] === row + 1) expect(Math.abs(Math.max(...list.map((tile) => tile.right)) - edge)).toBeLessThan(1);
    });
    await page.getByRole('button', { name: 'Square' }).click();
    await expect
      .poll(async () => new Set((await tileBoxes(page)).map(({ width, height }) => Math.round((width / height) * 100))))
      .toEqual(new Set([100]));
    await page.getByRole('button', { name: 'Justified' }).click();
  });

  await test.step('another size keeps the photo at the top in sight', async () => {
    const { top: lane = 0 } = await scroller(page).evaluate((element) => ({ top: element.getBoundingClientRect().top }));
    const first = (await tileBoxes(page)).filter((tile) => tile.top > lane + 40).toSorted((a, b) => a.top - b.top || a.index - b.index)[0];
    const shown = gridOf(page).locator(`[data-index="${first?.index}"]`);
    const width = async (): Promise<number> => (await shown.boundingBox())?.width ?? 0;
    // The focused photo is the one that stays.
    await shown.click();
    const before = await width();
    for (let n = 0; n < 5; n++) await page.keyboard.press('ControlOrMeta+Equal');
    await expect.poll(width).toBeGreaterThan(before);
    await expect(shown).toBeInViewport();
    await scroller(page).hover();
    await page.keyboard.down('ControlOrMeta');
    for (let n = 0; n < 8; n++) await page.mouse.wheel(0, 120);
    await page.keyboard.up('ControlOrMeta');
    await expect.poll(width).toBeLessThan(before + 1);
    await expect(shown).toBeInViewport();
    await page.getByRole('slider', { name: 'Size of the photos' }).focus();
    for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
    await expect(shown).toBeInViewport();
  });
});
