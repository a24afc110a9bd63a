/** Tags that file managers keep in extended attributes travel with a copied photo. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExtendedAttributes } from '#core/storage/extended-attributes.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree } from '../builders/tree.ts';

const python = (code: string, ...args: string[]) => spawnSync('python3', ['-c', `import os, sys; ${code}`, ...args], { encoding: 'utf8' });
const setTag = (path: string, value: string): boolean =>
  python("os.setxattr(sys.argv[1], 'user.xdg.tags', sys.argv[2].encode())", path, value).status === 0;
const getTag = (path: string): string => python("print(os.getxattr(sys.argv[1], 'user.xdg.tags').decode())", path).stdout.trim();

const probe = tempProbe();
if (!probe) console.log('skipped: no Python, or a file system without extended attributes');

test.runIf(probe)('an import keeps extended attributes, bytes and times', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const card = join(app.folder, 'Card');
  mkdirSync(card);
  writeFileSync(join(card, 'a.jpg'), await jpeg({ seed: 1 }));
  setTag(join(card, 'a.jpg'), 'rome,sea');
  const before = readTree(card);
  await app.import({ sources: [card], storage: storage.uuid });
  expect(getTag(join(storage.photos, 'Card/a.jpg'))).toBe('rome,sea');
  expect(readTree(storage.photos)).toEqual({ 'Card/a.jpg': before['a.jpg'] });
});

test('a pair that cannot be done is named, and the others are done', async () => {
  const folder = tempFolder();
  for (const name of ['a', 'b']) writeFileSync(join(folder, name), name);
  const gone = { from: join(folder, 'gone'), to: join(folder, 'b') };
  const lost = await copyExtendedAttributes([gone, { from: join(folder, 'a'), to: join(folder, 'b') }]);
  if (process.platform === 'linux') expect(lost).toEqual([gone]);
});

function tempProbe(): boolean {
  const path = join(process.cwd(), 'node_modules', `.xattr-probe-${process.pid}`);
  try {
    writeFileSync(path, '');
    return setTag(path, 'x');
  } catch {
    return false;
  } finally {
    spawnSync('rm', ['-f', path]);
  }
}
