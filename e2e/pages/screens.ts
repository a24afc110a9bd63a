/** Every screen, dialog and menu of the page over the fake bridge, and how one gets there in English. */
import type { Page } from '@playwright/test';
import { expect } from '../fake-bridge/fixture.ts';
import { handOver } from './fake-library.ts';
import { ready, tilesOf } from './grid.ts';
import { inboxScreens } from './inbox-screens.ts';
import { stateScreens } from './state-screens.ts';

export type Screens = Record<string, { options?: Record<string, string | number>; go?: (page: Page) => Promise<unknown> }>;

export const screens: Screens = {
  'first run': { options: { storages: 0, total: 0 } },
  'new storage': { options: { storages: 0, total: 0 }, go: (page) => page.getByRole('button', { name: /Start a new storage/ }).click() },
  'folder browser': {
    options: { storages: 0, total: 0 },
    go: async (page) => {
      await page.getByRole('button', { name: /Use a folder I already have/ }).click();
      await page.getByRole('option', { name: 'Pictures' }).waitFor();
    },
  },
  'empty library': { options: { total: 0, storages: 1 } },
  library: {
    options: { inspector: 1, jobs: 'running' },
    go: async (page) => {
      await ready(page);
      await tilesOf(page).nth(3).click();
      await tilesOf(page)
        .nth(5)
        .click({ modifiers: ['ControlOrMeta'] });
      await page.getByText('Canon EOS R6').or(page.getByText('Format')).first().waitFor();
    },
  },
  'information about several photos': {
    options: { inspector: 1 },
    go: async (page) => {
      await tilesOf(page).nth(1).click();
      await tilesOf(page)
        .nth(4)
        .click({ modifiers: ['Shift'] });
      await page.getByRole('combobox', { name: 'Add a tag' }).fill('s');
      await page.getByRole('option', { name: 'sea' }).waitFor();
    },
  },
  'own fields and reasons': {
    options: { inspector: 1 },
    go: async (page) => {
      await tilesOf(page).nth(1).click();
      const fields = page.getByRole('group', { name: 'Custom fields' });
      for (const [name, value] of [
        ['Client', 'Berg'],
        ['Location', 'Kitchen, north window'],
      ] as const) {
        await fields.getByRole('combobox', { name: 'Add a field' }).fill(name);
        await page.keyboard.press('Enter');
        await fields.getByRole('combobox', { name }).fill(value);
        await page.keyboard.press('Enter');
      }
      await page.getByRole('button', { name: 'Why is it so?' }).click();
      await page.getByRole('list', { name: 'Reasons' }).scrollIntoViewIfNeeded();
    },
  },
  'all metadata of a photo': {
    options: { inspector: 1 },
    go: async (page) => {
      await tilesOf(page).nth(1).click();
      await page.getByRole('button', { name: 'All metadata' }).click();
      await page.getByText('Aperture priority').waitFor();
      await page.getByText('crs:Temperature').scrollIntoViewIfNeeded();
    },
  },
  'own fields that differ': {
    options: { inspector: 1 },
    go: async (page) => {
      await tilesOf(page).nth(1).click();
      const fields = page.getByRole('group', { name: 'Custom fields' });
      await fields.getByRole('combobox', { name: 'Add a field' }).fill('Client');
      await page.keyboard.press('Enter');
      await fields.getByRole('combobox', { name: 'Client' }).fill('Berg');
      await page.keyboard.press('Enter');
      await tilesOf(page)
        .nth(3)
        .click({ modifiers: ['Shift'] });
      await fields.getByText('Client · 1 of 3').waitFor();
      await page.getByRole('combobox', { name: 'Offset from UTC' }).fill('+0');
      await page.getByRole('option', { name: '+01:00' }).waitFor();
    },
  },
  'correcting the time': {
    options: { inspector: 1 },
    go: async (page) => {
      await tilesOf(page).nth(1).click();
      await page.getByRole('button', { name: 'Correct…' }).click();
      await page.getByRole('spinbutton', { name: 'Days' }).waitFor();
    },
  },
  viewer: {
    options: { inspector: 1 },
    go: async (page) => {
      await ready(page);
      await tilesOf(page).nth(4).dblclick();
      await page.getByTestId('picture').waitFor();
    },
  },
  'library by folder': {
    go: async (page) => {
      await page.getByRole('button', { name: 'Order: Newest first' }).click();
      await page.getByRole('menuitemradio', { name: 'By folder' }).click();
      await page.locator('[data-day="2025/06 Lofoten/RAW"]').first().waitFor();
      await ready(page);
    },
  },
  comparison: {
    go: async (page) => {
      await ready(page);
      await tilesOf(page).nth(2).click();
      await tilesOf(page)
        .nth(4)
        .click({ modifiers: ['Shift'] });
      await page.keyboard.press('C');
      await page.getByText('RF 35mm').or(page.getByText('Taken')).first().waitFor();
    },
  },
  slideshow: {
    go: async (page) => {
      await ready(page);
      await tilesOf(page).nth(2).click();
      await page.keyboard.press('Shift+Space');
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Go on' }).waitFor();
    },
  },
  search: {
    go: async (page) => {
      await page.getByRole('searchbox').fill('nothing');
      await page.getByRole('heading', { name: /Nothing matches/ }).waitFor();
    },
  },
  filters: {
    go: async (page) => {
      await page.getByRole('searchbox').fill('camera:canon rating:x tag:sea');
      await page.getByRole('button', { name: 'Filter 2' }).click();
      await page.getByText('What can be typed into the search field').click();
      await page.getByRole('checkbox', { name: /Canon/ }).waitFor();
    },
  },
  'order of the library': {
    go: async (page) => {
      await page.getByRole('button', { name: 'Order: Newest first' }).click();
      await page.getByRole('menuitemradio', { name: 'Most stars first' }).waitFor();
    },
  },
  folders: {
    options: { inspector: 1 },
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+6');
      await page.getByRole('treeitem', { name: '2024 160' }).click();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('treeitem', { name: 'Italy 100' }).click();
      await page.getByRole('heading', { level: 1, name: 'Italy' }).waitFor();
    },
  },
  map: {
    options: { inspector: 1 },
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+7');
      await page.getByRole('button', { name: 'Roma, Italy: 1,284 photos' }).waitFor();
      await ready(page);
    },
  },
  'list of places': {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+7');
      await page.getByRole('button', { name: 'List', exact: true }).click();
      await page.getByRole('button', { name: 'Kyoto, Japan', exact: true }).waitFor();
    },
  },
  'menu of a folder': {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+6');
      await page.getByRole('treeitem', { name: '2024 160' }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Scan this folder' }).waitFor();
    },
  },
  sessions: { go: (page) => page.getByRole('navigation').getByRole('button', { name: 'Sessions 7' }).click() },
  session: {
    go: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: /Italy/ }).click();
      await page.getByRole('button', { name: 'Show 3 problems' }).click();
    },
  },
  'storage there twice': {
    options: { clone: 1, watch: 'periodic' },
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+5');
      await page.getByRole('region', { name: 'Home archive is there twice' }).getByText('1,160 files').waitFor();
    },
  },
  'library of a storage there twice': { options: { clone: 1 }, go: (page) => page.getByRole('button', { name: 'Answer…' }).waitFor() },
  'menu of a storage': {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+5');
      await page.getByRole('button', { name: 'More for Travel disk' }).click();
      await page.getByRole('menuitem', { name: 'Locate…' }).waitFor();
    },
  },
  'forgetting a storage': {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+5');
      await page.getByRole('button', { name: 'More for Travel disk' }).click();
      await page.getByRole('menuitem', { name: 'Forget…' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  'storages that were found': {
    options: { clone: 1 },
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+5');
      await page.getByRole('button', { name: 'Find storages…' }).click();
      await page.getByRole('button', { name: 'Use this place' }).waitFor();
    },
  },
  jobs: {
    options: { jobs: 'running' },
    go: async (page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /Imports & jobs/ })
        .click();
      await page.getByRole('button', { name: 'Show 2 problems' }).click();
    },
  },
  storages: {
    go: async (page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /Travel disk/ })
        .click();
      await page.getByText('Photos by year').first().waitFor();
    },
  },
  'statistics as tables': {
    go: async (page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /Travel disk/ })
        .click();
      const all = page.getByRole('article', { name: 'All storages together' });
      await all.getByRole('button', { name: 'Tables' }).click();
      await all.getByRole('table', { name: 'Photos by camera: All storages together' }).getByRole('rowheader', { name: 'Total' }).waitFor();
      await all.scrollIntoViewIfNeeded();
    },
  },
  'remove sample photos': {
    options: { samples: 1 },
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+5');
      await page.getByRole('button', { name: 'Remove sample photos' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  'end of a scan': {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+5');
      await page.getByRole('article', { name: 'Home archive' }).getByRole('button', { name: 'Scan now' }).click();
      await page.getByText('211 photos moved, all relinked').first().waitFor();
    },
  },
  'no conflicts': {
    options: { conflicts: 'none' },
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+4');
      await page.getByRole('heading', { name: 'Everything matches.' }).waitFor();
    },
  },
  history: {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+4');
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByText('undone').waitFor();
    },
  },
  settings: { go: (page) => page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click() },
  import: {
    go: async (page) => {
      await offerImport(page);
      await page.getByText('2 files with a problem').click();
      await page.getByRole('radio', { name: /In my own words/ }).check();
      await page.getByRole('textbox', { name: 'Template' }).fill('{YYYY}/{MM}/{DD}_{name}');
      await expect(page.getByRole('list', { name: 'Folders that would get photos' })).toHaveText(/photos\/2026\/06\/12_IMG_0.JPG211/);
    },
  },
  'storage list of the import': {
    go: async (page) => {
      await handOver(page, '/media/ada/CANON/DCIM');
      await page.getByRole('combobox', { name: 'Storage' }).click();
      await page.getByRole('option', { name: /Travel disk/ }).waitFor();
    },
  },
  'context menu': {
    go: async (page) => {
      await tilesOf(page).nth(2).click({ button: 'right' });
      await page.getByRole('menu').getByRole('menuitem', { name: 'Label' }).press('ArrowRight');
      await page.getByRole('menuitem', { name: 'Red label' }).waitFor();
    },
  },
  album: {
    go: async (page) => {
      await page.getByRole('button', { name: 'Best of 2026' }).click();
      await page.getByRole('heading', { level: 1, name: 'Best of 2026' }).waitFor();
      await ready(page);
    },
  },
  'menu of an album': {
    go: async (page) => {
      await page.getByRole('button', { name: 'Best of 2026' }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Rename…' }).waitFor();
    },
  },
  'adding to an album': {
    go: async (page) => {
      await tilesOf(page).nth(1).click();
      await page.keyboard.press('ControlOrMeta+Shift+A');
      await page.getByRole('combobox', { name: 'Album' }).fill('Pr');
      await page.getByRole('option', { name: /New album/ }).waitFor();
    },
  },
  bursts: {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+K');
      await page.keyboard.type('bursts');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Stack 2 bursts' }).waitFor();
    },
  },
  tags: {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+K');
      await page.keyboard.type('all tags');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Name of sea' }).waitFor();
    },
  },
  'files of an import, one by one': {
    go: async (page) => {
      await offerImport(page);
      await page.getByText(/one by one/).click();
      await page.getByRole('button', { name: /^Same picture/ }).click();
      await page
        .getByText(/Same picture as/)
        .first()
        .waitFor();
    },
  },
  'question before a move': {
    go: async (page) => {
      await offerImport(page);
      await page.getByRole('radio', { name: /Put them into the trash/ }).click();
      await page.getByRole('button', { name: /^Import \d+ photos/ }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  'merging sessions': {
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+2');
      await page.getByRole('button', { name: 'Merge sessions…' }).click();
      await page.getByRole('checkbox').first().check();
    },
  },
  palette: { go: (page) => page.keyboard.press('ControlOrMeta+K') },
  shortcuts: { go: (page) => page.keyboard.press('?') },
  ...inboxScreens,
  ...stateScreens,
};

async function offerImport(page: Page): Promise<void> {
  await handOver(page, '/media/ada/CANON/DCIM');
  await page.getByText(/one by one/).waitFor();
}
