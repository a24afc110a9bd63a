/** A batch of answers enters the journal before its first step, and is carried out. */
import { instant, type Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import type { StorageRow } from '../storage-rows.ts';
import type { BatchItem, JournalFiles } from './batch.ts';
import { carryOut, type Carried } from './carry-out.ts';

/** @param title what the history calls it; by default what was decided, counted */
export async function journalAndCarry(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  items: readonly BatchItem[],
  title = titleOf(items),
): Promise<Carried & { readonly journalIds: readonly number[] }> {
  if (items.length === 0) return { done: [], returned: [], journalIds: [] };
  const { catalog, clock } = context;
  const uuid = clock.newUuid();
  const files: JournalFiles = { batch: `${instant(clock).slice(0, 10)}-${uuid.slice(0, 8)}`, items };
  await catalog.write([
    catalog.read.insertInto('journal').values({
      uuid,
      storage_id: storage.id,
      title,
      counts_json: JSON.stringify(countsOf(items)),
      changes_json: '[]',
      inverse_json: '[]',
      files_json: JSON.stringify(files),
      status: 'applying',
      created_at: instant(clock),
      undone_at: null,
    }),
  ]);
  const { id } = await catalog.read.selectFrom('journal').select('id').where('uuid', '=', uuid).executeTakeFirstOrThrow();
  const carried = await carryOut(context, storage, id, files, async (done) => {
    control.progress({ done_files: done });
  });
  return { ...carried, journalIds: carried.done.length > 0 ? [id] : [] };
}

function countsOf(items: readonly BatchItem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { as } of items) counts[as] = (counts[as] ?? 0) + 1;
  return counts;
}

/** Answers whose names say too little of what was done. */
const said: Readonly<Partial<Record<string, string>>> = {
  not_same: 'parted from their photo',
  skip_version: 'skipped as they are',
  ignore_until_seen: 'ignored until seen again',
};

/** "36 set aside, 2 keep both". */
function titleOf(items: readonly BatchItem[]): string {
  const parts = Object.entries(countsOf(items)).map(([as, count]) => `${count} ${said[as] ?? as.replaceAll('_', ' ')}`);
  return `Decided: ${parts.join(', ')}`;
}
