/** What screens show while they wait, when they are empty, and when something failed, as axe looks at them. */
import type { Page } from '@playwright/test';
import type { Screens } from './screens.ts';

const main = (page: Page) => page.getByRole('main');
const key = (page: Page, digit: number): Promise<void> => page.keyboard.press(`ControlOrMeta+${digit}`);
const loading = (page: Page, what: string): Promise<void> =>
  page
    .getByRole('status', { name: `Loading: ${what}` })
    .first()
    .waitFor();

async function restoreLook(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Restore from an ImaLink storage/ }).click();
  await page.getByRole('button', { name: 'Choose a folder or drive…' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill('/media/ada/Home');
  await page.getByRole('button', { name: 'Look here' }).click();
  await page.getByRole('button', { name: /^Restore 1 storage/ }).waitFor();
}

/** A screen behind a key, held back or failing. */
const waits = (procedure: string, digit: number, what: string): Screens[string] => ({
  options: { hold: procedure },
  go: async (page) => {
    await page.getByRole('navigation').first().waitFor();
    await key(page, digit);
    await loading(page, what);
  },
});
const fails = (procedure: string, digit: number): Screens[string] => ({
  options: { fail: procedure },
  go: async (page) => {
    await page.getByRole('navigation').first().waitFor();
    await key(page, digit);
    await page.getByRole('button', { name: 'Try again' }).first().waitFor();
  },
});

export const stateScreens: Screens = {
  'the catalog is lost': { options: { storages: 0, total: 0, catalog: 'lost' } },
  'restore, what would come back': {
    options: { storages: 0, total: 1204, restore: 'trouble' },
    go: restoreLook,
  },
  'restore, what came back': {
    options: { storages: 0, total: 1204, restore: 'trouble' },
    go: async (page) => {
      await restoreLook(page);
      await page.getByRole('button', { name: /^Restore 1 storage/ }).click();
      await page.getByRole('heading', { level: 1, name: /restored$/ }).waitFor();
    },
  },
  'taking an import back': {
    go: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: /Italy/ }).click();
      await page.getByRole('button', { name: 'Undo import…' }).click();
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
    },
  },
  'mirroring a session': {
    go: async (page) => {
      await key(page, 5);
      await page.getByRole('button', { name: 'Mirror a session…' }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Session' }).waitFor();
    },
  },
  'not started': { options: { fail: 'storage.list' } },
  'library, loading': {
    options: { hold: 'photos.open' },
    go: (page) => page.getByRole('status', { name: 'Loading photos' }).waitFor(),
  },
  'library, not listed': { options: { fail: 'photos.open' } },
  'search, before anything is typed': {
    options: { recent: 'rome 2024,camera:fuji rating:>=4,wedding' },
    go: async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.press('ArrowDown');
      await page.getByRole('button', { name: 'rome 2024' }).waitFor();
    },
  },
  'sessions, loading': waits('session.list', 2, 'Sessions'),
  'sessions, none': {
    options: { total: 0, storages: 1, sessions: 0 },
    go: async (page) => {
      await key(page, 2);
      await page.getByRole('heading', { name: 'Every import becomes a session' }).waitFor();
    },
  },
  'sessions, not listed': fails('session.list', 2),
  'jobs, loading': waits('job.list', 3, 'Imports & jobs'),
  'jobs, nothing running': {
    go: async (page) => {
      await key(page, 3);
      await page.getByRole('heading', { name: 'Nothing running' }).waitFor();
    },
  },
  'jobs, not listed': fails('job.list', 3),
  'conflicts, loading': waits('conflict.list', 4, 'Conflicts'),
  'conflicts, scanning': {
    options: { scan: 600_000 },
    go: async (page) => {
      await key(page, 4);
      await page.getByRole('button', { name: /^Scan/ }).click();
      await main(page).getByRole('progressbar').first().waitFor();
    },
  },
  'conflicts, not listed': fails('conflict.list', 4),
  'storages, statistics loading': waits('storage.statistics', 5, 'Statistics of Home archive'),
  'storages, statistics not counted': fails('storage.statistics', 5),
  'map, places not counted': fails('places.cells', 7),
  'history, not read': {
    options: { fail: 'history.list' },
    go: async (page) => {
      await key(page, 4);
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    },
  },
  'settings, not read': {
    options: { fail: 'settings.get' },
    go: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    },
  },
};
