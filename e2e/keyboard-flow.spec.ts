/** The whole way by keyboard alone, in every host: import, rate, tag, search, album, undo; and all of it after a restart. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { expect, test } from './fixture.ts';
import { gridOf, ready, selectedOf, tilesOf } from './pages/grid.ts';
import { answerFolder, createStorage } from './pages/library.ts';

test('import, rate, tag, search, album and undo with the keyboard alone, kept over a restart', async ({ launch }, info) => {
  // The whole way and a restart: on a busy machine more than a minute.
  test.slow();
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  await makeSampleLibrary(source, 160);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  const { page } = app;
  const { keyboard } = page;
  await createStorage(app, drive, 'Home archive');

  await test.step('import', async () => {
    await keyboard.press('ControlOrMeta+I');
    await answerFolder(
      app,
      join(source, 'First snow'),
      () => page.getByRole('button', { name: 'Choose a folder…' }).press('Enter'),
      'Import from here',
    );
    await page.getByRole('button', { name: 'Import 8 photos' }).press('Enter');
    await expect(page.getByText('8 photos imported').first()).toBeVisible();
    await ready(page);
    await expect(page.getByRole('banner').getByText('8 photos')).toBeVisible();
  });

  await test.step('rate and tag', async () => {
    await gridOf(page).focus();
    await keyboard.press('Home');
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Shift+ArrowRight');
    await expect(selectedOf(page)).toHaveCount(3);
    await keyboard.press('4');
    await expect(page.getByText('Rated 3 photos')).toBeVisible();
    await expect(tilesOf(page).nth(1)).toHaveAccessibleName(/4 stars/);
    await keyboard.press('T');
    await expect(page.getByRole('combobox', { name: 'Add a tag' })).toBeFocused();
    await keyboard.type('winter walk');
    await keyboard.press('Enter');
    const pane = page.getByRole('complementary', { name: 'Information' });
    await expect(pane.getByRole('list', { name: 'Tags' })).toContainText('winter walk');
    await keyboard.press('Escape');
  });

  await test.step('stack', async () => {
    await gridOf(page).focus();
    await expect(selectedOf(page)).toHaveCount(3);
    await keyboard.press('ControlOrMeta+G');
    await expect(tilesOf(page)).toHaveCount(6);
    await expect(tilesOf(page).first()).toHaveAccessibleName(/stack of 3/);
    // No photo is lost from the count.
    await expect(page.getByRole('banner').getByText('8 photos')).toBeVisible();
    await keyboard.press('Home');
    await keyboard.press('S');
    await expect(tilesOf(page)).toHaveCount(8);
    await keyboard.press('Home');
    await keyboard.press('ArrowRight');
    const second = await selectedOf(page).getAttribute('data-hothash');
    await keyboard.press('Shift+S');
    await expect(page.getByText('Put on top of its stack')).toBeVisible();
    await expect(tilesOf(page)).toHaveCount(6);
    await expect(gridOf(page).locator('[role=option][aria-label*="stack of 3"]')).toHaveAttribute('data-hothash', second ?? '');
    await keyboard.press('ControlOrMeta+Z');
    await keyboard.press('ControlOrMeta+Z');
    await expect(tilesOf(page)).toHaveCount(8);
  });

  await test.step('search', async () => {
    await keyboard.press('/');
    await keyboard.type('winter walk');
    await expect(page.getByRole('banner').getByText('3 photos')).toBeVisible();
    await keyboard.press('Enter');
    await expect(gridOf(page)).toBeFocused();
    await ready(page);
  });

  await test.step('album', async () => {
    await keyboard.press('ControlOrMeta+A');
    await keyboard.press('ControlOrMeta+Shift+A');
    await keyboard.type('Snow');
    await keyboard.press('Enter');
    await expect(page.getByRole('navigation').getByRole('button', { name: 'Snow 3' })).toBeVisible();
    await keyboard.press('ControlOrMeta+Z');
    await expect(page.getByRole('navigation').getByRole('button', { name: 'Snow 0' })).toBeVisible();
    await keyboard.press('ControlOrMeta+Shift+Z');
    await expect(page.getByRole('navigation').getByRole('button', { name: 'Snow 3' })).toBeVisible();
  });

  await test.step('after a restart it is all there, and can still be taken back', async () => {
    expect(await app.close()).toBe(0);
    const again = (await launch()).page;
    await ready(again);
    await expect(again.getByRole('navigation').getByRole('button', { name: 'Snow 3' })).toBeVisible();
    await again.getByRole('navigation').getByRole('button', { name: 'Snow 3' }).press('Enter');
    await expect(again.getByRole('heading', { level: 1, name: 'Snow' })).toBeVisible();
    await ready(again);
    await gridOf(again).focus();
    await again.keyboard.press('Home');
    await expect(again.getByRole('img', { name: 'Histogram' })).toBeVisible();
    await expect(tilesOf(again).first()).toHaveAccessibleName(/4 stars/);
    for (let n = 0; n < 4; n++) await again.keyboard.press('ControlOrMeta+Z');
    await expect(again.getByText('Undone: Rating 4 (3 photos)')).toBeVisible();
    await expect(again.getByRole('heading', { name: 'This album is gone' })).toBeVisible();
    await again.keyboard.press('ControlOrMeta+1');
    await ready(again);
    await expect(tilesOf(again).first()).not.toHaveAccessibleName(/stars/);
  });
});
