/** The shell around the photos: keys, palette, theme, dialogs, jobs @browser. */
import type { JobDto } from '#contract/job.ts';
import { test, expect } from './fake-bridge/fixture.ts';
import { call } from './pages/call.ts';
import { emit, handOver, putIn } from './pages/fake-library.ts';
import { gridOf, ready, tilesOf } from './pages/grid.ts';

test('every view has a key, back and forward go through them @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  const title = page.getByRole('heading', { level: 1 });
  for (const [key, name] of [
    ['2', 'Sessions'],
    ['3', 'Imports & jobs'],
    ['4', 'Conflicts'],
    ['5', 'Storages'],
    [',', 'Settings'],
    ['1', 'Library'],
  ] as const) {
    await page.keyboard.press(`ControlOrMeta+${key}`);
    await expect(title).toHaveText(name);
  }
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(title).toHaveText('Settings');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(title).toHaveText('Library');
});

test('what scans changed is taken back with the keyboard alone @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.keyboard.press('ControlOrMeta+4');
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Conflicts 244' })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('history');
  await page.keyboard.press('Enter');
  const entries = page.getByRole('list', { name: 'History' }).getByRole('listitem');
  await entries.nth(0).getByRole('button', { name: 'Undo batch: 211 moved' }).focus();
  await page.keyboard.press('Enter');
  await expect(entries.nth(0)).toContainText('undone');
  await expect(entries.nth(0)).toBeFocused();
  await entries.nth(2).getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText('Undo what came after it first.').first()).toBeVisible();
  await expect(entries.nth(2)).not.toContainText('undone');
});

test('coming back finds the place again @browser', async ({ open }) => {
  const page = await open({ total: 20_000 });
  await ready(page);
  await page.getByRole('slider', { name: 'Date' }).click({ position: { x: 16, y: 300 } });
  await page.waitForTimeout(400);
  await tilesOf(page).nth(12).click();
  const before = await gridOf(page).getAttribute('aria-activedescendant');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sessions');
  await page.keyboard.press('Alt+ArrowLeft');
  await ready(page);
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', before ?? '');
  await expect(gridOf(page).locator(`#${before}`)).toBeInViewport();
});

test('the palette finds a command by its words and runs it; letters stay letters in a text field @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('ligh the');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.keyboard.press('/');
  await page.keyboard.type('i?z');
  await expect(page.getByRole('searchbox')).toHaveValue('i?z');
  await expect(page.getByRole('complementary', { name: 'Information' })).toHaveCount(0);
});

test('the empty search field offers what was searched for and saved, by keys too, and forgets on request @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  const field = page.getByRole('searchbox');
  const recent = page.getByRole('region', { name: 'Recent searches' });
  await page.keyboard.press('/');
  await expect(page.getByRole('search').getByRole('button', { name: 'Midnight sun' })).toBeVisible();
  await expect(recent).toHaveCount(0);
  await page.getByRole('button', { name: 'On this day' }).click();
  await expect(page.getByRole('group', { name: 'Filters' }).getByText(/^Taken: \w+ \d+, every year$/)).toBeVisible();
  await field.fill('');
  await expect(page.getByRole('search').getByRole('button', { name: 'Midnight sun' })).toBeVisible();
  await page.keyboard.type('rome');
  await page.keyboard.press('Enter');
  await field.fill('snow');
  await page.keyboard.press('Enter');
  await field.fill('');
  await expect(recent.getByRole('button')).toHaveText(['Clear', 'snow', 'rome']);
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('“rome”');
  await expect(field).toHaveValue('rome');
  await expect(page.getByRole('listbox')).toBeFocused();
  await page.keyboard.press('/');
  await field.fill('');
  await expect(recent.getByRole('button')).toHaveText(['Clear', 'rome', 'snow']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(recent).toHaveCount(0);
  await field.blur();
  await page.keyboard.press('/');
  await recent.getByRole('button', { name: 'Clear' }).click();
  await expect(recent).toHaveCount(0);
});

test('typing a search on another screen goes on in the library @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await page.keyboard.press('ControlOrMeta+2');
  await page.keyboard.press('/');
  await page.keyboard.type('lo', { delay: 20 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('“lo”');
  await page.keyboard.type('foten', { delay: 20 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('“lofoten”');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Library');
});

test('the theme of the system is followed without a reload @browser', async ({ open, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open({ theme: 'system' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('nothing moves where motion is not wanted @browser', async ({ open, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open({ jobs: 'running' });
  await ready(page);
  await page.keyboard.press('ControlOrMeta+I');
  const running = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter((animation) => animation.playState === 'running' && Number(animation.effect?.getComputedTiming().activeDuration) > 0)
        .length,
  );
  expect(running).toBe(0);
});

test('dropped folders show their counts before anything is copied; the job then runs beside the work @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await handOver(page, '/media/ada/CANON/DCIM');
  const sheet = page.getByRole('dialog', { name: 'Import photos' });
  await expect(sheet.getByRole('definition').first()).toHaveText('211');
  await expect(sheet.getByText('Nothing has been copied yet.')).toBeVisible();
  await sheet.getByRole('button', { name: 'Import 211 photos' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('contentinfo').getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+3');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/what is done stays done/).first()).toBeVisible();
});

test('a folder is found by keys alone, and a dialog over a dialog closes alone @browser', async ({ open }) => {
  const page = await open({ storages: 0, total: 0 });
  await page.getByRole('button', { name: /Start a new storage/ }).press('Enter');
  const storage = page.getByRole('dialog', { name: 'Start a new storage' });
  await expect(storage.getByRole('textbox', { name: 'Where' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const folders = page.getByRole('listbox', { name: 'Folders' });
  await expect(folders).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(folders).toHaveCount(0);
  await expect(storage).toBeVisible();
  await storage.getByRole('button', { name: 'Choose…' }).press('Enter');
  await expect(folders).toBeFocused();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: 'Lofoten' })).toBeVisible();
  await page.keyboard.press('l');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Folder' })).toHaveValue('/home/ada/Pictures/Lofoten');
  // A folder is taken only once its content is known: until then the button waits, and a key would be lost on it.
  await expect(page.getByRole('option', { name: 'No folders in here.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Put it here' })).toBeEnabled();
  await page.getByRole('button', { name: 'Put it here' }).press('Enter');
  await expect(storage.getByRole('textbox', { name: 'Where' })).toHaveValue('/home/ada/Pictures/Lofoten');
  await storage.getByRole('textbox', { name: 'Name' }).fill('Home archive');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').getByRole('button', { name: /Home archive/ })).toBeVisible();
});

test('an error says what happened and what to do next @browser', async ({ open }) => {
  const page = await open({ storages: 0, total: 0 });
  await page.getByRole('button', { name: /Start a new storage/ }).click();
  await page.getByRole('textbox', { name: 'Where' }).fill('/root');
  await page.getByRole('button', { name: 'Create storage' }).click();
  await expect(page.getByRole('alert')).toHaveText('The folder cannot be written to. Choose another folder, or check its permissions.');
});

test('a job that someone else started appears, and its end is told @browser', async ({ open }) => {
  const page = await open({ jobs: 'running' });
  await ready(page);
  await expect(page.getByRole('contentinfo').getByText(/Importing · 96 of 298 files/)).toBeVisible();
  const counts = { found: 298, imported: 211, duplicates: 9, further_copies: 0, companions: 76, unsupported: 1, failed: 1, bytes: 1 };
  const job = (await call(page, 'job.show', { job_id: 'job-1' })) as JobDto;
  const finished_at = new Date().toISOString();
  await emit(page, 'job.changed', { job: { ...job, status: 'done', finished_at, result: { counts, session: { id: 1 } } } });
  await expect(page.getByText('211 photos imported')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lofoten in June');
});

test('the context menu selects what it is about, keeps a selection, and opens by key at the photo @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await tilesOf(page).nth(2).click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveText([
    /Open/,
    'Rating',
    'Flag',
    'Label',
    /Add a tag/,
    /Add to an album…/,
    /Move to session…/,
    /Show the folder of this photo/,
    /Show in folder/,
    /Copy path/,
    /Select all photos/,
    /Clear the selection/,
  ]);
  await expect(page.locator('footer [role=status]')).toHaveText('1 photo selected');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(gridOf(page)).toBeFocused();
  await tilesOf(page)
    .nth(4)
    .click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await expect(page.locator('footer [role=status]')).toHaveText('2 photos selected');
  await menu.getByRole('menuitem', { name: /Open/ }).click();
  await expect(page.locator('[role=dialog][data-index="4"]')).toBeVisible();
});

test('a card that is put in is offered for import, unless the settings say otherwise @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await putIn(page, 'CANON');
  const offer = page.getByText('Card “CANON” is in').first();
  await expect(offer).toBeVisible();
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('group', { name: 'Offer to import a card when it is put in' }).getByRole('button', { name: 'Off' }).click();
  await putIn(page, 'NIKON');
  await page.getByRole('group', { name: 'Offer to import a card when it is put in' }).getByRole('button', { name: 'On' }).click();
  await putIn(page, 'SONY');
  await expect(page.getByText('Card “SONY” is in').first()).toBeVisible();
  // At once: an offer that was made goes by itself after a while.
  expect(await page.getByText('Card “NIKON” is in').count()).toBe(0);
});
