/** Storages that move, rest, turn up twice and are forgotten; changes that are followed as they happen. */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { expect, test, type RunningApp } from './fixture.ts';
import { ready } from './pages/grid.ts';
import { answerFolder, createStorage, importFolder } from './pages/library.ts';

const rootBelow = (drive: string): string => join(drive, readdirSync(drive).find((name) => name.startsWith('imalink_')) ?? 'no storage');

const card = ({ page }: RunningApp) => page.getByRole('article', { name: 'Home archive' });

async function more(app: RunningApp, entry: string): Promise<void> {
  await card(app).getByRole('button', { name: 'More for Home archive' }).click();
  await app.page.getByRole('menuitem', { name: entry }).click();
}

/** A storage with eight photos, on the page of storages. */
async function withStorage(
  launch: () => Promise<RunningApp>,
  folder: (name: string) => string,
): Promise<{ app: RunningApp; root: string }> {
  const [source, drive] = [folder('card'), folder('drive')];
  await makeSampleLibrary(source, 160);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, join(source, 'First snow'), 8);
  return { app, root: rootBelow(drive) };
}

test.describe('following changes', () => {
  test.use({ watches: true });

  test('photos that are moved with another program are followed without a word', async ({ launch }, info) => {
    const { app, root } = await withStorage(launch, (name) => info.outputPath(name));
    const { page } = app;
    await page.keyboard.press('ControlOrMeta+5');
    await expect(card(app).getByText('Changes are followed as they happen.')).toBeVisible();
    renameSync(join(root, 'photos/First snow'), join(root, 'photos/Winter'));
    await expect(page.getByText('8 photos moved, all relinked').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+1');
    await ready(page);
    await expect(page.getByText('Missing')).toHaveCount(0);
  });
});

test('a storage that was moved is found and used at its new place; no file event follows', async ({ launch }, info) => {
  const { app, root } = await withStorage(launch, (name) => info.outputPath(name));
  const { page } = app;
  const moved = info.outputPath('elsewhere/My photos');
  mkdirSync(info.outputPath('elsewhere'), { recursive: true });
  renameSync(root, moved);
  await page.keyboard.press('ControlOrMeta+5');
  await card(app).getByRole('button', { name: 'Check now' }).click();
  await expect(card(app).getByText('Offline', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Find storages…' }).click();
  await answerFolder(app, info.outputPath('elsewhere'), () => page.getByRole('button', { name: 'Look in a folder…' }).click(), 'Look here');
  await expect(page.getByRole('list', { name: 'Storages that were found' }).getByRole('listitem')).toContainText('Moved');
  await page.getByRole('button', { name: 'Use this place' }).click();
  await expect(card(app).getByText('Online', { exact: true })).toBeVisible();
  await expect(card(app).getByText(moved)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+4');
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('list', { name: 'History' }).getByRole('listitem')).toHaveCount(0);
});

test('a storage rests, wakes and is forgotten; its files stay', async ({ launch }, info) => {
  const { app, root } = await withStorage(launch, (name) => info.outputPath(name));
  const { page } = app;
  // The lease of whoever writes an index comes and goes.
  const list = (): string[] =>
    readdirSync(root, { recursive: true })
      .map(String)
      .filter((path) => !path.includes('.imalink/lock'));
  const files = list().length;
  await page.keyboard.press('ControlOrMeta+5');
  await more(app, 'Deactivate');
  await expect(card(app).getByText('Inactive', { exact: true })).toBeVisible();
  await expect(card(app).getByRole('button', { name: 'Scan now' })).toBeDisabled();
  await more(app, 'Reactivate');
  await expect(card(app).getByText('Online', { exact: true })).toBeVisible();
  await more(app, 'Forget…');
  const question = page.getByRole('alertdialog', { name: 'Forget Home archive?' });
  await expect(question).toContainText('8 photos and 1 session leave this library. 0 files are touched');
  await question.getByRole('button', { name: 'Forget storage' }).click();
  await expect(card(app)).toHaveCount(0);
  expect(list()).toHaveLength(files);
});

test('a storage that is there twice asks what the second place is, and a backup gets an identity of its own', async ({ launch }, info) => {
  const { app, root } = await withStorage(launch, (name) => info.outputPath(name));
  const { page } = app;
  const copy = info.outputPath('drive/copy');
  const uuid = (folder: string): unknown =>
    (JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { storage_info: { uuid: string } }).storage_info.uuid;
  cpSync(root, copy, { recursive: true });
  await page.keyboard.press('ControlOrMeta+5');
  await card(app).getByRole('button', { name: 'Check now' }).click();
  const question = page.getByRole('region', { name: 'Home archive is there twice' });
  await expect(question).toContainText(copy);
  await page.keyboard.press('ControlOrMeta+1');
  await expect(page.getByText('Home archive is at two places.')).toBeVisible();
  await page.getByRole('button', { name: 'Answer…' }).click();
  await question.getByRole('radio', { name: /It is a backup copy/ }).click();
  await question.getByRole('button', { name: 'Give it its own identity' }).click();
  await expect(question).toHaveCount(0);
  await expect.poll(() => uuid(copy) !== uuid(root)).toBe(true);
});

test('the absence of a storage is ignored until it has been seen again, also after a reload @browser', async ({ launch }, info) => {
  const { app, root } = await withStorage(launch, (name) => info.outputPath(name));
  const { page } = app;
  const away = page.getByRole('navigation').getByText('Offline');
  const ignore = page.getByRole('button', { name: 'Ignore it until it is back' });
  const leave = async (): Promise<void> => {
    renameSync(root, `${root}.away`);
    await page.reload();
    await expect(ignore).toBeVisible();
  };
  await leave();
  await ignore.click();
  await expect(page.getByText('1 finding resolved').first()).toBeVisible();
  await expect(ignore).toHaveCount(0);
  await page.reload();
  await expect(away).toBeVisible();
  await expect(ignore).toHaveCount(0);
  renameSync(`${root}.away`, root);
  await page.reload();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Home archive 8' })).toBeVisible();
  await leave();
});
