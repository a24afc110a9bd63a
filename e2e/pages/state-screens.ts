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
