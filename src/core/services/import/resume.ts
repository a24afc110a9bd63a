/**
 * After an interruption: whatever the journal says was being placed goes back to `planned` and is done again.
 * That is safe because sources stay until a file is recorded, and cheap because a file that already stands
 * under its name, byte for byte, is recognised there and only recorded (choose-names.ts, `isThere`).
 */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileChecksum, fileSize } from '#core/storage/place-file.ts';
import type { ImportItem, ImportRun } from './types.ts';

/** Idempotent: a kill in here is mended by the next call. */
export async function settlePlacing(run: ImportRun): Promise<void> {
  const { catalog } = run.context;
  const rows = await catalog.read
    .selectFrom('import_item')
    .selectAll()
    .where('session_id', '=', run.session.id)
    .where('state', '=', 'placing')
    .execute();
  for (const row of rows) await fillPlaceholder(run, row);
  const isMirror = run.request.mirror_of !== undefined;
  await catalog.write([
    catalog.read
      .updateTable('import_item')
      // A mirror's files are known by their checksums beforehand.
      .set({ state: 'planned', staging_name: null, target_path: null, hothash: null, ...(isMirror ? {} : { checksum: null }) })
      .where('session_id', '=', run.session.id)
      .where('state', '=', 'placing'),
  ]);
}

/** On file systems without hard links a kill may leave the empty file that reserved a name: it gets its bytes now. */
async function fillPlaceholder(run: ImportRun, row: ImportItem): Promise<void> {
  if (row.target_path === null || row.staging_name === null || row.size_bytes === 0) return;
  const target = join(run.paths.photos, row.target_path);
  const staging = join(run.paths.staging, row.staging_name);
  if ((await fileSize(target)) === 0 && (await fileChecksum(staging)) === row.checksum) await rename(staging, target);
}
