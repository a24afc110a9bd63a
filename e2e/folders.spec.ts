/** The folders of the storages beside the photos of one of them @browser: keys, mouse, and a hundred thousand of them. */
import { expect, test } from './fake-bridge/fixture.ts';
import { ready, tilesOf } from './pages/grid.ts';

test('the tree is walked by keys, and Enter shows the photos of a folder', async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.keyboard.press('ControlOrMeta+6');
  const tree = page.getByRole('tree', { name: 'Folders of the storages' });
  const focused = async (): Promise<string> => {
    const id = await tree.getAttribute('aria-activedescendant');
    return page.evaluate((of) => document.getElementById(of)?.textContent?.trim() ?? '', id ?? '');
  };
  await expect(tree.getByRole('treeitem', { name: 'Home archive 802' })).toHaveAttribute('aria-selected', 'true');
  await tree.focus();
  await expect(tree.getByRole('treeitem', { level: 2 })).toHaveCount(3);
  await page.keyboard.type('2024');
  expect(await focused()).toBe('2024 160');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: 'Italy 100' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toBe('Italy 100');
  // A letter that is a command elsewhere finds a name here.
  await page.keyboard.press('l');
  expect(await focused()).toBe('Lofoten 60');
  await page.keyboard.press('ArrowLeft');
  expect(await focused()).toBe('2024 160');
  await page.keyboard.press('Home');
  expect(await focused()).toBe('Home archive 802');
  await page.keyboard.press('End');
  expect(await focused()).toMatch(/^Travel disk/);
  await page.keyboard.press('i');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Italy' })).toBeVisible();
  await expect(page.getByRole('banner').or(page.locator('header')).getByText('100 photos')).toBeVisible();

  await page.getByRole('switch', { name: 'With folders below' }).click();
  await expect(page.locator('header').getByText('20 photos')).toBeVisible();
  await page.getByRole('navigation', { name: 'Path of the folder' }).getByRole('button', { name: '2024' }).click();
  await expect(page.getByRole('heading', { name: 'No photos in this folder itself' })).toBeVisible();
  await page.getByRole('button', { name: 'Show those below' }).click();
  await expect(page.locator('header').getByText('160 photos')).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('heading', { level: 1, name: 'Italy' })).toBeVisible();
});

test('the folder of a photo is shown from its menu, unfolded, with the focus on the photo', async ({ open }) => {
  const page = await open();
  await ready(page);
  await tilesOf(page).nth(5).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show the folder of this photo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '100CANON' })).toBeVisible();
  await expect(page.getByRole('treeitem', { name: '100CANON 400' })).toHaveAttribute('aria-selected', 'true');
  await expect(tilesOf(page).nth(5)).toHaveAttribute('aria-selected', 'true');
});

test('a folder is scanned from its menu, by keys too', async ({ open }) => {
  const page = await open({ scan: 100 });
  await ready(page);
  await page.keyboard.press('ControlOrMeta+6');
  await page.getByRole('treeitem', { name: '2024 160' }).click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Scan this folder' }).click();
  await expect(page.getByText('211 photos moved, all relinked').first()).toBeVisible();
});

test('a hundred thousand folders in one are scrolled and reached to the last', async ({ open }) => {
  const page = await open({ folders: 100_000 });
  await ready(page);
  await page.keyboard.press('ControlOrMeta+6');
  const tree = page.getByRole('tree');
  await tree.getByRole('treeitem', { name: /^Home archive / }).waitFor();
  await tree.focus();
  await tree.getByRole('treeitem', { name: /^Folder 000003 / }).waitFor();
  await page.keyboard.type('folder 099');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  const last = tree.getByRole('treeitem', { name: /^Folder 099999 / });
  await expect(last).toBeVisible();
  await expect(last).toHaveAttribute('aria-posinset', '100000');
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(100);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Folder 099999' })).toBeVisible();
});
