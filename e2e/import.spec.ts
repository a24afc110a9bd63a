/** An import from end to end, in each host: folders in one's own words, every file beforehand, pause, undo; and a move. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { card } from './pages/card.ts';
import { splitImport } from '#test/builders/split-import.ts';
import { createStorage, offerFolder } from './pages/library.ts';
import { ready, selectedOf, tilesOf } from './pages/grid.ts';

test('a template, its tree and every file beforehand; then import, pause, go on, and take it back', async ({ app, home }) => {
  // Several hundred files, so that there is time to pause.
  test.setTimeout(180_000);
  const { page } = app;
  await card(join(home, 'Card'), 600);
  writeFileSync(join(home, 'Card/notes.txt'), 'no photo');
  mkdirSync(join(home, 'Pictures'));
  await createStorage(app, join(home, 'Pictures'), 'Home archive');
  await offerFolder(app, join(home, 'Card'));
  const sheet = page.getByRole('dialog', { name: 'Import photos' });
  await expect(sheet.getByRole('button', { name: 'Import 600 photos' })).toBeVisible({ timeout: 60_000 });
  await sheet.getByText('601 files, one by one').click();
  const table = sheet.getByRole('table', { name: 'Files of the source' });
  await expect(table.getByRole('row').first()).toContainText('IMG_0.jpg');
  await expect
    .poll(() =>
      table
        .locator('img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(0);
  await sheet.getByRole('button', { name: 'Not photos 1' }).click();
  await expect(table.getByRole('row')).toHaveText([/notes\.txt.*not a kind of file that ImaLink imports/]);
  await sheet.getByRole('radio', { name: /In my own words/ }).click();
  await sheet.getByRole('textbox', { name: 'Template' }).fill('{YYYY}/{MM}-{DD} {session}/{name}');
  const tree = sheet.getByRole('list', { name: 'Folders that would get photos' });
  await expect(tree.getByRole('listitem')).toHaveText([/2024\/07-01 Card\//, /2024\/07-02 Card\//, /2024\/07-03 Card\//]);

  await sheet.getByRole('button', { name: 'Import 600 photos' }).click();
  await expect(sheet).toBeHidden();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Imports & jobs/ })
    .click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('600 photos imported').first()).toBeVisible({ timeout: 60_000 });
  const [storage = ''] = readdirSync(join(home, 'Pictures'));
  const days = join(home, 'Pictures', storage, 'photos/2024');
  expect(readdirSync(days)).toEqual(['07-01 Card', '07-02 Card', '07-03 Card']);
  expect(readdirSync(join(home, 'Card'))).toHaveLength(601);

  await page.getByRole('button', { name: 'Show session' }).click();
  await page.getByRole('button', { name: 'Undo import…' }).click();
  await page.getByRole('dialog', { name: 'Undo this import?' }).getByRole('button', { name: 'Set aside 600 files' }).click();
  await expect.poll(() => readdirSync(join(days, '07-01 Card')).length, { timeout: 60_000 }).toBe(0);
});

test('a move asks with its number, and the files are in the trash afterwards', async ({ launch, home }) => {
  // The trash of the test, not of the person who runs it.
  process.env['XDG_DATA_HOME'] = join(home, 'data');
  const app = await launch();
  const { page } = app;
  await card(join(home, 'Card'), 3);
  mkdirSync(join(home, 'Pictures'));
  await createStorage(app, join(home, 'Pictures'), 'Home archive');
  await offerFolder(app, join(home, 'Card'));
  const sheet = page.getByRole('dialog', { name: 'Import photos' });
  await sheet.getByRole('radio', { name: /Put them into the trash/ }).click();
  await sheet.getByRole('button', { name: 'Import 3 photos' }).click();
  const question = page.getByRole('alertdialog', { name: 'Move 3 files into “Home archive”?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(readdirSync(join(home, 'Card'))).toHaveLength(3);
  await sheet.getByRole('button', { name: 'Import 3 photos' }).click();
  await question.getByRole('button', { name: 'Move 3 files' }).click();
  await expect(page.getByText('3 photos imported').first()).toBeVisible({ timeout: 60_000 });
  await ready(page);
  expect(readdirSync(join(home, 'Card'))).toEqual([]);
  expect(readdirSync(join(home, 'data/Trash/files')).toSorted()).toEqual(['IMG_0.jpg', 'IMG_1.jpg', 'IMG_2.jpg']);
  delete process.env['XDG_DATA_HOME'];
});

test('an import that became several sessions is taken back in one step, and its tags come from the sheet', async ({ launch, home }) => {
  const first = await launch();
  await card(join(home, 'Card'), 5);
  mkdirSync(join(home, 'Pictures'));
  await createStorage(first, join(home, 'Pictures'), 'Home archive');
  await offerFolder(first, join(home, 'Card'));
  const sheet = first.page.getByRole('dialog', { name: 'Import photos' });
  const tags = sheet.getByRole('group', { name: 'Tags for every new photo' });
  await tags.getByRole('combobox', { name: 'Add a tag' }).fill('Italy');
  await tags.getByRole('combobox', { name: 'Add a tag' }).press('Enter');
  // Typed, and not confirmed: it counts all the same.
  await tags.getByRole('combobox', { name: 'Add a tag' }).fill('family');
  await sheet.getByRole('button', { name: 'Import 5 photos' }).click();
  await expect(first.page.getByText('5 photos imported').first()).toBeVisible({ timeout: 60_000 });
  await ready(first.page);
  const [storage = ''] = readdirSync(join(home, 'Pictures'));
  const root = join(home, 'Pictures', storage);
  await first.close();
  await splitImport(home, root, 2);

  const { page } = await launch();
  await page.keyboard.press('ControlOrMeta+2');
  await page
    .getByRole('listitem')
    .getByRole('button', { name: /Card \(part 2\)/ })
    .first()
    .click();
  await ready(page);
  await tilesOf(page).first().click();
  await page.keyboard.press('T');
  const pane = page.getByRole('complementary', { name: 'Information' });
  await expect(pane.getByRole('list', { name: 'Tags' }).getByRole('listitem')).toHaveText(['Italy', 'family']);
  await page.getByRole('button', { name: 'Undo import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo this import?' });
  await expect(dialog.getByRole('button', { name: 'Set aside 2 files' })).toBeVisible();
  await dialog.getByRole('radio', { name: /Take back the whole import/ }).press('Space');
  await expect(dialog.getByRole('list', { name: 'What goes' }).getByRole('listitem')).toHaveCount(5);
  await dialog.getByRole('button', { name: 'Set aside 5 files' }).click();
  await expect.poll(() => readdirSync(join(root, 'photos/Card')).length, { timeout: 60_000 }).toBe(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect.poll(() => readdirSync(join(root, 'photos/Card')).length, { timeout: 60_000 }).toBe(5);
});

test('photos are split into a new session and merged back', async ({ app, home }) => {
  const { page } = app;
  await card(join(home, 'Card'), 4);
  mkdirSync(join(home, 'Pictures'));
  await createStorage(app, join(home, 'Pictures'), 'Home archive');
  await offerFolder(app, join(home, 'Card'));
  await page.getByRole('button', { name: 'Import 4 photos' }).click();
  await expect(page.getByText('4 photos imported').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+2');
  await page.getByRole('listitem').getByRole('button', { name: /Card/ }).first().click();
  await ready(page);
  await tilesOf(page).first().click();
  await expect(selectedOf(page)).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('split into new');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('The wedding');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The wedding');
  await page.keyboard.press('ControlOrMeta+2');
  await page.getByRole('button', { name: 'Merge sessions…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge sessions' });
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: /^Merge 1 session into/ }).click();
  await expect(page.getByText(/^Merged /).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('button', { name: 'Merge sessions…' })).toHaveCount(0);
  expect(existsSync(join(home, 'Pictures'))).toBe(true);
});

test('a folder that was offered for import is looked after where it is instead, and no file of it moves', async ({ app, home }) => {
  const { page } = app;
  await card(join(home, 'Pictures/2024'), 3);
  mkdirSync(join(home, 'Disk'));
  await createStorage(app, join(home, 'Disk'), 'Home archive');
  const before = readdirSync(join(home, 'Pictures'), { recursive: true }).map(String).toSorted();
  await offerFolder(app, join(home, 'Pictures'));
  await page.getByRole('button', { name: 'Leave the files where they are, and look after this folder instead' }).click();
  await page.getByRole('button', { name: 'Add 3 photos' }).click();
  await expect(page.getByText('3 photos imported').first()).toBeVisible({ timeout: 60_000 });
  await ready(page);
  const after = readdirSync(join(home, 'Pictures'), { recursive: true }).map(String);
  expect(after.filter((path) => !/^(\.imalink|imports|index\.json)/.test(path)).toSorted()).toEqual(before);
});

test('an import that did not come to its end is offered at the next start, and goes on', async ({ launch, home }) => {
  await card(join(home, 'Card'), 200);
  mkdirSync(join(home, 'Pictures'));
  const first = await launch();
  await createStorage(first, join(home, 'Pictures'), 'Home archive');
  expect(await first.close()).toBe(0);
  await interrupted(home, ['import', join(home, 'Card'), '--storage', 'Home archive', '--title', 'Sunday']);

  const { page } = await launch();
  await expect(page.getByText('The import “Sunday” is not complete')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).first().click();
  await expect(page.getByText('200 photos imported').first()).toBeVisible({ timeout: 60_000 });
  const [storage = ''] = readdirSync(join(home, 'Pictures'));
  expect(readdirSync(join(home, 'Pictures', storage, 'photos/Card'))).toHaveLength(200);
});

/** A command that is killed as soon as it tells that a file is done. */
async function interrupted(home: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['out/cli/imalink.js', ...args, '--json'], { env: { ...process.env, IMALINK_HOME: home } });
  const ended = once(child, 'close');
  child.stderr.on('data', (chunk) => /"done_files":[1-9]/.test(String(chunk)) && child.kill('SIGKILL'));
  child.stdout.resume();
  expect(await ended).toEqual([null, 'SIGKILL']);
}
