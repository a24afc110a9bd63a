/** Files are moved and renamed with other programs; a scan follows them, and what it did can be taken back. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { expect, test, type RunningApp } from './fixture.ts';
import { ready, tilesOf } from './pages/grid.ts';
import { createStorage, importFolder } from './pages/library.ts';

/** The folder of the only storage's photos below the folder it was made in. */
const photosBelow = (drive: string): string =>
  join(drive, readdirSync(drive).find((name) => name.startsWith('imalink_')) ?? 'no storage', 'photos');

/** Every picture below a folder, relative to it. */
const pictures = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.jpg'))
    .sort();

async function scanNow({ page }: RunningApp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+5');
  await page.getByRole('article', { name: 'Home archive' }).getByRole('button', { name: 'Scan now' }).click();
}

test('photos moved on disk are relinked, the scan is undone, and the history says so', async ({ launch }, info) => {
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  await makeSampleLibrary(source, 160);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  const { page } = app;
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, join(source, 'First snow'), 8);
  const photos = photosBelow(drive);
  const before = pictures(photos);
  expect(before).toHaveLength(8);

  await test.step('nothing has changed', async () => {
    await scanNow(app);
    await expect(page.getByText('Everything matches.').first()).toBeVisible();
  });

  await test.step('moved and renamed, they are the same photos', async () => {
    mkdirSync(join(photos, 'Winter'));
    before.forEach((path, n) => renameSync(join(photos, path), join(photos, 'Winter', `snow-${n + 1}.jpg`)));
    await scanNow(app);
    await expect(page.getByText('8 photos moved, all relinked').first()).toBeVisible();
    expect(pictures(photos)).toEqual(before.map((_, n) => join('Winter', `snow-${n + 1}.jpg`)));
  });

  await test.step('undo takes the catalog back and leaves the files', async () => {
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect(page.getByText('No file was touched.').first()).toBeVisible();
    expect(pictures(photos)).toHaveLength(8);
    await page.keyboard.press('ControlOrMeta+4');
    await expect(page.getByRole('heading', { level: 1, name: 'Conflicts' })).toBeVisible();
    await page.getByRole('button', { name: 'History' }).click();
    await expect(page.getByRole('list', { name: 'History' }).getByRole('listitem').first()).toContainText(/8 moved.*undone/s);
    await expect(page.getByRole('button', { name: /^Undo batch:/ })).toHaveCount(0);
  });

  await test.step('the next scan finds them again, all with their pictures', async () => {
    await scanNow(app);
    await expect(page.getByText('8 photos moved, all relinked').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+1');
    await ready(page);
    await expect(page.getByRole('banner').getByText('8 photos')).toBeVisible();
    await expect(tilesOf(page)).toHaveCount(8);
    await expect(page.getByText('Missing')).toHaveCount(0);
  });
});

test('files that are gone are told, and nothing else changes', async ({ launch }, info) => {
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  await makeSampleLibrary(source, 160);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  const { page } = app;
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, join(source, 'Rome and Naples'), 14);
  const photos = photosBelow(drive);
  const [first = ''] = pictures(photos);
  rmSync(join(photos, first));
  await scanNow(app);
  await expect(page.getByText('1 missing').first()).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).first().click();
  await expect(page.getByRole('treegrid', { name: 'Findings' }).getByText(first)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+1');
  await ready(page);
  await expect(page.getByRole('banner').getByText('14 photos')).toBeVisible();
  await expect(tilesOf(page).filter({ hasText: 'Missing' })).toHaveCount(1);
});
