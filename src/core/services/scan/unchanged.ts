/**
 * The commonest outcome of a scan, found without reading the records: every listed file is on record with its size and
 * time, every record is present and listed, and nothing is open that would have to be told again. Then the planner has
 * nothing to decide. Plain SQL and few imports on purpose: this is all that most scans ever load.
 */
import type { SqlExecutor } from '#core/catalog/sql-executor.ts';
import type { TreeListing } from '#core/storage/list-tree.ts';
import type { Concluded, LookJob } from './look.ts';

/** Times differ by less than this when a file system or a conversion rounded them. */
export const sameTimeMs = 0.01;

/** What the catalog expects to stand in the storage; null when a scan has more to do than to compare. */
export async function readExpected(job: LookJob, executor: SqlExecutor): Promise<ReadonlyMap<string, Print> | null> {
  return job.mode === 'full' || (await hasMatters(job, executor)) ? null : readPrints(job, executor);
}

/** @returns the outcome when everything is as the catalog has it, else null */
export function concludeUnchanged(known: ReadonlyMap<string, Print>, listing: TreeListing): Concluded | null {
  if (listing.hadIoError || listing.unknown.length > 0 || listing.unnamed.length > 0 || known.size !== listing.paths.length) return null;
  const isSame = listing.paths.every((path, index) => {
    const print = known.get(path);
    return (
      print !== undefined &&
      print.size_bytes === listing.sizesBytes[index] &&
      Math.abs(print.mtime_ms - (listing.mtimesMs[index] ?? Number.NaN)) <= sameTimeMs
    );
  });
  if (!isSame) return null;
  const files = listing.paths.length;
  return { plan: { findings: [], quiet: [], counts: { files, unchanged: files } }, before: [], mayClose: false };
}

/** Findings that wait, files that are not simply present, photos with several files here: all of that is told anew by every scan. */
async function hasMatters({ storageId }: LookJob, executor: SqlExecutor): Promise<boolean> {
  const [row] = (await executor.all({
    sql: `select exists (select 1 from finding where storage_id = ? and status in ('open', 'later', 'resolved'))
      or exists (select 1 from image_file where storage_id = ? and status <> 'present')
      or exists (select 1 from image_file where storage_id = ? group by photo_id having count(*) > 1) as matters`,
    parameters: [storageId, storageId, storageId],
  })) as [{ readonly matters: number }];
  return row.matters === 1;
}

interface Print {
  readonly path: string;
  readonly size_bytes: number;
  readonly mtime_ms: number;
}

/** Every path on record in the scanned folder. */
async function readPrints({ storageId, subtree }: LookJob, executor: SqlExecutor): Promise<ReadonlyMap<string, Print>> {
  const rows = (await executor.all({
    sql: `select path, size_bytes, mtime_ms from image_file where storage_id = ?
      union all select path, size_bytes, mtime_ms from companion where storage_id = ?`,
    parameters: [storageId, storageId],
  })) as unknown as readonly Print[];
  const prefix = `${subtree}/`;
  const known = new Map<string, Print>();
  for (const row of rows) if (subtree === '' || row.path.startsWith(prefix)) known.set(row.path, row);
  return known;
}
