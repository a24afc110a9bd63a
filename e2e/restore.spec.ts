/** The guided restore: what the screens say, and a whole library that comes back after its catalog was deleted. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeSampleLibrary } from '#test/builders/sample-library.ts';
import { test as fake } from './fake-bridge/fixture.ts';
import { expect, test } from './fixture.ts';
import { ready } from './pages/grid.ts';
import { answerFolder, createStorage, importFolder } from './pages/library.ts';

/** In the page alone: chooses a folder in our own browser of folders. */
async function choose(page: Page, button: string | RegExp, path: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(path);
  await page.getByRole('button', { name: 'Look here' }).click();
}

const figure = (page: Page, id: string) => page.locator(`[data-figure=${id}]`);
const begin = /Restore from an ImaLink storage/;
const chooseFirst = 'Choose a folder or drive…';
const violationsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

fake.describe('the screens @browser', () => {
  fake('two storages are looked at, restored and reported, by keyboard alone', async ({ open }) => {
    const page = await open({ storages: 0, total: 1204 });
    await page.getByRole('button', { name: begin }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Restore from an ImaLink storage' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: chooseFirst })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Folder' }).fill('/media/ada/Home');
    await page.getByRole('button', { name: 'Look here' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Restore 1 storage, 1,204 photos' })).toBeVisible();
    await choose(page, 'Add another folder…', '/media/ada/T7');
    const storages = page.getByRole('list', { name: 'Storages' }).getByRole('listitem');
    await expect(storages).toHaveText([/Home archive7 sessions · 1,204 files/, /Travel disk3 sessions · 8,210 files/]);
    await page.getByRole('button', { name: 'Restore 2 storages, 9,414 photos' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: '9,414 photos restored' })).toBeFocused();
    await page.getByRole('button', { name: 'Show library' }).press('Enter');
    await ready(page);
    await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(0);
  });

  fake('a folder that was chosen by mistake is left out again, and one can go back', async ({ open }) => {
    const page = await open({ storages: 0, total: 0 });
    await page.getByRole('button', { name: begin }).click();
    await choose(page, chooseFirst, '/media/ada/Home');
    await page.getByRole('button', { name: 'Leave out /media/ada/Home' }).click();
    await expect(page.getByRole('button', { name: chooseFirst })).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('heading', { name: 'Your photos stay where you put them.' })).toBeVisible();
  });

  fake('a lost catalog leads here instead of to the welcome, and the welcome is one step away', async ({ open }, info) => {
    const page = await open({ storages: 0, total: 0, catalog: 'lost' });
    await expect(page.getByRole('heading', { level: 1, name: 'The catalog was lost, your photos were not' })).toBeFocused();
    expect(await violationsOf(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('lost.png') });
    await page.getByRole('button', { name: 'Begin with an empty library' }).click();
    await expect(page.getByRole('heading', { name: 'Your photos stay where you put them.' })).toBeVisible();
  });

  fake('a storage that was found begins with its own folder', async ({ open }) => {
    const page = await open();
    await page.keyboard.press('ControlOrMeta+5');
    await page.getByRole('button', { name: 'Find storages…' }).click();
    await page.getByRole('button', { name: 'Restore…' }).click();
    await expect(page.getByRole('list', { name: 'Chosen folders' })).toContainText('/mnt/nas/Family/imalink_20190101_120000_77777777');
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('button', { name: 'Find storages…' })).toBeVisible();
  });

  fake('an empty folder and one that is gone say what to do next', async ({ open }) => {
    const page = await open({ storages: 0, total: 0, restore: 'nothing' });
    await page.getByRole('button', { name: begin }).click();
    await choose(page, chooseFirst, '/home/ada/Empty');
    await expect(page.getByRole('alert')).toContainText('There is no storage in there');
    await expect(page.getByRole('button', { name: 'Choose another folder…' })).toBeVisible();
    await open({ storages: 0, total: 0, restore: 'fails' });
    await page.getByRole('button', { name: begin }).click();
    await choose(page, chooseFirst, '/media/ada/Gone');
    await expect(page.getByRole('alert')).toContainText('There is no folder /media/ada/Gone. Connect its drive');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  fake('a restore is cancelled and says what stays', async ({ open }) => {
    const page = await open({ storages: 0, total: 0, restore: 'slow' });
    await page.getByRole('button', { name: begin }).click();
    await choose(page, chooseFirst, '/media/ada/Home');
    await page.getByRole('button', { name: 'Restore 1 storage, 1,204 photos' }).click();
    await expect(page.getByRole('status')).toHaveText('400 of 1,204 files');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('alert')).toContainText('What came back until then stays');
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(page.getByRole('button', { name: 'Restore 1 storage, 1,204 photos' })).toBeVisible();
  });

  for (const theme of ['dark', 'light'] as const) {
    fake(`each step passes axe, ${theme}`, async ({ open }, info) => {
      const page = await open({ theme, storages: 0, total: 1204, restore: 'trouble' });
      const look = async (name: string): Promise<void> => {
        expect(await violationsOf(page), name).toEqual([]);
        await page.screenshot({ path: info.outputPath(`${name}-${theme}.png`), fullPage: true });
      };
      await look('first-run');
      await page.getByRole('button', { name: begin }).click();
      await expect(page.getByRole('button', { name: chooseFirst })).toBeVisible();
      await look('choose');
      await choose(page, chooseFirst, '/media/ada/Home');
      await expect(figure(page, 'missing')).toContainText('12');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await look('look');
      await page.getByRole('button', { name: 'Restore 1 storage, 1,204 photos' }).click();
      await expect(page.getByRole('button', { name: 'Show library' })).toBeVisible();
      await look('report');
    });
  }
});

/** A command of the shell, over the home of an app that is closed. @returns its JSON document */
function imalink(home: string, ...args: string[]): Record<string, unknown> {
  const output = execFileSync(process.execPath, ['out/cli/imalink.js', ...args, '--json'], {
    env: { ...process.env, IMALINK_HOME: home },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as Record<string, unknown>;
}

/** Everything a user can see. */
const everything = (home: string): unknown => imalink(home, 'dump', '--normalised');

test('the catalog is deleted, and everything comes back: photos, ratings, albums in order', async ({ launch, home }, info) => {
  test.setTimeout(180_000);
  const [source, drive] = [info.outputPath('card'), info.outputPath('drive')];
  await makeSampleLibrary(source, 160);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, join(source, 'First snow'), 8);
  await importFolder(app, join(source, 'Rome and Naples'), 14);
  expect(await app.close()).toBe(0);

  const hothashes = (imalink(home, 'dump', '--normalised')['photos'] as { hothash: string }[]).map(({ hothash }) => hothash);
  imalink(home, 'photo', 'rate', '5', ...hothashes.slice(0, 3));
  imalink(home, 'photo', 'caption', hothashes[3] ?? '', 'Snow at last');
  imalink(home, 'album', 'create', 'For grandmother');
  const order = [7, 2, 11, 0, 5].map((n) => hothashes[n] ?? '');
  imalink(home, 'album', 'add', 'For grandmother', ...order);
  const before = everything(home);
  const photos = readdirSync(drive, { recursive: true }).filter((path) => !String(path).includes('.imalink')).length;

  for (const name of ['catalog.sqlite', 'backups']) rmSync(join(home, name), { recursive: true, force: true });
  const again = await launch();
  const { page } = again;
  await expect(page.getByRole('heading', { level: 1, name: 'The catalog was lost, your photos were not' })).toBeVisible();
  await answerFolder(again, drive, () => page.getByRole('button', { name: chooseFirst }).click(), 'Look here');
  await expect(page.getByRole('list', { name: 'Storages' }).getByRole('listitem')).toContainText('Home archive2 sessions · 22 files');
  await page.getByRole('button', { name: 'Restore 1 storage, 22 photos' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '22 photos restored' })).toBeVisible();
  await expect(figure(page, 'missing')).toContainText('None');
  await page.getByRole('button', { name: 'Show library' }).click();
  await ready(page);
  await expect(page.getByRole('banner').getByText('22 photos')).toBeVisible();
  expect(await again.close()).toBe(0);

  expect(everything(home)).toEqual(before);
  const album = imalink(home, 'album', 'show', 'For grandmother') as { hothashes: string[] };
  expect(album.hothashes).toEqual(order);
  expect(readdirSync(drive, { recursive: true }).filter((path) => !String(path).includes('.imalink'))).toHaveLength(photos);
});
