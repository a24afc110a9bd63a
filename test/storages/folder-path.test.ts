/** Folders that a page may have shown: those of the storage, as they are on the disk, and nothing else. */
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';

test('folders of the storage are found, and what lies elsewhere is not there', async () => {
  const app = await testEngine();
  const { uuid, photos } = await app.newStorage();
  mkdirSync(join(photos, '2024', 'rome'), { recursive: true });
  writeFileSync(join(photos, '2024', 'note.txt'), 'no folder');
  const elsewhere = join(app.folder, 'photos-of-others');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(photos, 'link'));
  symlinkSync(join(photos, '2024'), join(photos, 'shortcut'));

  const top = realpathSync(photos);
  const find = (path: string): Promise<string> => app.engine.mediaFiles.folderPath(uuid, path);
  expect([await find(''), await find('2024/rome'), await find('shortcut')]).toEqual([top, join(top, '2024', 'rome'), join(top, '2024')]);
  for (const path of ['..', '../..', '2024/../../imports', 'link', '2024/note.txt', 'gone', elsewhere, '\0'])
    await expect(find(path), path).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(app.engine.mediaFiles.folderPath('nowhere', '')).rejects.toMatchObject({ code: 'storage-not-found' });
});
