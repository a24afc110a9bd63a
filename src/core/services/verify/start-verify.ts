/** Verification: reads files, compares them with their recorded checksums, and says which still hold what they held. */
import type { z } from 'zod';
import { ImaLinkError } from '#contract/errors.ts';
import type { recoverProcedures } from '#contract/procedures-recover.ts';
import type { VerifyResult } from '#contract/recover.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { probeStorage } from '../storage-state.ts';
import { findStorage, requireActive, type StorageRow } from '../storage-rows.ts';
import { countDue, lastTurn, type Reach } from './due-files.ts';
import { judge } from './judge.ts';
import { readStorage, requireThere, type Deviations, type StorageRun } from './read-storage.ts';
import { paceOf } from './pace.ts';
import { repair } from './repair.ts';
import { forgetRun, keepRun, openRun } from './run-state.ts';
import { Tally } from './tally.ts';

export type VerifyRequest = z.output<(typeof recoverProcedures)['verify.start']['input']>;

export interface VerifyOptions {
  /** One file at a time, and no trace of an interruption: the daily slice. */
  readonly background?: boolean;
}

interface Scope {
  /** Names what is verified, so that an interrupted run of the same is found again. */
  readonly key: string;
  readonly title: string;
  readonly storages: readonly StorageRow[];
  readonly sessionId: number | null;
}

/** @throws ImaLinkError storage-not-found, session-not-found, storage-offline, storage-inactive, bad-input */
export async function startVerify(context: Context, request: VerifyRequest, options: VerifyOptions = {}): Promise<{ job_id: string }> {
  const scope = await scopeOf(context, request);
  const [only] = scope.storages;
  const storageUuid = scope.storages.length === 1 && only ? { storageUuid: only.uuid } : {};
  const jobId = context.jobs.start({ kind: 'verify', title: scope.title, ...storageUuid }, (control) =>
    runVerify(context, control, scope, request, options),
  );
  return { job_id: jobId };
}

async function scopeOf(context: Context, request: VerifyRequest): Promise<Scope> {
  const { catalog } = context;
  if (request.session_id !== undefined) {
    const session = await catalog.read.selectFrom('session').selectAll().where('id', '=', request.session_id).executeTakeFirst();
    if (!session) throw new ImaLinkError('session-not-found', `There is no session ${request.session_id}.`, { details: { ...request } });
    const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', session.storage_id).executeTakeFirstOrThrow();
    if (request.storage !== undefined && (await findStorage(catalog, request.storage)).id !== storage.id)
      throw new ImaLinkError('bad-input', `Session ${session.id} stands in ${storage.display_name}; name that storage, or none.`);
    await requireReadable(storage);
    return { key: `session:${session.uuid}`, title: `Verify ${session.title}`, storages: [storage], sessionId: session.id };
  }
  if (request.storage !== undefined) {
    const storage = await findStorage(catalog, request.storage);
    await requireReadable(storage);
    return { key: `storage:${storage.uuid}`, title: `Verify ${storage.display_name}`, storages: [storage], sessionId: null };
  }
  const rows = await catalog.read.selectFrom('storage').selectAll().where('is_active', '=', 1).orderBy('id').execute();
  const states = await Promise.all(rows.map((row) => probeStorage(row.full_path, row.photos_dir, row.uuid)));
  const storages = rows.filter((_, index) => states[index]?.state === 'online' || states[index]?.state === 'read-only');
  return { key: 'all', title: 'Verify everything within reach', storages, sessionId: null };
}

async function requireReadable(storage: StorageRow): Promise<void> {
  requireActive(storage);
  await requireThere(storage);
}

interface Share {
  readonly storage: StorageRow;
  readonly reach: Reach;
  readonly limit: number;
  readonly bytes: number;
}

async function runVerify(
  context: Context,
  control: JobControl,
  scope: Scope,
  request: VerifyRequest,
  { background = false }: VerifyOptions,
): Promise<VerifyResult> {
  const startedMs = performance.now();
  const tally = new Tally(control);
  const ids = scope.storages.map((storage) => storage.id);
  const pace = paceOf(request.max_mb_per_s);
  const run = await openRun(
    context,
    scope.key,
    { resume: request.resume, samplePercent: request.sample_percent },
    await lastTurn(context.catalog, ids),
  );
  if (!background) await keepRun(context, scope.key, run);
  const shares = await sharesOf(context, scope, run, request.repair);
  const total = shares.reduce((sum, share) => sum + share.limit, 0);
  const totalBytes = shares.reduce((sum, share) => sum + share.bytes, 0);
  let done = 0;
  control.progress({ phase: 'reading', total_files: total, total_bytes: totalBytes, done_files: 0 });
  for (const { storage, reach, limit } of shares) {
    const storageRun: StorageRun = {
      context,
      control,
      storage,
      reach,
      limit,
      background: background || request.max_mb_per_s !== undefined,
      pace,
      tally,
      startedAt: run.startedAt,
    };
    const found: Deviations = { suspects: [], healed: [], changed: [], gone: [], isScanWanted: false };
    await readStorage(storageRun, found, (file) => {
      done += 1;
      control.progress({ done_files: done, done_bytes: tally.counts.bytes, current: file.path });
    });
    await judge(storageRun, found, request.repair && found.gone.length > 0);
    tellChanged(context, storage);
  }
  // After everything was read: a copy that is damaged, too, is then known as such.
  if (request.repair) for (const { storage, reach } of shares) await repair(context, control, storage, reach, tally);
  if (!background) await forgetRun(context, scope.key);
  await context.indexes.flush();
  for (const { storage } of shares) tellChanged(context, storage);
  return { ...tally.counts, problems: tally.problems, duration_ms: Math.round(performance.now() - startedMs) };
}

/** How many files of each storage are read. A sample is counted as a whole: what an interrupted run has read is part of it. */
async function sharesOf(
  context: Context,
  scope: Scope,
  { startedAt, samplePercent }: { readonly startedAt: string; readonly samplePercent: number },
  withRepair: boolean,
): Promise<Share[]> {
  const shares: Share[] = [];
  for (const storage of scope.storages) {
    const withMissing = samplePercent === 100 || withRepair;
    const reach: Reach = { storageId: storage.id, sessionId: scope.sessionId, withMissing };
    const all = await countDue(context.catalog, reach);
    const due = await countDue(context.catalog, reach, startedAt);
    const wanted = Math.ceil((all.files * samplePercent) / 100);
    const limit = Math.max(0, Math.min(due.files, wanted - (all.files - due.files)));
    shares.push({ storage, reach, limit, bytes: due.files === 0 ? 0 : Math.round((due.bytes * limit) / due.files) });
  }
  return shares;
}

function tellChanged(context: Context, storage: StorageRow): void {
  context.emit('storage.changed', { storage_uuid: storage.uuid });
  context.emit('conflicts.changed', { storage_uuid: storage.uuid });
}
