/** Screens, dialogs and menus of the inbox, as axe looks at them. */
import type { Page } from '@playwright/test';
import type { Screens } from './screens.ts';

export const inboxScreens: Screens = {
  conflicts: {
    go: async (page) => {
      await openInbox(page);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.getByRole('switch').first().waitFor();
    },
  },
  'conflicts that need a person': {
    go: async (page) => {
      await openInbox(page);
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowRight');
    },
  },
  'menu of a finding': {
    go: async (page) => {
      await openInbox(page);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
    },
  },
  'report on files that cannot be read': {
    go: async (page) => {
      await openInbox(page);
      await page.getByRole('button', { name: /^Unreadable/ }).click();
      await page.getByRole('row').filter({ hasText: 'Not readable in' }).first().click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Report…' }).click();
      await page.getByRole('dialog').getByText('Errno').waitFor();
    },
  },
  'fetching a file from the cloud': {
    go: async (page) => {
      await openInbox(page);
      await page.getByRole('button', { name: /^Unreadable/ }).click();
      const group = page.getByRole('row').filter({ hasText: 'In the cloud:' }).first();
      await group.getByRole('button', { name: /^Unfold/ }).click();
      await page.getByRole('row').filter({ hasText: 'Cloud/IMG_1.HEIC' }).last().click({ button: 'right' });
      await page.getByRole('menuitem', { name: /^Fetch it/ }).click();
      await page.getByRole('button', { name: /^Fetch it/ }).click();
      await page.getByRole('dialog', { name: 'Preview of changes' }).waitFor();
    },
  },
  'pairing by hand': {
    go: async (page) => {
      await openInbox(page);
      await page.getByRole('button', { name: /^Missing/ }).click();
      await page.getByRole('row').filter({ hasText: 'Missing from' }).first().click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Pair by hand…' }).click();
      await page.getByRole('combobox').first().press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Link 1 file' }).waitFor();
    },
  },
  'choosing a session': {
    go: async (page) => {
      await openInbox(page);
      await page.getByRole('button', { name: /^New files/ }).click();
      await page.getByRole('row').filter({ hasText: 'New in' }).first().click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Add to a session' }).click();
      await page.getByRole('radio').first().click();
    },
  },
  'preview of changes': {
    go: async (page) => {
      await openInbox(page);
      await page.keyboard.press('A');
      await page.getByRole('button', { name: 'Set aside 200 files' }).waitFor();
    },
  },
  'decisions carried out': {
    options: { stale: 2 },
    go: async (page) => {
      await openInbox(page);
      await page.keyboard.press('A');
      await page.getByRole('button', { name: 'Set aside 200 files' }).click();
      await page.getByRole('button', { name: 'Always do this…' }).click();
      await page.getByText('It is listed under Rules.').first().waitFor();
    },
  },
  rules: {
    go: async (page) => {
      await openInbox(page);
      await page.keyboard.press('A');
      await page.getByRole('button', { name: 'Set aside 200 files' }).click();
      await page.getByRole('button', { name: 'Always do this…' }).click();
      await page.getByRole('button', { name: 'Rules…' }).click();
      await page.getByRole('list', { name: 'Rules' }).getByRole('switch').waitFor();
    },
  },
  'emptying what was set aside': {
    go: async (page) => {
      await openInbox(page);
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByRole('button', { name: /^Empty set-aside files/ }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
};

async function openInbox(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+4');
  await page.getByRole('treegrid', { name: 'Findings' }).focus();
}
