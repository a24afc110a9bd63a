/** The map of the photos @browser: pointer, wheel, keys, list, and that it asks nothing of any network. */
import type { Page } from '@playwright/test';
import { expect, test } from './fake-bridge/fixture.ts';
import { ready, tilesOf } from './pages/grid.ts';

const count = (page: Page, photos: string) => expect(page.locator('header').getByText(photos, { exact: true })).toBeVisible();

test('the map shows where photos are, zooms to a dot, and lists the photos it shows', async ({ open }) => {
  const page = await open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await ready(page);
  await page.keyboard.press('ControlOrMeta+7');
  const map = page.getByRole('application', { name: /^Map of the photos/ });
  await count(page, '1,638 photos');
  await map.getByRole('button', { name: 'Roma, Italy: 1,284 photos' }).click();
  await expect(map.getByRole('button', { name: 'Napoli, Italy: 80 photos' })).toBeVisible();
  await count(page, '1,284 photos');
  await map.getByRole('button', { name: 'Napoli, Italy: 80 photos' }).click();
  await count(page, '80 photos');
  await expect(tilesOf(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'Show all places' }).click();
  await count(page, '1,638 photos');
  const away = asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== new URL(page.url()).origin);
  expect(away).toEqual([]);
});

test('keys move and zoom the map, Enter opens the place in the middle, and the wheel keeps what is under it', async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.keyboard.press('ControlOrMeta+7');
  const map = page.getByRole('application');
  await count(page, '1,638 photos');
  await map.focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press('+');
  await expect(page.locator('header').getByText('1,638 photos')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all places' }).click();
  await count(page, '1,638 photos');
  // The list may be there before the dots are: those of the closer look stand elsewhere.
  await expect(map.getByRole('button', { name: 'Roma, Italy: 1,284 photos' })).toBeVisible();
  const dot = map.getByRole('button', { name: /^Reine/ });
  const before = await dot.boundingBox();
  if (before == null) throw new Error('no dot');
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
  await page.mouse.move(x, y);
  // So far that the dot comes apart, and no further: what it was made of stands around the pointer.
  for (let n = 0; n < 5; n++) await page.mouse.wheel(0, -400);
  await expect(map.getByRole('button', { name: /^Svolvær/ })).toBeVisible();
  await expect(dot).toBeVisible();
  await expect(page.locator('header').getByText('1,638 photos')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await map.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Map' })).toBeVisible();
});

test('the list has the same places, and the information pane leads to the map', async ({ open }) => {
  const page = await open({ inspector: 1 });
  await ready(page);
  await tilesOf(page).nth(1).click();
  await page.getByRole('button', { name: 'Show on the map' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Map' })).toBeVisible();
  await count(page, '1 photo');
  await page.getByRole('button', { name: 'Show all places' }).click();
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(page.getByRole('table', { name: /^Places with photos/ }).getByRole('row')).toHaveCount(6);
  await page.getByRole('button', { name: 'Kyoto, Japan' }).press('Enter');
  await count(page, '33 photos');
});
