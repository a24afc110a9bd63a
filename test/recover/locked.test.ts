/** locked: while another machine writes to a storage, what is edited here waits, is said to wait, and is written afterwards. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nextStart } from '../builders/engine.ts';
import { scannedLibrary } from '../builders/scanned-library.ts';

test('locked: edits wait for the machine that is writing, and are written when it has ended', async () => {
  const { app, root } = await scannedLibrary();
  const lock = join(root, '.imalink/lock');
  const title = (): string =>
    (JSON.parse(readFileSync(join(root, 'imports/session_1.json'), 'utf8')) as { import_session: { title: string } }).import_session.title;
  writeFileSync(lock, JSON.stringify({ host_uuid: '00000000-0000-4000-8000-0000000000aa', host_name: 'attic', token: 'x', beat: 1 }));
  const told = new Promise<void>((resolve) => app.engine.onEvent((name) => name === 'conflicts.changed' && resolve()));
  await app.call('session.edit', { session_id: 1, title: 'Written while attic writes' });
  await told;
  expect((await app.call('conflict.list', {})).conflicts).toMatchObject([
    { kind: 'locked', lane: 'info', reason: expect.stringContaining('attic is writing') },
  ]);
  expect(title()).toBe('Trip');
  rmSync(lock);
  await app.engine.close();
  expect(title()).toBe('Written while attic writes');
  const left = await nextStart(join(app.folder, 'home'), ({ call }) => call('conflict.list', {}));
  expect(left.conflicts).toEqual([]);
});
