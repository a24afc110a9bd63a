/** Mode move: a source goes to the trash when its stored copy was read again, and stays, named, in every other case. */
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportResult } from '#contract/import.ts';
import { freedesktopTrash } from '#core/storage/freedesktop-trash.ts';
import type { Trash } from '#core/storage/trash.ts';
import { runCli } from '../builders/cli.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

/** A library whose trash lies in the folder of the test. `before` runs as each file is about to go. */
async function library(before: (path: string) => void = () => undefined) {
  const folder = tempFolder();
  const dataHome = join(folder, 'data');
  const real = freedesktopTrash({ dataHome, now: () => new Date(2026, 0, 2, 3, 4, 5) });
  const trash: Trash = {
    put: (path) => {
      before(path);
      return real.put(path);
    },
  };
  const app = await testEngine({ folder, trash });
  const storage = await app.newStorage();
  const card = join(folder, 'Card');
  const move = (more: object = {}): Promise<ImportResult> => app.import({ sources: [card], storage: storage.uuid, mode: 'move', ...more });
  return { app, storage, card, trashed: join(dataHome, 'Trash'), move };
}

const kept = ({ problems }: ImportResult): string[] =>
  problems.filter(({ code }) => code === 'source-kept').map(({ path, message }) => `${path}: ${message.split('too: ')[1] ?? ''}`);

test('photos and their companions go to the trash, with notes to bring them back; what was not imported stays', async () => {
  const { card, storage, trashed, move } = await library();
  writeTree(card, {
    'DCIM/a b.jpg': await jpeg({ seed: 1 }),
    'DCIM/a b.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'DCIM/twin.jpg': await jpeg({ seed: 1 }),
    'other/a b.jpg': await jpeg({ seed: 2 }),
    'notes.txt': 'no photo',
    'zero.jpg': '',
  });
  const before = readTree(card);
  const result = await move();
  expect(result.counts).toMatchObject({ imported: 2, companions: 1, duplicates: 1, moved: 4 });
  expect(Object.keys(readTree(card))).toEqual(['notes.txt', 'zero.jpg']);
  expect(readTree(storage.photos)).toEqual({
    'Card/DCIM/a b.jpg': before['DCIM/a b.jpg'],
    'Card/DCIM/a b.xmp': before['DCIM/a b.xmp'],
    'Card/other/a b.jpg': before['other/a b.jpg'],
  });
  expect(readTree(join(trashed, 'files'))).toEqual({
    '2.a b.jpg': before['other/a b.jpg'],
    'a b.jpg': before['DCIM/a b.jpg'],
    'a b.xmp': before['DCIM/a b.xmp'],
    'twin.jpg': before['DCIM/twin.jpg'],
  });
  expect(readFileSync(join(trashed, 'info/2.a b.jpg.trashinfo'), 'utf8')).toBe(
    `[Trash Info]\nPath=${join(card, 'other')}/a%20b.jpg\nDeletionDate=2026-01-02T03:04:05\n`,
  );
});

test('a preview of a move says how many would go, and touches nothing', async () => {
  const { app, card, storage } = await library();
  writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>', 'x.txt': 'x' });
  const before = readTree(card);
  expect((await app.preview({ sources: [card], storage: storage.uuid, mode: 'move' })).counts.moved).toBe(2);
  expect((await app.preview({ sources: [card], storage: storage.uuid })).counts.moved).toBe(0);
  expect(readTree(card)).toEqual(before);
});

test('a source that was edited after it was read stays, and so does what belongs to it', async () => {
  let edit = (_path: string): void => undefined;
  const { card, storage, trashed, move } = await library((path) => edit(path));
  writeTree(card, {
    'a.jpg': await jpeg({ seed: 1 }),
    'b.jpg': await jpeg({ seed: 2 }),
    'b.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'c.jpg': await jpeg({ seed: 3 }),
  });
  // While the first one goes somebody works on the second: same length, and the time set back.
  edit = () => writeTree(card, { 'b.xmp': '<x:xmpmeta xmlns:x="adobe:ns:mine/"/>' });
  const result = await move();
  expect(kept(result)).toEqual(['b.jpg: b.xmp stays, and belongs to it', 'b.xmp: it has changed since it was read']);
  expect(Object.keys(readTree(card))).toEqual(['b.jpg', 'b.xmp']);
  expect(Object.keys(readTree(join(trashed, 'files')))).toEqual(['a.jpg', 'c.jpg']);
  expect(Object.keys(readTree(storage.photos))).toEqual(['Card/a.jpg', 'Card/b.jpg', 'Card/b.xmp', 'Card/c.jpg']);
  expect(result.session.status).toBe('complete');
});

test('a stored copy that is damaged, or is the source itself, keeps the source where it is', async () => {
  let harm = (): void => undefined;
  const { card, storage, move } = await library(() => harm());
  writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  mkdirSync(join(storage.photos, 'Card'));
  harm = () => writeFileSync(join(storage.photos, 'Card/b.jpg'), 'rot');
  expect(kept(await move())).toEqual(['b.jpg: its stored copy does not read back as it was recorded']);
  expect(Object.keys(readTree(card))).toEqual(['b.jpg']);
  harm = () => undefined;
  // The same file under a second name: taking one away would be right only by luck.
  linkSync(join(storage.photos, 'Card/a.jpg'), join(card, 'link.jpg'));
  const linked = await move();
  expect(kept(linked)).toEqual(['link.jpg: it and its stored copy are one file under two names']);
  // And the damaged one was copied again, because what is stored did not count.
  expect(linked.counts).toMatchObject({ imported: 1, duplicates: 1, moved: 1 });
});

test('a photo with a companion that could not be imported stays with it', async () => {
  const { card, move, app } = await library();
  writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': '', 'b.jpg': await jpeg({ seed: 2 }) });
  const result = await move();
  expect([Object.keys(readTree(card)), result.counts.moved]).toEqual([['a.jpg', 'a.xmp'], 1]);
  expect(kept(result)).toEqual(['a.jpg: a.xmp belongs to it and was not imported']);
  // Nothing of it is a failure of the import itself.
  expect((await app.call('session.show', { session_id: 1 })).status).toBe('complete');
});

test('where there is no trash the file stays, is named, and the command line says so', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  writeTree(join(folder, 'base'), { '.keep': '' });
  await runCli(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  // A link where the trash should be is somebody's trap.
  mkdirSync(join(folder, 'elsewhere'));
  mkdirSync(join(folder, 'data'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'data/Trash'));
  const wrapper = ['env', `XDG_DATA_HOME=${join(folder, 'data')}`];
  const moved = await runCli(home, ['import', join(folder, 'Card'), '--storage', 'S', '--mode', 'move'], wrapper);
  expect([moved.code, moved.stdout]).toEqual([3, expect.stringContaining('a.jpg is stored, and stays in the source too')]);
  expect([existsSync(join(folder, 'Card/a.jpg')), readdirSync(join(folder, 'elsewhere'))]).toEqual([true, []]);
  rmSync(join(folder, 'data/Trash'));
  const again = await runCli(home, ['import', join(folder, 'Card/a.jpg'), '--storage', 'S', '--mode', 'move', '--json'], wrapper);
  expect([again.code, JSON.parse(again.stdout).counts]).toEqual([0, expect.objectContaining({ duplicates: 1, moved: 1, bytes: 0 })]);
  expect(readdirSync(join(folder, 'data/Trash/files'))).toEqual(['a.jpg']);
});

test('a source inside the storage, or the other way round, is refused before anything is done', async () => {
  const { app, storage, card } = await library();
  writeTree(storage.photos, { 'mine/a.jpg': await jpeg({ seed: 1 }) });
  writeTree(card, { 'b.jpg': await jpeg({ seed: 2 }) });
  for (const source of [join(storage.photos, 'mine'), storage.root, app.folder])
    await expect(app.import({ sources: [source], storage: storage.uuid, mode: 'move' })).rejects.toMatchObject({
      code: 'source-in-storage',
    });
  expect(Object.keys(readTree(storage.photos))).toEqual(['mine/a.jpg']);
});

test('a card that cannot be written to keeps its photos', async ({ skip }) => {
  if (process.getuid?.() === 0) return skip('root writes everywhere');
  const { card, move } = await library();
  writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }) });
  chmodSync(card, 0o555);
  onTestFinished(() => chmodSync(card, 0o755));
  expect(kept(await move())).toEqual(['a.jpg: it cannot be moved to the trash: its medium or folder is read-only (EACCES)']);
});
