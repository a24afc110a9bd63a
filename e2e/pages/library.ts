/** What a person does with ImaLink, in each of its hosts: one function per intention. */
import { basename } from 'node:path';
import { expect } from '@playwright/test';
import type { RunningApp } from '../fixture.ts';
import { ready } from './grid.ts';

/** Answers the next question for a folder: the native dialog where there is one, else our own browser of folders. */
export async function answerFolder(
  app: RunningApp,
  path: string,
  ask: () => Promise<unknown>,
  button: string,
  names = { list: 'Folders', field: 'Folder' },
): Promise<void> {
  if (app.host !== 'browser') {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await ask();
    return;
  }
  await ask();
  const browser = app.page.getByRole('dialog').filter({ has: app.page.getByRole('listbox', { name: names.list }) });
  await browser.getByRole('textbox', { name: names.field }).fill(path);
  await browser.getByRole('button', { name: button }).click();
}

export async function createStorage(app: RunningApp, path: string, name: string): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: /Start a new storage/ }).click();
  await answerFolder(app, path, () => page.getByRole('button', { name: 'Choose…' }).click(), 'Put it here');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create storage' }).click();
  await expect(page.getByRole('navigation').getByRole('button', { name: new RegExp(name) })).toBeVisible();
}

/** Drops a folder on the window, where the host can be given one (not Electron itself: only the system drops there). */
export async function dropFolder(app: RunningApp, path: string): Promise<void> {
  if (app.host === 'electron') return offerFolder(app, path);
  return app.drop('body', [{ name: basename(path), path }]);
}

/** Brings a folder to the import sheet: by drop where the host tells paths, else through the folder browser. */
export async function offerFolder(app: RunningApp, path: string): Promise<void> {
  const { page } = app;
  if (app.host === 'standin') return dropFolder(app, path);
  await page.keyboard.press('ControlOrMeta+I');
  await answerFolder(app, path, () => page.getByRole('button', { name: 'Choose a folder…' }).click(), 'Import from here');
}

/** Imports a folder and waits until it is done. */
export async function importFolder(app: RunningApp, path: string, photos: number): Promise<void> {
  const { page } = app;
  await offerFolder(app, path);
  await page.getByRole('button', { name: `Import ${photos} photos` }).click();
  await expect(page.getByText(`${photos} photos imported`).first()).toBeVisible({ timeout: 60_000 });
  await ready(page);
}
