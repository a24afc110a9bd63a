/** Links files to the sessions that show them without having brought them. */
import { refreshSearchOfHothashes } from '../search-text.ts';
import { statement } from './photo-queries.ts';
import type { Recovery } from './state.ts';
import { fileQueries } from './take-session.ts';

const batchSize = 500;

/** Runs after all sessions are there. A file whose own session is lost becomes that of the one that refers to it. */
export async function linkReferences(recovery: Recovery): Promise<void> {
  const { catalog, references } = recovery;
  if (recovery.isDryRun) return;
  for (let start = 0; start < references.length; start += batchSize) {
    const batch = references.slice(start, start + batchSize);
    const changed = await catalog.write(
      batch.map(({ sessionId, file }) =>
        statement(
          `insert into session_reference (session_id, file_id)
            select ?, file.id from image_file file join session on session.id = file.session_id join photo on photo.id = file.photo_id
            where photo.hothash = ? and file.path = ? and session.uuid = ? on conflict do update set session_id = session_id`,
          [sessionId, file.hothash, file.path, file.owner],
        ),
      ),
    );
    const orphans = batch.filter((_, index) => changed[index] === 0);
    await catalog.write(
      orphans.flatMap(({ storageId, sessionId, file, folder }) => fileQueries(storageId, { sessionId, step: 'update' }, file, folder)),
    );
    await catalog.write(
      refreshSearchOfHothashes(
        catalog,
        batch.map(({ file }) => file.hothash),
      ),
    );
  }
}
