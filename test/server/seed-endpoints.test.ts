/** The ten addresses that the first ImaLink had, with the shapes that programs of that time know, on a real server over real files. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describedServer } from './openapi/described-server.ts';

test('all of them answer with the keys of old, and tell the truth', async () => {
  const { call, storage, app } = await describedServer();
  const say = async (address: string, body?: object): Promise<Record<string, unknown>> => {
    const [method = '', path = ''] = address.split(' ');
    const answer = await call({
      method: method.toLowerCase(),
      path,
      pathValues: {},
      query: {},
      body: method === 'GET' ? undefined : (body ?? {}),
    });
    expect([address, answer.status, answer.contentType]).toEqual([address, 200, expect.stringContaining('application/json')]);
    return JSON.parse(answer.text) as Record<string, unknown>;
  };
  const { uuid } = storage;

  const made = await say('POST /file-storage/create', { base_path: join(app.folder, 'empty'), display_name: 'Second' });
  expect(made).toMatchObject({
    uuid: expect.any(String),
    display_name: 'Second',
    full_path: expect.stringMatching(/imalink_\d{8}_\d{6}_[\da-f]{8}$/),
  });
  expect(await say('GET /file-storage/')).toMatchObject({ storages: [{ uuid }, { uuid: made['uuid'] }] });
  expect(await say(`GET /file-storage/${uuid}`)).toMatchObject({ uuid, state: 'online', is_accessible: true });
  expect(await say(`GET /file-storage/${uuid}/statistics`)).toMatchObject({
    statistics: { total_files: 4, total_size_mb: expect.any(Number) },
    import_sessions: [{ id: 1, title: 'card', file_count: 3 }],
  });
  expect(await say(`POST /file-storage/${uuid}/accessibility`)).toEqual({
    is_accessible: true,
    state: 'online',
    free_space_gb: expect.any(Number),
    clone_path: null,
  });
  expect(await say(`POST /file-storage/${uuid}/deactivate`)).toMatchObject({ uuid, is_active: false });
  expect(await say(`POST /file-storage/${uuid}/reactivate`)).toMatchObject({ uuid, is_active: true });

  rmSync(join(storage.root, 'imports/session_1.json'));
  expect(await say(`GET /storage-index/status/${uuid}`)).toMatchObject({
    master_index_exists: true,
    sessions: [{ id: 1, exists: false, generation: null, stale: true }],
  });
  expect(await say('POST /storage-index/session/1')).toMatchObject({
    sessions: [{ id: 1, exists: true, generation: expect.any(Number), stale: false }],
  });
  expect(await say(`POST /storage-index/generate/${uuid}`)).toMatchObject({
    sessions: [{ id: 1, exists: true, generation: expect.any(Number), stale: false }],
  });
  expect(await say(`GET /storage-index/master/${uuid}`)).toMatchObject({ storage_info: { uuid }, import_sessions: [{ id: 1 }] });
  expect(Object.keys((await say('GET /storage-index/session/1'))['files'] as object)).toHaveLength(3);

  rmSync(join(storage.photos, 'card/c.jpg'));
  expect(await say(`POST /storage-index/scan/${uuid}`)).toMatchObject({
    storage_uuid: uuid,
    changes_detected: true,
    counts: { missing: 1 },
    moved_files: [],
    missing_files: [{ path: 'card/c.jpg' }],
    new_files: [],
    applied: { journal_id: expect.any(Number) },
  });
});
