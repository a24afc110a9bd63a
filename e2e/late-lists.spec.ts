/** Lists that come late: what one selects meanwhile stays selected @browser. */
import type { Page } from '@playwright/test';
import type { ProcedureName } from '#contract/procedures.ts';
import { call } from './pages/call.ts';
import { test, expect } from './fake-bridge/fixture.ts';
import { hothashOf } from './fake-bridge/synthetic.ts';
import { grow, hold, letGo, waiting } from './pages/fake-library.ts';
import { gridOf, ready, selectedOf, statusOf, tilesOf } from './pages/grid.ts';

const isAsked = (page: Page, name: ProcedureName) => expect.poll(() => waiting(page, name)).toBeGreaterThan(0);
const banner = (page: Page, words: string) => page.getByRole('banner').getByText(words, { exact: true });

for (const late of ['photos.position', 'photos.page'] as const) {
  test(`keys that are pressed while the list is opened anew count, when ${late} is late @browser`, async ({ open }) => {
    const page = await open({ total: 400 });
    await ready(page);
    await tilesOf(page).nth(0).click();
    await hold(page, late);
    await grow(page, 100);
    await isAsked(page, late);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(selectedOf(page)).toHaveCount(3);
    await letGo(page, late);
    await expect(banner(page, '500 photos')).toBeVisible();
    await expect(statusOf(page)).toHaveText('3 photos selected');
    for (const n of [0, 1, 2]) await expect(selectedOf(page).nth(n)).toHaveAttribute('data-hothash', hothashOf(n));
    await page.keyboard.press('Shift+ArrowRight');
    await expect(statusOf(page)).toHaveText('4 photos selected');
  });
}

test('all stays all of what is found when the search comes after the keys @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  await tilesOf(page).nth(5).click();
  await hold(page, 'photos.open');
  await page.keyboard.press('/');
  await page.keyboard.type('lofoten');
  await page.keyboard.press('Enter');
  await isAsked(page, 'photos.open');
  // What was selected before was not meant for what is searched for.
  await expect(statusOf(page)).toHaveText('Nothing selected');
  await page.keyboard.press('ControlOrMeta+A');
  await expect(statusOf(page)).toHaveText('400 photos selected');
  await letGo(page, 'photos.open');
  await expect(banner(page, '37 photos')).toBeVisible();
  await expect(statusOf(page)).toHaveText('37 photos selected');
  await expect(gridOf(page)).toBeFocused();
});

test('photos that are selected while a search is on its way are selected where it finds them @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  await hold(page, 'photos.open');
  await page.getByRole('searchbox').fill('lofoten');
  await isAsked(page, 'photos.open');
  await tilesOf(page).nth(2).click();
  await page.keyboard.press('Shift+ArrowRight');
  await letGo(page, 'photos.open');
  await expect(banner(page, '37 photos')).toBeVisible();
  await expect(statusOf(page)).toHaveText('2 photos selected');
  for (const n of [0, 1]) await expect(selectedOf(page).nth(n)).toHaveAttribute('data-hothash', hothashOf(n + 2));
  await page.keyboard.press('ArrowRight');
  await expect(selectedOf(page)).toHaveAttribute('data-hothash', hothashOf(4));
});

test('a question that stands open is about the photos it was asked of, wherever they stand by then @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  const album = (name: RegExp) => page.getByRole('navigation').getByRole('button', { name });
  await ready(page);
  await album(/^Best of 2026/).click();
  await expect(tilesOf(page)).toHaveCount(5);
  await tilesOf(page).first().click();
  await expect(selectedOf(page)).toHaveAttribute('data-hothash', hothashOf(3));
  await page.keyboard.press('ControlOrMeta+Shift+A');
  await expect(page.getByRole('combobox', { name: 'Album' })).toBeFocused();
  await call(page, 'album.addPhotos', { album: 'Best of 2026', hothashes: [hothashOf(3)], position: 5 });
  await expect(page.locator('main [role=option]').first()).toHaveAttribute('data-hothash', hothashOf(8));
  await page.keyboard.type('Prints');
  await page.keyboard.press('Enter');
  await album(/^Prints 3/).click();
  await expect(tilesOf(page)).toHaveCount(3);
  await expect(tilesOf(page).last()).toHaveAttribute('data-hothash', hothashOf(3));
});
