/** Recovery of what the product itself imported: in a thread, with a scan afterwards, and of the very first format. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecoverResult } from '#contract/recover.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { hothashOf } from '../builders/library-rows.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

async function recover(app: TestEngine, path: string): Promise<RecoverResult> {
  const job = await app.ended((await app.call('recover.start', { paths: [path], dry_run: false })).job_id);
  if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
  return job.result as RecoverResult;
}

test('an imported library comes back in a thread of its own, and a scan then finds nothing to read or to change', async () => {
  const folder = tempFolder();
  const app = await testEngine({ folder });
  const storage = await app.newStorage();
  writeTree(join(folder, 'card'), {
    'a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS 40D' }),
    'a.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'sub/b.jpg': await jpeg({ seed: 2 }),
    'sub/same.jpg': await jpeg({ seed: 1, camera: 'Other' }),
  });
  await app.import({ sources: [join(folder, 'card')], storage: storage.uuid, author: 'Anna' });
  const before = await app.call('dump', { normalised: true });
  await app.engine.close();
  rmSync(join(folder, 'home'), { recursive: true });

  const again = await testEngine({ folder, catalogInThread: true });
  expect(await recover(again, storage.root)).toMatchObject({ restored: 3, missing: 0, untracked: 0, problems: [] });
  expect(await again.call('dump', { normalised: true })).toEqual(before);
  const trees = readTree(storage.root);
  expect(await again.scan({ storage: storage.uuid, mode: 'smart', dry_run: false })).toMatchObject({
    changes_detected: false,
    conflicts: [],
  });
  await again.engine.close();
  expect(readTree(storage.root)).toEqual(trees);
});

test('a storage of the seed format is recovered: paths are found by name, and its indexes are completed', async () => {
  const folder = tempFolder();
  const root = join(folder, 'imalink_20241018_143052_a1b2c3d4');
  writeTree(join(root, 'photos'), { 'rome/IMG_1.jpg': await jpeg({ seed: 1 }) });
  mkdirSync(join(root, 'imports'));
  mkdirSync(join(root, '.imalink/staging'), { recursive: true });
  const write = (name: string, document: object): void => writeFileSync(join(root, name), JSON.stringify(document));
  write('index.json', {
    storage_info: {
      uuid: 'a1b2c3d4-0000-4000-8000-000000000000',
      directory_name: 'imalink_20241018_143052_a1b2c3d4',
      base_path: '/elsewhere',
      display_name: 'Seed',
      created_at: '2024-10-18T14:30:52Z',
      theirs: true,
    },
    import_sessions: [
      { id: 42, title: 'Italy', imported_at: '2024-07-15T10:00:00Z', file_count: 2, index_file: 'imports/session_42.json' },
    ],
    imalink_version: '2.0',
  });
  const entry = (filename: string) => ({
    filename,
    file_size: 1,
    taken_at: '2024-07-10T14:30:00Z',
    created_at: '2024-07-15T10:00:00Z',
    original_filename: filename,
    file_format: 'JPEG',
    width: 48,
    height: 32,
    has_hotpreview: true,
  });
  write('imports/session_42.json', {
    import_session: {
      id: 42,
      title: 'Italy',
      description: '',
      imported_at: '2024-07-15T10:00:00Z',
      default_author_id: 1,
      file_storage_id: 1,
      storage_directory: 'd',
    },
    files: { [hothashOf(1)]: entry('IMG_1.jpg'), [hothashOf(2)]: entry('gone.jpg') },
    statistics: { total_files: 2, index_generated: '2024-07-15T10:00:00Z', imalink_version: '2.0' },
  });
  const app = await testEngine({ folder });
  expect(await recover(app, root)).toMatchObject({ sessions: 1, restored: 1, missing: 1, untracked: 0, problems: [] });
  expect(await app.call('photo.show', { hothash: hothashOf(1) })).toMatchObject({
    taken_at: '2024-07-10T14:30:00.000',
    taken_at_offset: '+00:00',
    files: [{ path: 'rome/IMG_1.jpg', status: 'present', session_id: 42 }],
  });
  const before = await app.call('dump', { normalised: true });
  expect(await recover(app, root)).toMatchObject({ sessions: 0, already_known: 2, problems: [] });
  expect(await app.call('dump', { normalised: true })).toEqual(before);
  expect(await app.call('index.master', { storage: 'Seed' })).toMatchObject({ storage_info: { theirs: true, format_version: '2.0' } });
});
