/** What a person writes about a session, from the API to its index. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SessionIndex } from '#core/format/session-index.ts';
import { scannedLibrary } from '../builders/scanned-library.ts';

test('title, notes and author are changed, stand in the index, and are taken away again', async () => {
  const { app, root, uuid } = await scannedLibrary();
  const index = async (): Promise<SessionIndex['import_session']> => {
    await app.call('index.generate', { storage: uuid });
    return SessionIndex.parse(JSON.parse(readFileSync(join(root, 'imports/session_1.json'), 'utf8'))).import_session;
  };
  expect(await app.call('session.edit', { session_id: 1, title: 'Sea', notes: 'Windy', author: ' Åse Berg ' })).toMatchObject({
    title: 'Sea',
    notes: 'Windy',
    author: 'Åse Berg',
  });
  expect(await index()).toMatchObject({ title: 'Sea', description: 'Windy', default_author: { name: 'Åse Berg' } });
  expect(await app.call('session.edit', { session_id: 1, author: null })).toMatchObject({ title: 'Sea', author: null });
  expect(await index()).toMatchObject({ default_author: null });
  await expect(app.call('session.edit', { session_id: 1, author: '  ' })).rejects.toMatchObject({ code: 'bad-input' });
});
