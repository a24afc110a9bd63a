/** The grid over libraries too large to import in a test @browser. */
import { test, expect } from './fake-bridge/fixture.ts';
import { hothashOf, ratioOf } from './fake-bridge/synthetic.ts';
import { grow } from './pages/fake-library.ts';
import { gridOf, ready, scroller, selectedOf, tileBoxes, tilesOf } from './pages/grid.ts';

const million = { total: 1_000_000, perDay: 250 };
const browserArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

test.describe('at a device pixel ratio of two @browser', () => {
  test('End shows the last of a million photos', async ({ playwright, launchOptions, fakeUrl }) => {
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? browserArgs), '--force-device-scale-factor=2'],
    });
    const page = await browser.newPage({ viewport: null } as object);
    await page.goto(`${fakeUrl}?${new URLSearchParams({ total: '1000000', perDay: '250' })}`);
    await ready(page);
    expect(await page.evaluate(() => devicePixelRatio)).toBe(2);
    await page.keyboard.press('End');
    const last = gridOf(page).locator(`[data-hothash="${hothashOf(999_999)}"]`);
    await expect(last).toBeInViewport();
    await expect(last).toHaveAttribute('aria-posinset', '1000000');
    await page.keyboard.press('Home');
    await expect(gridOf(page).locator('[data-index="0"]')).toBeInViewport();
    await browser.close();
  });
});

test('a wheel notch of 100 moves the content by 100 pixels, at both ends and in the middle @browser', async ({ open }) => {
  const page = await open(million);
  await ready(page);
  await scroller(page).hover();
  for (const key of ['Home', 'PageDown', 'End']) {
    if (key === 'PageDown') await page.getByRole('slider', { name: 'Date' }).click({ position: { x: 16, y: 300 } });
    else await page.keyboard.press(key);
    await scroller(page).hover();
    await page.waitForTimeout(300);
    const before = await tileBoxes(page);
    await page.mouse.wheel(0, key === 'End' ? -100 : 100);
    await page.waitForTimeout(600);
    const after = new Map((await tileBoxes(page)).map((tile) => [tile.index, tile.top]));
    // The focused photo stays in the document, far out of sight.
    const moved = before
      .filter((tile) => after.has(tile.index) && Math.abs(tile.top) < 4000)
      .map((tile) => Math.round(((after.get(tile.index) ?? 0) - tile.top) * 10) / 10);
    expect(moved.length).toBeGreaterThan(5);
    expect(new Set(moved)).toEqual(new Set([key === 'End' ? 100 : -100]));
  }
});

test('the document holds few tiles, in true proportions, with straight right edges @browser', async ({ open }) => {
  const page = await open(million);
  await ready(page);
  for (const y of [40, 200, 420, 600]) {
    await page.getByRole('slider', { name: 'Date' }).click({ position: { x: 16, y } });
    await page.waitForTimeout(200);
    const tiles = (await tileBoxes(page)).filter((tile) => Math.abs(tile.top) < 4000);
    expect(tiles.length).toBeGreaterThan(5);
    expect(tiles.length).toBeLessThan(400);
    for (const tile of tiles) expect(Math.abs(tile.width / tile.height / ratioOf(tile.index) - 1)).toBeLessThan(0.01);
    // A row is full when the next one in the document belongs to the same day, that is, follows at once.
    const rows = [...Map.groupBy(tiles, (tile) => Number(tile.row))].sort(([a], [b]) => a - b);
    const edge = Math.max(...tiles.map((tile) => tile.right));
    rows.forEach(([row, list], n) => {
      if (rows[n + 1]?.[0] === row + 1) expect(Math.abs(Math.max(...list.map((tile) => tile.right)) - edge)).toBeLessThan(1);
    });
  }
});

test.describe('far east of Greenwich', () => {
  test.use({ timezoneId: 'Pacific/Auckland' });
  test('day headers show the wall-clock date @browser', async ({ open }) => {
    const page = await open({ total: 500, perDay: 10 });
    await ready(page);
    await expect(page.locator('[data-day="2026-06-28"]').first()).toContainText('June 28, 2026');
    await expect(page.locator('[data-day="2026-06-28"]').first()).toContainText(/\d+ photos?/);
  });
});

test('the scrubber is a slider that knows its month and goes month by month @browser', async ({ open }) => {
  const page = await open({ total: 20_000, perDay: 30 });
  await ready(page);
  const slider = page.getByRole('slider', { name: 'Date' });
  await expect(slider).toHaveAttribute('aria-valuetext', /June 2026, [\d,]+ photos/);
  await slider.focus();
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', /May 2026/);
  await page.keyboard.press('PageUp');
  await expect(slider).toHaveAttribute('aria-valuetext', /June 2026/);
});

test('clicks, ctrl, shift, keys and days make one selection, counted in the status bar @browser', async ({ open }) => {
  const page = await open({ total: 3000 });
  await ready(page);
  const status = page.getByRole('contentinfo').getByRole('status');
  await tilesOf(page).nth(2).click();
  await expect(status).toHaveText('1 photo selected');
  await tilesOf(page)
    .nth(4)
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(status).toHaveText('2 photos selected');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+PageDown');
  const focused = Number((await gridOf(page).getAttribute('aria-activedescendant'))?.slice('photo-'.length));
  await expect(status).toHaveText(`${focused + 1} photos selected`);
  await page.keyboard.press('Shift+End');
  await expect(status).toHaveText('3,000 photos selected');
  await page.keyboard.press('Escape');
  await expect(status).toHaveText('Nothing selected');
  await page.keyboard.press('ControlOrMeta+A');
  await expect(status).toHaveText('3,000 photos selected');
  await page.keyboard.press('Space');
  await expect(status).toHaveText('2,999 photos selected');
});

test('a new size keeps the photo at the top in sight @browser', async ({ open }) => {
  const page = await open({ total: 30_000 });
  await ready(page);
  await page.getByRole('slider', { name: 'Date' }).click({ position: { x: 16, y: 320 } });
  await page.waitForTimeout(300);
  const top = (await tileBoxes(page)).filter((tile) => tile.top > 95).sort((a, b) => a.top - b.top || a.index - b.index)[0];
  const size = page.getByRole('slider', { name: 'Size of the photos' });
  await size.focus();
  for (let n = 0; n < 6; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageUp');
  await page.waitForTimeout(300);
  await expect(gridOf(page).locator(`[data-index="${top?.index}"]`)).toBeInViewport();
});

test('a library that grows keeps the place, the focus and the selection @browser', async ({ open }) => {
  const page = await open({ total: 5000 });
  await ready(page);
  await page.getByRole('slider', { name: 'Date' }).click({ position: { x: 16, y: 320 } });
  await page.waitForTimeout(400);
  const visible = (await tileBoxes(page)).filter((tile) => tile.top > 150 && tile.top < 500);
  const chosen = gridOf(page).locator(`[data-index="${visible[2]?.index}"]`);
  await chosen.click();
  const before = await chosen.boundingBox();
  await grow(page, 500);
  await expect(page.getByRole('banner').getByText('5,500 photos')).toBeVisible();
  await expect(selectedOf(page)).toHaveCount(1);
  const after = await chosen.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(60);
});

test('scrolling through a million photos stays fluent @browser', async ({ open }) => {
  const page = await open(million);
  await ready(page);
  await scroller(page).hover();
  const frames = page.evaluate(async () => {
    const times: number[] = [];
    let last = performance.now();
    while (times.length < 90) {
      await new Promise(requestAnimationFrame);
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times.sort((a, b) => a - b);
  });
  for (let n = 0; n < 25; n++) await page.mouse.wheel(0, 240);
  const times = await frames;
  test.info().annotations.push({ type: 'frames', description: `p50 ${times[45]?.toFixed(1)} ms, p95 ${times[85]?.toFixed(1)} ms` });
  expect(times[45]).toBeLessThan(60);
});

test('another order of the library stands under headers of its own, with stops of its own @browser', async ({ open }) => {
  const page = await open({ total: 3000 });
  await ready(page);
  const header = page.locator('[data-day]').first();
  const choose = async (now: string, order: string): Promise<void> => {
    await page.getByRole('button', { name: `Order: ${now}` }).click();
    await page.getByRole('menuitemradio', { name: order }).click();
  };
  await choose('Newest first', 'By session');
  await expect(header).toContainText('Lofoten in June500 photos');
  const slider = page.getByRole('slider', { name: 'Place in the list' });
  await expect(slider).toHaveAttribute('aria-valuetext', /^Lofoten in June/);
  await slider.focus();
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', /^Italy 2025/);
  await choose('By session', 'Most stars first');
  await expect(header).toContainText('5 stars');
  await page.locator('[data-day]').first().hover();
  await page.getByRole('button', { name: 'Select all photos of 5 stars' }).first().click();
  await expect(page.locator('footer [role=status]')).toHaveText('500 photos selected');
  await choose('Most stars first', 'By folder');
  await expect(header).toContainText('2025/06 Lofoten/RAW');
  await page.getByTestId('grid-scroller').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(page.locator('[data-day="DCIM/100CANON"]').first()).toBeVisible();
});

test('a start finds view, place and panes as they were left, though photos came in meanwhile @browser', async ({ open }) => {
  const page = await open({ total: 5000 });
  await ready(page);
  const shownFirst = async (): Promise<string | null> =>
    page.evaluate(() => {
      const box = document.querySelector('[data-testid=grid-scroller]')?.getBoundingClientRect();
      const tiles = [...document.querySelectorAll<HTMLElement>('[role=option][data-hothash]')];
      return tiles.find((tile) => tile.getBoundingClientRect().top >= (box?.top ?? 0) + 40)?.dataset['hothash'] ?? null;
    });
  await scroller(page).evaluate((element) => element.scrollTo(0, 12_345));
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('last_place'))).toContain('hothash');
  const before = await shownFirst();
  await page.reload();
  await ready(page);
  await expect.poll(shownFirst).toBe(before);
  // The place is the photo's, not the number's: as if the list had grown by seven before it.
  await page.evaluate(() => {
    const kept = JSON.parse(sessionStorage.getItem('last_place') ?? '') as { place: { index: number } };
    kept.place.index -= 7;
    sessionStorage.setItem('last_place', JSON.stringify(kept));
  });
  await page.reload();
  await ready(page);
  await expect.poll(shownFirst).toBe(before);
});

test('a tile that has left the document asks for its picture no longer @browser', async ({ open, page }) => {
  const asked = new Set<string>();
  const hothashIn = (url: string): string => url.split('/').at(-2) ?? '';
  page.on('requestfailed', (request) => asked.delete(hothashIn(request.url())));
  // A disk that takes its time: no picture comes.
  await page.route('**/hotpreview', (route) => void asked.add(hothashIn(route.request().url())));
  await open(million);
  await expect.poll(() => asked.size).toBeGreaterThan(5);
  const before = [...asked];
  await page.getByRole('slider', { name: 'Date' }).click({ position: { x: 16, y: 300 } });
  // The focused photo stays in the document.
  await expect.poll(() => before.filter((hothash) => asked.has(hothash)).length).toBeLessThan(2);
  await expect.poll(() => asked.size).toBeGreaterThan(5);
});
