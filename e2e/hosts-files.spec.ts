/** The files of photos and what lies beyond the window: shown in the file manager, dragged to other programs. */
import { mkdirSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test, type RunningApp } from './fixture.ts';
import { call } from './pages/call.ts';
import { selectedOf, tilesOf } from './pages/grid.ts';

/** A storage with photos of a card, each of another colour. @returns the storage and the card's folder */
async function importedCard({ page }: RunningApp, home: string, names: readonly string[]) {
  const [disk, folder] = [join(home, 'disk'), join(home, 'card')];
  for (const path of [disk, folder]) mkdirSync(path);
  for (const [n, name] of names.entries()) {
    const file = join(folder, `${name}.jpg`);
    await sharp({ create: { width: 64, height: 48, channels: 3, background: { r: 40, g: 136 - n * 40, b: 68 + n * 40 } } })
      .jpeg()
      .toFile(file);
    // Taken a while ago: a scan leaves what may still be written for the next one.
    utimesSync(file, new Date('2026-07-15'), new Date('2026-07-15'));
  }
  const storage = (await call(page, 'storage.create', { base_path: disk })) as { uuid: string; full_path: string };
  const { job_id } = (await call(page, 'import.start', { sources: [folder], storage: storage.uuid })) as { job_id: string };
  await expect.poll(async () => ((await call(page, 'job.show', { job_id })) as { status: string }).status).toBe('done');
  return { storage, folder };
}

test.describe('a desktop window', { tag: '@desktop' }, () => {
  test('shows photos of the catalog in the file manager, and nothing else', async ({ app, home }) => {
    await app.evaluate(({ shell }) => {
      const shown: string[] = [];
      (globalThis as { shown?: string[] }).shown = shown;
      shell.showItemInFolder = (path) => void shown.push(path);
    });
    const { storage } = await importedCard(app, home, ['meadow']);
    const { photos } = (await call(app.page, 'search', { query: 'meadow' })) as { photos: { hothash: string }[] };
    await call(app.page, 'system.showInFolder', { hothash: photos[0]?.hothash });
    await expect(call(app.page, 'system.showInFolder', { hothash: '0'.repeat(64) })).rejects.toThrow('photo-not-found');
    // Moved with another program and found by a scan, it is shown where it is now.
    renameSync(join(storage.full_path, 'photos', 'card'), join(storage.full_path, 'photos', 'moved'));
    await call(app.page, 'scan.run', { storage: storage.uuid });
    await call(app.page, 'system.showInFolder', { hothash: photos[0]?.hothash });
    // A folder is shown by the menu of the tree; one that is not the storage's is not there for the page.
    const { page } = app;
    await page.keyboard.press('ControlOrMeta+6');
    await page.getByRole('treeitem', { name: 'moved 1' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in folder' }).click();
    await expect(call(page, 'system.showFolder', { storage: storage.uuid, path: '../..' })).rejects.toThrow('path-not-found');
    expect(await app.evaluate(() => (globalThis as { shown?: string[] }).shown)).toEqual([
      expect.stringMatching(/card.meadow\.jpg$/),
      expect.stringMatching(/moved.meadow\.jpg$/),
      expect.stringMatching(/photos.moved$/),
    ]);
  });

  test('drags photos of the catalog out to other programs, and still into albums', async ({ app, home }) => {
    const { folder } = await importedCard(app, home, ['meadow', 'lake', 'hill']);
    await call(app.page, 'album.create', { name: 'Wall' });
    await app.evaluate(({ BrowserWindow }) => {
      const drags: { files?: readonly string[]; hasIcon: boolean }[] = [];
      Object.assign(globalThis, { drags });
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.startDrag = ({ files, icon }) => {
          drags.push({ ...(files == null ? {} : { files }), hasIcon: typeof icon !== 'string' && !icon.isEmpty() });
        };
    });
    const drags = (): Promise<unknown> => app.evaluate(() => (globalThis as { drags?: unknown }).drags);
    const tiles = tilesOf(app.page);
    await expect(tiles).toHaveCount(3);
    await tiles.nth(0).click();
    await tiles.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await expect(selectedOf(app.page)).toHaveCount(2);
    await tiles.nth(1).dispatchEvent('dragstart', { dataTransfer: await app.page.evaluateHandle(() => new DataTransfer()) });
    const jpeg: unknown = expect.stringMatching(/disk.*\.jpg$/);
    await expect.poll(drags).toEqual([{ files: [jpeg, jpeg], hasIcon: true }]);
    // What comes back as files is known for the window's own, and is no import.
    const files = await app.page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'lake.jpg'));
      return data;
    });
    const album = app.page.getByRole('navigation').getByRole('button', { name: /^Wall/ });
    for (const type of ['dragenter', 'dragover', 'drop']) await album.dispatchEvent(type, { dataTransfer: files });
    await expect(app.page.getByRole('navigation').getByRole('button', { name: 'Wall 2' })).toBeVisible();
    await expect(app.page.getByRole('dialog')).toHaveCount(0);
    // Names of photos only, and only those whose files can be read.
    await expect(call(app.page, 'system.startDrag', { hothashes: ['0'.repeat(64)] })).rejects.toThrow('photo-not-found');
    await expect(call(app.page, 'system.startDrag', { hothashes: [join(folder, 'hill.jpg')] })).rejects.toThrow('bad-input');
    expect(await drags()).toHaveLength(1);
  });
});
