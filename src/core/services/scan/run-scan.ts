/** Scans: observe, plan, apply what is certain, keep the rest for a person. Never writes to photos/. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { ImaLinkError } from '#contract/errors.ts';
import type { ScanRequest, ScanResult } from '#contract/scan.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import { changesAtOnce, isAsked } from '#domain/reconcile/changes.ts';
import type { CataloguedFile, Finding, Plan } from '#domain/reconcile/types.ts';
import { parseRelPath } from '#domain/rel-path.ts';
import { instant, type Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { tellAway } from '../storages/tell-away.ts';
import { probeStorage } from '../storage-state.ts';
import { findStorage, pathsOf, type StorageRow } from '../storage-rows.ts';
import { applyRules } from '../resolve/rules.ts';
import { applyBatch } from './apply-changes.ts';
import { suggestCopiesElsewhere } from './copies-elsewhere.ts';
import { keepFindings, keysOfFindings, listConflicts, type Reach } from './findings.ts';
import { findIndexMatters, markToWrite } from './index-findings.ts';
import { rereadMetadata } from './reread-metadata.ts';
import type { Concluded } from './look.ts';
import { observe, type Observation } from './observe.ts';
import { startLook } from './scan-thread.ts';

/** When files that were being written during a scan are looked at again. */
const followUpMs = 3000;

/** Starts the scan of a storage. @throws ImaLinkError storage-not-found, storage-offline, storage-wrong-uuid, path-not-found */
export async function startScan(context: Context, request: ScanRequest, isFollowUp = false): Promise<{ job_id: string }> {
  const storage = await findStorage(context.catalog, request.storage);
  await requireReadable(context, storage);
  const subtree = await folderOf(storage, request.path);
  const jobId = context.jobs.start({ kind: 'scan', title: `Scan ${storage.display_name}`, storageUuid: storage.uuid }, (control) =>
    scanAlone(context, control, storage, { ...request, path: subtree }, isFollowUp),
  );
  return { job_id: jobId };
}

/** What is away is told as a finding, and the refusal has it. */
async function requireReadable(context: Context, storage: StorageRow): Promise<'online' | 'read-only'> {
  const { state, hint } = await probeStorage(storage.full_path, storage.photos_dir, storage.uuid);
  const away = await tellAway(context, storage, state, hint);
  if (state === 'online' || state === 'read-only') return state;
  throw new ImaLinkError(
    state === 'wrong-uuid' ? 'storage-wrong-uuid' : 'storage-offline',
    `Storage ${storage.display_name}: ${hint ?? state} Nothing was changed.`,
    {
      details: { storage: storage.uuid, state, path: storage.full_path, conflicts: away === null ? [] : [away] },
    },
  );
}

/** The folder to scan, relative to the photos folder; empty for all of it. */
async function folderOf(storage: StorageRow, path: string | undefined): Promise<string> {
  if (path === undefined || path === '' || path === '.') return '';
  const subtree = parseRelPath(path.replace(/\/+$/, ''));
  if (subtree === null)
    throw new ImaLinkError('bad-input', `${path} is not a folder inside the storage. Name it relative to ${pathsOf(storage).photos}.`);
  const info = await stat(join(pathsOf(storage).photos, subtree)).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (!info?.isDirectory())
    throw new ImaLinkError('path-not-found', `There is no folder ${subtree} in ${storage.display_name}.`, { details: { path: subtree } });
  return subtree;
}

/** Rules answer after the scan, each storage's work one after the other. */
async function scanAlone(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  request: ScanRequest,
  isFollowUp: boolean,
): Promise<ScanResult> {
  const scanned = await oneAtATime(context, storage.id, () => runScan(context, control, storage, request));
  if (request.dry_run || context.readOnly) return scanned;
  // Files that were still being written are looked at once more, when they have settled.
  if (scanned.deferred > 0 && !isFollowUp) context.jobs.later(followUpMs, () => startScan(context, request, true));
  const ruled = await applyRules(context, control, storage);
  return ruled.length === 0 ? scanned : { ...scanned, conflicts: await listConflicts(context, { storage }) };
}

async function runScan(context: Context, control: JobControl, storage: StorageRow, request: ScanRequest): Promise<ScanResult> {
  const startedMs = performance.now();
  const subtree = request.path ?? '';
  const paths = pathsOf(storage);
  const job = {
    catalogPath: context.home.catalog,
    storageId: storage.id,
    root: paths.root,
    photos: paths.photos,
    mode: request.mode,
    subtree,
    ignorePatterns: context.ignorePatterns(),
  };
  control.progress({ phase: 'listing' });
  // What another machine moved is known before it is looked for.
  const mayWrite = !request.dry_run && !context.readOnly;
  // Damage is told before it is mended.
  const indexMatters = mayWrite && subtree === '' ? await findIndexMatters(context, storage) : [];
  if (mayWrite) await context.indexes.lookAt(storage.id);
  await markToWrite(context, storage, indexMatters);
  const thread = startLook(job, control.signal, (files) => control.progress({ phase: 'listing', total_files: files }));
  try {
    const seen = await observe(context, control, { storageId: storage.id, mode: request.mode }, paths, await thread.looked);
    const concluded = await thread.conclude(seen.read);
    // The disk must still be the one the scan began with: a stick pulled in the middle makes everything look gone.
    const state = await requireReadable(context, storage);
    const plan = withMatters(concluded.plan, indexMatters);
    return await conclude(context, storage, request, { ...concluded, plan, state, seen, startedMs });
  } finally {
    await thread.close();
  }
}

function withMatters(plan: Plan, matters: readonly Finding[]): Plan {
  if (matters.length === 0) return plan;
  const counts: Record<string, number> = { ...plan.counts } as Record<string, number>;
  for (const { kind } of matters) counts[kind] = (counts[kind] ?? 0) + 1;
  return { ...plan, findings: [...plan.findings, ...matters], counts: counts as unknown as Plan['counts'] };
}

interface Outcome extends Concluded {
  readonly state: 'online' | 'read-only';
  readonly seen: Observation;
  readonly startedMs: number;
}

async function conclude(context: Context, storage: StorageRow, request: ScanRequest, outcome: Outcome): Promise<ScanResult> {
  const { before, seen, state, startedMs } = outcome;
  const subtree = request.path ?? '';
  const plan = await suggestCopiesElsewhere(context, storage, await rereadMetadata(context.catalog, outcome.plan, seen.results));
  const changes = changesAtOnce(plan);
  const isDry = request.dry_run || context.readOnly;
  const known = isDry ? new Set<string>() : await keysOfFindings(context.catalog, storage.id);
  const journalId = isDry ? null : await apply(context, storage, { plan, changes }, before, { subtree, mayClose: outcome.mayClose }, seen);
  const hasLostIndex = plan.findings.some(({ kind }) => kind === 'index_missing' || kind === 'index_stale' || kind === 'index_corrupt');
  if (!isDry && (changes.length > 0 || hasLostIndex) && state === 'online') await context.indexes.flush();
  if (journalId !== null) context.emit('photos.changed', { reason: 'scan', session_id: null });
  if (!request.dry_run) {
    context.emit('storage.changed', { storage_uuid: storage.uuid });
    context.emit('conflicts.changed', { storage_uuid: storage.uuid });
  }
  return {
    storage_uuid: storage.uuid,
    mode: request.mode,
    state,
    changes_detected:
      changes.length > plan.quiet.length || plan.findings.some((finding) => isAsked(finding.lane) && !known.has(finding.key)),
    counts: plan.counts as Record<string, number>,
    ...fileLists(plan, changes, before),
    conflicts: request.dry_run ? dryConflicts(storage, plan, instant(context.clock)) : await listConflicts(context, { storage }),
    applied: { journal_id: journalId, changes: request.dry_run ? 0 : changes.length },
    deferred: [...seen.read.values()].filter(({ reading }) => reading === 'unstable').length,
    duration_ms: Math.round(performance.now() - startedMs),
  };
}

async function apply(
  context: Context,
  storage: StorageRow,
  { plan, changes }: { readonly plan: Plan; readonly changes: readonly CatalogChange[] },
  before: readonly CataloguedFile[],
  reach: Reach,
  seen: Observation,
): Promise<number | null> {
  const now = instant(context.clock);
  const { catalog } = context;
  const findings: Compilable[] = [];
  for (const query of keepFindings(catalog, storage.id, plan.findings, reach, now)) {
    findings.push(query);
    await turn();
  }
  const { files: _files, unchanged: _unchanged, ...counts } = plan.counts;
  return applyBatch(
    context,
    storage,
    {
      isQuiet: changes.length === plan.quiet.length,
      title: titleOf(counts as Record<string, number>),
      counts: counts as Record<string, number>,
      changes,
    },
    before,
    [
      ...findings,
      ...seen.cache.clear(),
      ...(reach.subtree === '' ? [catalog.read.updateTable('storage').set({ last_scan: now }).where('id', '=', storage.id)] : []),
    ],
  );
}

/** One line for the history: "211 moved, 3 missing". */
function titleOf(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`);
  return parts.length === 0 ? 'Scan' : `Scan: ${parts.join(', ')}`;
}

function fileLists(
  plan: Plan,
  changes: readonly CatalogChange[],
  catalogued: readonly CataloguedFile[],
): Pick<ScanResult, 'moved_files' | 'missing_files' | 'new_files'> {
  const byId = new Map(catalogued.map((file) => [file.fileId, file]));
  const moved: ScanResult['moved_files'] = [];
  const missing: ScanResult['missing_files'] = [];
  for (const change of changes) {
    if (change.change !== 'move_file' && change.change !== 'set_status') continue;
    const file = byId.get(change.fileId);
    if (!file) continue;
    if (change.change === 'move_file')
      moved.push({ hothash: file.hothash, old_path: change.from, new_path: change.to, session_id: file.sessionId });
    else if (change.to === 'missing') missing.push({ hothash: file.hothash, path: file.path, session_id: file.sessionId });
  }
  const created = plan.findings.filter((finding) => finding.kind === 'untracked');
  return {
    moved_files: moved,
    missing_files: missing,
    new_files: created.map((finding) => ({ path: finding.path, file_size: Number(finding.facts['file_size'] ?? 0) })),
  };
}

function dryConflicts(storage: StorageRow, plan: Plan, now: string): ScanResult['conflicts'] {
  return plan.findings.map((finding) => ({
    id: null,
    kind: finding.kind,
    path: finding.path,
    reason: finding.reason,
    lane: finding.lane,
    default: finding.default,
    resolutions: [...finding.resolutions],
    status: 'open',
    facts: { ...finding.facts },
    storage_uuid: storage.uuid,
    first_seen: now,
    last_seen: now,
  }));
}
