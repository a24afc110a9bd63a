/** The main story: from the first start to one's own photos, and the same photos after a restart. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { expect, test } from './fixture.ts';
import { gridOf, ready, tilesOf } from './pages/grid.ts';
import { answerFolder, createStorage, importFolder, offerFolder } from './pages/library.ts';
import { viewerOf } from './pages/viewer.ts';

test('first run, new storage, import, grid, viewer, restart', async ({ launch, home }, info) => {
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  await makeSampleLibrary(source, 240);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Your photos stay where you put them.' })).toBeVisible();
  await createStorage(app, drive, 'Home archive');

  await test.step('the sheet counts before anything is copied', async () => {
    await offerFolder(app, join(source, 'Lofoten in June'));
    const sheet = page.getByRole('dialog', { name: 'Import photos' });
    await expect(sheet.getByRole('button', { name: 'Import 22 photos' })).toBeEnabled();
    await expect(sheet.getByRole('textbox', { name: 'Title' })).toHaveValue('Lofoten in June');
    expect(
      readdirSync(drive, { recursive: true }).filter((path) => String(path).endsWith('.jpg') && !String(path).includes('.imalink')),
    ).toEqual([]);
    await sheet.getByRole('textbox', { name: 'Notes' }).fill('The best light was after midnight.');
    await sheet.getByRole('button', { name: 'Import 22 photos' }).click();
    await expect(page.getByText('22 photos imported').first()).toBeVisible();
  });

  await test.step('the photos are there, by day, and open', async () => {
    await ready(page);
    await expect(page.getByRole('banner').getByText('22 photos')).toBeVisible();
    await expect(page.locator('[data-day="2025-06-17"]').first()).toContainText('June 17, 2025');
    await tilesOf(page).first().dblclick();
    const viewer = viewerOf(page);
    await expect(viewer.getByTestId('picture').locator('img').first()).toHaveJSProperty('complete', true);
    await page.keyboard.press('ArrowRight');
    await expect(viewer).toHaveAttribute('data-index', '1');
    await page.keyboard.press('Escape');
    await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-1');
  });

  await test.step('the same folder again brings nothing new', async () => {
    await offerFolder(app, join(source, 'Lofoten in June'));
    await expect(page.getByText('Everything in there is already in this storage.')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('after a restart all is as it was', async () => {
    await page.keyboard.press('ControlOrMeta+B');
    await expect(page.getByRole('navigation')).toBeHidden();
    // Settings are written a moment after the last of a row of changes.
    await expect.poll(() => readFileSync(join(home, 'settings.json'), 'utf8')).toContain('"show_sidebar": false');
    expect(await app.close()).toBe(0);
    const again = await launch();
    expect(again.home).toBe(home);
    await ready(again.page);
    await expect(again.page.getByRole('banner').getByText('22 photos')).toBeVisible();
    await expect(again.page.getByRole('navigation')).toBeHidden();
    await again.page.getByRole('button', { name: 'Sidebar' }).click();
    await again.page
      .getByRole('navigation')
      .getByRole('button', { name: /Lofoten in June/ })
      .click();
    await expect(again.page.getByRole('textbox', { name: 'Notes' })).toHaveValue('The best light was after midnight.');
  });
});

test('a folder one already has becomes a storage in place, and nothing in it moves', async ({ launch }, info) => {
  const folder = info.outputPath('My photos');
  await makeSampleLibrary(folder, 160);
  const before = readdirSync(folder, { recursive: true }).map(String).sort();
  const app = await launch();
  const { page } = app;
  await answerFolder(app, folder, () => page.getByRole('button', { name: /Use a folder I already have/ }).click(), 'Use this folder');
  await expect(page.getByRole('button', { name: 'Add 62 photos' })).toBeEnabled();
  await test.step('a change of mind leaves a way back', async () => {
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: /Add the photos of/ }).click();
  });
  await page.getByRole('button', { name: 'Add 62 photos' }).click();
  await expect(page.getByText('62 photos imported').first()).toBeVisible();
  await ready(page);
  await expect(page.getByRole('banner').getByText('62 photos')).toBeVisible();
  const after = readdirSync(folder, { recursive: true }).map(String);
  expect(after.filter((path) => before.includes(path)).sort()).toEqual(before);
});

test('a session is found by search and renamed in place', async ({ launch }, info) => {
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  await makeSampleLibrary(source, 160);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  const { page } = app;
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, join(source, 'First snow'), 8);
  await importFolder(app, join(source, 'Rome and Naples'), 14);
  await expect(page.getByRole('banner').getByText('22 photos')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('naples');
  await expect(page.getByRole('banner').getByText('14 photos')).toBeVisible();
  await page.keyboard.type('zzz');
  await page.getByRole('button', { name: 'Show all photos' }).click();
  await expect(page.getByRole('banner').getByText('22 photos')).toBeVisible();
  await test.step('the order is chosen from a menu, and stays', async () => {
    await page.getByRole('button', { name: 'Order: Newest first' }).click();
    await expect(page.getByRole('menuitemradio', { name: 'Newest first' })).toBeChecked();
    await page.getByRole('menuitemradio', { name: 'Oldest first' }).click();
    await expect(page.locator('[data-day]').first()).toHaveAttribute('data-day', '2023-12-02');
    await page.keyboard.press('ControlOrMeta+2');
    await page.keyboard.press('ControlOrMeta+1');
    await expect(page.locator('[data-day]').first()).toHaveAttribute('data-day', '2023-12-02');
  });
  await test.step('it can stand in sessions and in folders, too', async () => {
    await page.getByRole('button', { name: 'Order: Oldest first' }).click();
    await page.getByRole('menuitemradio', { name: 'By session' }).click();
    await expect(page.locator('[data-day]').first()).toContainText('Rome and Naples14 photos');
    await page.getByRole('button', { name: 'Order: By session' }).click();
    await page.getByRole('menuitemradio', { name: 'By folder' }).click();
    await expect(page.locator('[data-day]').first()).toContainText('First snow');
    await page.getByRole('button', { name: 'Order: By folder' }).click();
    await page.getByRole('menuitemradio', { name: 'Oldest first' }).click();
    await expect(page.locator('[data-day]').first()).toHaveAttribute('data-day', '2023-12-02');
  });
  await test.step('filters narrow it, and are taken off one by one', async () => {
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('checkbox', { name: /^2023 8$/ }).check();
    await expect(page.getByRole('banner').getByText('8 photos')).toBeVisible();
    await expect(page.getByRole('searchbox')).toHaveValue('date:2023');
    await page.getByRole('checkbox', { name: /December 2023/ }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('date:2023-12 camera:x100 rating:many');
    await expect(page.getByText('“many” is no rating, as in rating:4')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nothing matches Taken: December 2023, Camera: x100' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove the filter Taken: December 2023' }).focus();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('banner').getByText('14 photos')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect(page.getByRole('banner').getByText('22 photos')).toBeVisible();
  });
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /First snow/ })
    .click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Snow in December');
  await page.getByRole('textbox', { name: 'Title' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Snow in December' })).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: /Snow in December/ })).toBeVisible();
  await test.step('its import is undone after a listing, and comes back', async () => {
    await page.getByRole('button', { name: 'Undo import…' }).click();
    await expect(page.getByRole('list', { name: 'What goes' }).getByRole('listitem')).toHaveCount(8);
    await page.getByRole('button', { name: 'Set aside 8 files' }).click();
    await expect(page.getByText('8 files set aside').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'No photos in this session' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('banner').getByText('8 photos')).toBeVisible();
  });
});

test('the sample photos come by one click and go by another', async ({ app }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Try with sample photos' }).click();
  await ready(page);
  await expect(page.getByText(/^\d+ photos imported$/).first()).toBeVisible();
  expect(await tilesOf(page).count()).toBeGreaterThan(5);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Sample photos \d+/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Remove sample photos' }).click();
  const question = page.getByRole('alertdialog', { name: 'Remove the sample photos?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove sample photos' }).click();
  await question.getByRole('button', { name: 'Remove sample photos' }).click();
  await expect(page.getByRole('heading', { name: 'Your photos stay where you put them.' })).toBeVisible();
  expect(existsSync(join(app.home, 'samples'))).toBe(false);
});
