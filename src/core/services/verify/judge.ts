/**
 * What is to be made of files that do not hold their recorded bytes. The rules are the scan's: same size and time means
 * damage, and is concluded here from the very files; everything else is left to a scan, so that no edit is called damage.
 */
import { join } from 'node:path';
import type { MediaResult } from '#core/media/types.ts';
import { changesAtOnce } from '#domain/reconcile/changes.ts';
import { planReconcile } from '#domain/reconcile/plan-reconcile.ts';
import type { CataloguedFile, Finding, ObservedFile } from '#domain/reconcile/types.ts';
import type { RelPath } from '#domain/rel-path.ts';
import { instant, type Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import type { JobControl } from '../jobs.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { applyBatch } from '../scan/apply-changes.ts';
import { readRemembered } from '../scan/catalogued.ts';
import { keepFindings } from '../scan/findings.ts';
import { startScan } from '../scan/run-scan.ts';
import { pathsOf } from '../storage-rows.ts';
import { noteChecked, type DueFile } from './due-files.ts';
import type { Deviations, StorageRun } from './read-storage.ts';

/** SQLite takes a limited number of values at once. */
const rowsPerQuery = 1000;

/** Concludes and counts what `readStorage` handed on. @throws ImaLinkError cancelled, storage-offline */
export async function judge(run: StorageRun, found: Deviations, isScanWanted: boolean): Promise<void> {
  const { context, control, storage } = run;
  const questioned = [...found.suspects, ...found.healed];
  if (questioned.length > 0) {
    const moved = await oneAtATime(context, storage.id, () => concludeHere(run, questioned));
    for (const file of found.suspects) {
      const { path } = file;
      if (moved.has(file.id)) run.tally.count('edited');
      else
        run.tally.count('corrupt', {
          path,
          code: 'verify-failed',
          message: `${path} in ${storage.display_name}: its bytes changed while size and date stayed`,
        });
    }
  }
  if (found.changed.length > 0 || found.isScanWanted || isScanWanted) await scanNow(context, control, run);
  if (found.changed.length > 0) await countChanged(run, found.changed);
  const ids = [...found.suspects, ...found.changed].map((file) => file.id);
  await context.catalog.write(noteChecked(context.catalog, ids, run.startedAt));
}

/** The scan's planner over these files alone. @returns ids of those whose bytes turned out to be another known file's */
async function concludeHere(run: StorageRun, files: readonly DueFile[]): Promise<ReadonlySet<number>> {
  const { context, storage } = run;
  const catalogued = await readRecords(
    context,
    files.map((file) => file.id),
  );
  const plan = planReconcile({
    catalogued,
    observed: await observe(run, catalogued),
    // Nothing is concluded about what was not read.
    scope: { subtree: '', unknownFolders: [], markerHeld: true, hadErrors: true, coarseTimes: false },
    remembered: await ignoredPaths(context, storage.id),
    massMissingConfirmed: false,
  });
  const { files: _files, unchanged: _unchanged, ...counts } = plan.counts;
  const findings = plan.findings.filter((finding) => finding.isStanding !== true);
  const title = `Verification: ${Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`)
    .join(', ')}`;
  const now = instant(context.clock);
  await applyBatch(
    context,
    storage,
    { isQuiet: false, title, counts: counts as Record<string, number>, changes: changesAtOnce(plan) },
    catalogued,
    [
      ...keepFindings(context.catalog, storage.id, findings, { subtree: '', mayClose: false }, now),
      ...closeHealed(context, storage.id, plan.findings, catalogued),
    ],
  );
  return new Set(findings.filter((finding) => finding.kind === 'moved').map((finding) => Number(finding.facts['file_id'])));
}

/** A file that holds its known bytes again asks nothing any more. */
function closeHealed({ catalog }: Context, storageId: number, findings: readonly Finding[], catalogued: readonly CataloguedFile[]) {
  const flagged = new Map(catalogued.map((file) => [file.fileId, file.status !== 'present']));
  const paths = findings
    .filter(({ kind, facts }) => kind === 'metadata_edited' && flagged.get(Number(facts['file_id'])) === true)
    .map((finding) => finding.path);
  if (paths.length === 0) return [];
  return [
    catalog.read
      .updateTable('finding')
      .set({ status: 'gone' })
      .where('storage_id', '=', storageId)
      .where('kind', 'in', ['corrupt', 'edited', 'replaced'])
      .where('status', 'in', ['open', 'later', 'resolved'])
      .where('path', 'in', paths.slice(0, rowsPerQuery)),
  ];
}

async function observe(run: StorageRun, files: readonly CataloguedFile[]): Promise<ObservedFile[]> {
  const { context, control, storage } = run;
  const { photos } = pathsOf(storage);
  const observed: ObservedFile[] = [];
  await inParallel(files, context.media().concurrency, async ({ path, sizeBytes, mtimeMs }) => {
    await control.checkpoint();
    // Read once more and whole: what counts is what stands there now.
    const outcome = await context
      .media()
      .run({ sourcePath: join(photos, path), copyToPath: null, verify: false, hashOnly: false, hotpreviewsDir: null }, control.signal);
    if (outcome.ok) observed.push(observedOf(path, outcome.value));
    else observed.push({ path, sizeBytes, mtimeMs, role: 'photo', reading: 'unstable', identity: null });
  });
  await control.checkpoint();
  return observed;
}

function observedOf(path: RelPath, result: MediaResult): ObservedFile {
  const { metadata, remarks, sizeBytes, mtimeMs, hothash, hashAlgo, checksum, format, codedWidthPx, codedHeightPx } = result;
  return {
    path,
    role: 'photo',
    sizeBytes,
    mtimeMs,
    reading: 'read',
    identity: {
      hothash,
      hashAlgo,
      checksum,
      format,
      codedWidthPx,
      codedHeightPx,
      takenAt: metadata.takenAtSource.startsWith('exif') ? metadata.takenAt : null,
      camera: metadata.camera,
      decodes: !remarks.some((remark) => remark.code === 'damaged' || remark.code === 'not-an-image'),
    },
  };
}

/** Records as the planner takes them, without companions: those have been looked at and are no question here. */
async function readRecords({ catalog }: Context, ids: readonly number[]): Promise<CataloguedFile[]> {
  const files: CataloguedFile[] = [];
  for (let start = 0; start < ids.length; start += rowsPerQuery) {
    const rows = await catalog.read
      .selectFrom('image_file as file')
      .innerJoin('photo', 'photo.id', 'file.photo_id')
      .select(['file.id', 'file.photo_id', 'file.session_id', 'file.path', 'file.size_bytes', 'file.mtime_ms', 'file.checksum'])
      .select([
        'file.status',
        'file.verified_at',
        'photo.hothash',
        'photo.hash_algo',
        'photo.format',
        'photo.coded_width',
        'photo.coded_height',
      ])
      .select(['photo.taken_at', 'photo.taken_at_source', 'photo.camera'])
      .where('file.id', 'in', ids.slice(start, start + rowsPerQuery))
      .execute();
    for (const row of rows)
      files.push({
        fileId: row.id,
        photoId: row.photo_id,
        sessionId: row.session_id,
        path: row.path as RelPath,
        sizeBytes: row.size_bytes,
        mtimeMs: row.mtime_ms,
        checksum: row.checksum,
        hothash: row.hothash,
        hashAlgo: row.hash_algo,
        format: row.format,
        codedWidthPx: row.coded_width,
        codedHeightPx: row.coded_height,
        takenAt: row.taken_at_source.startsWith('exif') ? row.taken_at : null,
        camera: row.camera,
        status: row.status,
        verifiedAt: row.verified_at,
        companions: [],
      });
  }
  return files;
}

async function ignoredPaths({ catalog }: Context, storageId: number) {
  const { ignored } = await readRemembered(catalog, storageId);
  return { keptTogether: [], ignored, tombstones: [], apart: [] };
}

/** A scan of what changed, and its end. Cancelling the verification cancels it. */
async function scanNow(context: Context, control: JobControl, { storage }: StorageRun): Promise<void> {
  await control.checkpoint();
  const { job_id: jobId } = await startScan(context, { storage: storage.uuid, mode: 'smart', dry_run: false });
  const cancel = (): void => void context.jobs.cancel(jobId);
  control.signal.addEventListener('abort', cancel, { once: true });
  try {
    await context.jobs.outcome(jobId);
  } finally {
    control.signal.removeEventListener('abort', cancel);
  }
}

/** What the scan made of the files that changed. */
async function countChanged(run: StorageRun, changed: readonly DueFile[]): Promise<void> {
  const { context, storage, tally } = run;
  const status = new Map<number, CataloguedFile['status']>();
  const records = await readRecords(
    context,
    changed.map((file) => file.id),
  );
  for (const record of records) status.set(record.fileId, record.status);
  for (const { id, path } of changed) {
    const now = status.get(id);
    if (now === 'corrupt')
      tally.count('corrupt', {
        path,
        code: 'verify-failed',
        message: `${path} in ${storage.display_name}: it changed and can no longer be decoded`,
      });
    else if (now === 'missing')
      tally.count('missing', {
        path,
        code: 'vanished',
        message: `${path} in ${storage.display_name}: its place was taken by another photo`,
      });
    else tally.count('edited');
  }
}
