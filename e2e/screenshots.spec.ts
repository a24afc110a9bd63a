/** The pictures of the documentation, taken from the sample library: they cannot go stale. IMALINK_SCREENSHOTS=1 writes them. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { expect, test, type RunningApp } from './fixture.ts';
import { tilesOf } from './pages/grid.ts';
import { createStorage, importFolder, offerFolder } from './pages/library.ts';

test.use({ viewport: { width: 1440, height: 900 }, timezoneId: 'Europe/Oslo', locale: 'en-GB' });

async function run(app: RunningApp, command: string): Promise<void> {
  await app.page.keyboard.press('ControlOrMeta+K');
  await app.page.getByRole('combobox', { name: 'Find a command' }).fill(command);
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('combobox', { name: 'Find a command' })).toHaveCount(0);
}

/** Waits for every picture in sight, and until no toast is left. */
async function settle(app: RunningApp): Promise<void> {
  await app.page.locator('main [data-hothash]').first().waitFor();
  const toasts = app.page.locator('[aria-label=Dismiss]');
  while ((await toasts.count()) > 0)
    await toasts
      .last()
      .click({ timeout: 2000 })
      .catch(() => undefined);
  await app.page.mouse.move(700, 26);
  await expect
    .poll(() => app.page.locator('main img').evaluateAll((images) => images.every((image) => (image as HTMLImageElement).complete)))
    .toBe(true);
  await app.page.waitForTimeout(500);
}

test('library, session and import @browser', async ({ launch }, info) => {
  test.setTimeout(180_000);
  const target =
    process.env['IMALINK_SCREENSHOTS'] == null ? info.outputPath('screenshots') : join(import.meta.dirname, '../docs/screenshots');
  mkdirSync(target, { recursive: true });
  // A path that looks like one: it is in the picture.
  const [source, drive] = [mkdtempSync(join(tmpdir(), 'card-')), info.outputPath('drive')];
  mkdirSync(drive, { recursive: true });
  const folders = await makeSampleLibrary(source);
  const app = await launch();
  const { page } = app;
  await createStorage(app, drive, 'Home archive');
  for (const { name, files } of folders.toReversed().slice(0, -1)) await importFolder(app, join(source, name), files.length);

  await run(app, 'dark theme');
  await offerFolder(app, join(source, 'Lofoten in June'));
  await page.getByRole('textbox', { name: 'Notes' }).fill('Two weeks by car. The best light was after midnight.');
  await expect(page.getByRole('button', { name: 'Import 22 photos' })).toBeEnabled();
  await settle(app);
  await page.screenshot({ path: join(target, 'import-dark.png') });
  await page.getByRole('button', { name: 'Import 22 photos' }).click();
  await expect(page.getByText('22 photos imported').first()).toBeVisible();

  await expect(page.getByRole('banner').getByText('62 photos')).toBeVisible();
  await tilesOf(page).nth(2).click();
  await tilesOf(page)
    .nth(4)
    .click({ modifiers: ['ControlOrMeta'] });
  await settle(app);
  await page.screenshot({ path: join(target, 'library-dark.png') });

  await run(app, 'light theme');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Rome and Naples/ })
    .click();
  await settle(app);
  await page.screenshot({ path: join(target, 'session-light.png') });
  rmSync(source, { recursive: true, force: true });
});
