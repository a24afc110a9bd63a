/** Damaged and missing files back from verified copies, by the engine that answers findings: what stood there is set aside, and undo works. */
import { sql } from 'kysely';
import { toWireError } from '#contract/errors.ts';
import { instant, type Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { applyDecisions } from '../resolve/apply-plan.ts';
import type { StorageRow } from '../storage-rows.ts';
import { noteVerified, type Reach } from './due-files.ts';
import type { Tally } from './tally.ts';

/** Restores what can be restored in one storage. What cannot stays in the inbox, and is told. @throws ImaLinkError cancelled */
export async function repair(context: Context, control: JobControl, storage: StorageRow, reach: Reach, tally: Tally): Promise<void> {
  await control.checkpoint();
  const wanted = await repairable(context, reach);
  if (wanted.length === 0) return;
  try {
    const decisions = wanted.map(({ id }) => ({ id, as: 'restore_from_copy' as const }));
    const { resolved, returned } = await applyDecisions(context, control, decisions, null);
    const done = new Set(resolved);
    const now = instant(context.clock);
    const restored = wanted.filter(({ id }) => done.has(id)).map(({ file_id, checksum }) => ({ id: file_id, checksum }));
    // Restored files were copied and read back.
    await context.catalog.write(noteVerified(context.catalog, restored, now, now));
    tally.counts.repaired += restored.length;
    for (const { path, reason } of returned) tally.tell({ path, code: 'write-failed', message: reason });
  } catch (error) {
    await control.checkpoint();
    const { message } = toWireError(error);
    tally.tell({
      path: storage.display_name,
      code: 'write-failed',
      message: `Nothing could be repaired in ${storage.display_name}: ${message}`,
    });
  }
}

/** Open findings whose photo has another file with the very bytes that were lost, verified. */
async function repairable({ catalog }: Context, { storageId, sessionId }: Reach) {
  return catalog.read
    .selectFrom('finding')
    .innerJoin('image_file as file', (join) => join.on(sql<boolean>`file.id = finding.facts_json ->> 'file_id'`))
    .select(['finding.id', 'file.id as file_id', 'file.checksum'])
    .where('finding.storage_id', '=', storageId)
    .where('file.storage_id', '=', storageId)
    .where('finding.kind', 'in', ['corrupt', 'missing'])
    .where('finding.status', 'in', ['open', 'later'])
    .where('file.status', 'in', ['corrupt', 'missing'])
    .where((where) =>
      where.exists(
        where
          .selectFrom('image_file as copy')
          .select('copy.id')
          .whereRef('copy.photo_id', '=', 'file.photo_id')
          .whereRef('copy.id', '<>', 'file.id')
          .whereRef('copy.checksum', '=', 'file.checksum')
          .where('copy.status', '=', 'present')
          .where('copy.verified_at', 'is not', null),
      ),
    )
    .$if(sessionId !== null, (query) =>
      query.where('file.id', 'in', (from) => from.selectFrom('session_file').select('file_id').where('session_id', '=', sessionId)),
    )
    .orderBy('finding.id')
    .execute();
}
