/** Findings are decided in the inbox, and the files do what was shown: set aside and back, located once, added as a session. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import sharp from 'sharp';
import { landscapeSvg } from '#test/builders/sample-library.ts';
import { expect, test, type RunningApp } from './fixture.ts';
import { ready, tilesOf } from './pages/grid.ts';
import { answerFolder, createStorage, importFolder } from './pages/library.ts';

const photos = 120;

/** The app with a storage of photos in three folders, all imported, and the folder they are in. */
async function startLibrary(
  launch: () => Promise<RunningApp>,
  info: TestInfo,
  count = photos,
): Promise<{ app: RunningApp; page: Page; root: string }> {
  test.setTimeout(180_000);
  const app = await launch();
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  for (let n = 0; n < count; n++) {
    const folder = join(source, `trip-${n % 3}`, n < 60 ? 'a' : 'b');
    mkdirSync(folder, { recursive: true });
    await sharp(Buffer.from(landscapeSvg(n + 7, 1.5, 120)))
      .jpeg({ quality: 80 })
      .toFile(join(folder, `IMG_${1000 + n}.jpg`));
  }
  mkdirSync(drive, { recursive: true });
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, source, count);
  const root = join(drive, readdirSync(drive).find((name) => name.startsWith('imalink_')) ?? 'no storage', 'photos');
  return { app, page: app.page, root };
}

const pictures = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((path) => path.endsWith('.jpg'))
        .sort()
    : [];

const list = ({ page }: RunningApp) => page.getByRole('treegrid', { name: 'Findings' });
const rowOf = (app: RunningApp, name: RegExp | string) => list(app).getByRole('row').filter({ hasText: name });

/** Opens the inbox and scans from there. */
async function scanHere({ page }: RunningApp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+4');
  await page.getByRole('button', { name: 'Scan now' }).click();
}

/** The folder below photos/ that holds most pictures of a trip. */
function folderWith(root: string, count: number): string {
  const folders = Map.groupBy(pictures(root), (path) => path.slice(0, path.lastIndexOf('/')));
  const found = [...folders].find(([, files]) => files.length === count)?.[0];
  expect(found, `a folder with ${count} pictures`).toBeDefined();
  return found ?? '';
}

test('copies are set aside in bulk, come back, and are decided one by one by keyboard', async ({ launch }, info) => {
  const { app, page, root } = await startLibrary(launch, info);
  const before = pictures(root);
  expect(before).toHaveLength(photos);

  await test.step('200 copies in a folder are suggested, previewed with their numbers, set aside', async () => {
    // File managers keep the time of a copy; a scan leaves files of the last two seconds to the next one.
    const options = { preserveTimestamps: true };
    before.forEach((path, n) => cpSync(join(root, path), join(root, `Desktop/copies/a${n}.jpg`), options));
    before.slice(0, 80).forEach((path, n) => cpSync(join(root, path), join(root, `Desktop/copies/b${n}.jpg`), options));
    await scanHere(app);
    await expect(rowOf(app, 'Copies in Desktop/copies')).toContainText('200 photos exist in 2 places');
    await page.getByRole('button', { name: 'Accept 200 suggestions' }).click();
    await page.getByRole('button', { name: 'Set aside 200 files' }).click();
    await expect(page.getByText('200 files set aside').first()).toBeVisible({ timeout: 60_000 });
    expect(pictures(join(root, 'Desktop'))).toEqual([]);
    expect(pictures(root)).toEqual(before);
    await expect(rowOf(app, 'Copies in')).toHaveCount(0);
  });

  await test.step('undo brings every file back, and the question with it', async () => {
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await expect(page.getByText('Catalog and files are as they were before.').first()).toBeVisible({ timeout: 60_000 });
    expect(pictures(join(root, 'Desktop'))).toHaveLength(200);
    await expect(rowOf(app, 'Copies in Desktop/copies')).toHaveCount(1);
  });

  await test.step('by keyboard: one side chosen, both kept for another, the rest put off', async () => {
    await list(app).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('K');
    await page.keyboard.press('A');
    await expect(page.getByRole('button', { name: 'Set aside 1 file' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 file set aside').first()).toBeVisible();
    await expect(rowOf(app, 'Copies in Desktop/copies')).toContainText('198 photos exist in 2 places');
    expect(pictures(join(root, 'Desktop'))).toHaveLength(199);
  });

  await test.step('the rest is accepted, and the history can undo it after any time', async () => {
    await page.getByRole('button', { name: 'Accept 198 suggestions' }).click();
    await page.getByRole('button', { name: 'Set aside 198 files' }).click();
    await expect(page.getByText('198 files set aside').first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'History' }).click();
    await expect(page.getByText(/^199 files set aside, /)).toBeVisible();
    const newest = page.getByRole('list', { name: 'History' }).getByRole('listitem').first();
    await expect(newest).toContainText('198 set aside');
    await newest.getByRole('button', { name: /^Show files/ }).click();
    await expect(newest.getByRole('list', { name: 'Files' })).toContainText('Desktop/copies/');
    await newest.getByRole('button', { name: /^Undo batch/ }).click();
    await expect(newest).toContainText('undone', { timeout: 60_000 });
    expect(pictures(join(root, 'Desktop'))).toHaveLength(199);
  });
});

test('a folder of 20 that left the storage is located once, and every photo is back', async ({ launch }, info) => {
  const { app, page, root } = await startLibrary(launch, info);
  const before = pictures(root);
  const trip = folderWith(root, 20);
  const away = info.outputPath('away');
  renameSync(join(root, trip), away);
  await scanHere(app);
  await expect(rowOf(app, `Missing from ${trip}`)).toContainText('20 photos');
  await page.keyboard.press('ControlOrMeta+1');
  await ready(page);
  await page.keyboard.press('End');
  await expect(tilesOf(page).filter({ hasText: 'Missing' }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+4');
  await answerFolder(app, away, () => page.getByRole('button', { name: 'Locate folder…' }).click(), 'Look here');
  await page.getByRole('button', { name: 'Restore 20 files' }).click();
  await expect(page.getByText('20 files restored').first()).toBeVisible();
  await expect(rowOf(app, 'Missing from')).toHaveCount(0);
  expect(pictures(root)).toEqual(before);
  await page.keyboard.press('ControlOrMeta+1');
  await ready(page);
  await expect(tilesOf(page).filter({ hasText: 'Missing' })).toHaveCount(0);
});

test('new files join a session, become one, or are what a missing one is now; what is ignored is not asked about again @browser', async ({
  launch,
}, info) => {
  const { app, page, root } = await startLibrary(launch, info, 12);
  unlinkSync(join(root, pictures(root)[0] ?? 'none'));
  mkdirSync(join(root, 'Phone'), { recursive: true });
  for (let n = 0; n < 4; n++) {
    const path = join(root, 'Phone', `PXL_${n}.jpg`);
    await sharp(Buffer.from(landscapeSvg(900 + n, 1.5, 120)))
      .jpeg()
      .toFile(path);
    // A scan leaves files of the last two seconds to the next one.
    utimesSync(path, new Date('2026-06-14T12:00:00Z'), new Date('2026-06-14T12:00:00Z'));
  }
  await scanHere(app);
  await page.getByRole('button', { name: /^New files 4/ }).click();
  await list(app).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await page.keyboard.press('I');
  await expect(page.getByText('1 finding resolved').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^New files 3/ })).toBeVisible();
  const choose = async (entry: string): Promise<void> => {
    await list(app).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: entry }).press('Enter');
  };
  await test.step('a missing photo is paired with what it is now, by keyboard', async () => {
    await page.getByRole('button', { name: /^Missing 1/ }).click();
    await choose('Pair by hand…');
    const dialog = page.getByRole('dialog', { name: 'Which became which?' });
    await dialog.getByRole('combobox').press('Enter');
    await page.getByRole('option', { name: 'Phone/PXL_0.jpg' }).press('Enter');
    await dialog.getByRole('button', { name: 'Link 1 file' }).press('Enter');
    await expect(page.getByRole('button', { name: /^New files 2/ })).toBeVisible();
  });
  await test.step('a new file joins a session that is there, by keyboard', async () => {
    await page.getByRole('button', { name: /^New files 2/ }).click();
    await choose('Add to a session that is there…');
    const dialog = page.getByRole('dialog', { name: 'Add 1 photo to a session' });
    await dialog.getByRole('radio').press('Space');
    await dialog.getByRole('button', { name: /^Add 1 photo to “/ }).press('Enter');
    await expect(page.getByRole('button', { name: /^New files 1/ })).toBeVisible();
  });
  await list(app).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Preview 1 decision…' }).click();
  await page.getByRole('dialog', { name: 'Preview of changes' }).getByRole('button', { name: /1/ }).click();
  await expect(page.getByRole('button', { name: /^New files 0/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('main').getByRole('button', { name: /Phone/ })).toBeVisible();
});

test('a move is parted, a file that is no photo set aside, a search begun, a report read: from the menu, by keyboard @browser', async ({
  launch,
}, info) => {
  const { app, page, root } = await startLibrary(launch, info, 12);
  const [lost = 'none', moved = 'none'] = pictures(root);
  mkdirSync(join(root, 'Elsewhere'), { recursive: true });
  renameSync(join(root, moved), join(root, 'Elsewhere/moved.jpg'));
  renameSync(join(root, lost), info.outputPath('lost.jpg'));
  // A name that no index can hold: told as a file that cannot be read.
  cpSync(join(root, 'Elsewhere/moved.jpg'), join(root, 'C:1.jpg'), { preserveTimestamps: true });
  await scanHere(app);
  const ofFirst = async (filter: RegExp, entry: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: filter }).click();
    await list(app).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: entry }).press('Enter');
    await expect(page.getByRole('menu')).toHaveCount(0);
  };
  const chosen = async (words: string): Promise<void> => {
    await expect(list(app)).toContainText(words);
    await list(app).focus();
    await page.keyboard.press('A');
  };
  await test.step('the move was none: the photo is missing, the file is new, and that can be undone', async () => {
    await ofFirst(/^Moved 1/, 'It is not the same photo: part them');
    await chosen('It is not the same photo');
    await expect(page.getByRole('button', { name: /^New files 1/ })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: /^Missing 2/ })).toBeVisible();
  });
  await test.step('a file that is no photo is set aside after its preview', async () => {
    await ofFirst(/^New files 1/, 'It is no photo: set it aside');
    await chosen('It is no photo');
    // It shows a picture of the library, so it stays.
    await expect(page.getByText('shows a photo that is known; it stays.')).toBeVisible();
    await page.keyboard.press('Escape');
    expect(existsSync(join(root, 'Elsewhere/moved.jpg'))).toBe(true);
  });
  await test.step('the storage is searched again, and what came back is found', async () => {
    renameSync(info.outputPath('lost.jpg'), join(root, 'Elsewhere/found.jpg'));
    await ofFirst(/^Missing 2/, 'Search the storage again');
    await expect(page.getByRole('button', { name: /^Missing 1/ })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/^1 moved/).first()).toBeVisible();
  });
  await test.step('a report says what was tried', async () => {
    await ofFirst(/^Unreadable 1/, 'Report…');
    const dialog = page.getByRole('dialog', { name: 'Report on 1 file' });
    await expect(dialog).toContainText('Errno: none');
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save report…' }).press('Enter');
    expect((await saved).suggestedFilename()).toBe('imalink-report.txt');
    await page.keyboard.press('Escape');
    await ofFirst(/^Unreadable 1/, 'Say nothing of it until it changes');
    await chosen('Say nothing of it');
    await expect(page.getByRole('button', { name: /^Ignored 1/ })).toBeVisible();
  });
});
