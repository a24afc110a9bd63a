/** The import of one session, from its sources to its index; the same path for a fresh and for a resumed one. */
import { unlink, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { ImportResult } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { ListedFolder } from './list-source.ts';
import { freeSpace } from '../storage-state.ts';
import { byPath } from './by-path.ts';
import { keepProblem, planFolder, readCounts, readMatches, readProblems } from './journal.ts';
import { listSource, passedOver } from './list-source.ts';
import { unregistered } from './unregistered.ts';
import { moveSources } from './move-sources.ts';
import { recordedPrimary } from './already-here.ts';
import { createPlacer, type Placer } from './place-groups.ts';
import { readUnits } from './read-units.ts';
import { listRefused } from './relist.ts';
import { settlePlacing } from './resume.ts';
import { isRefused, orphanProblem, settleRead, type ReadMember } from './settle-read.ts';
import { targetFault } from './target-fault.ts';
import type { GroupFile, ImportRun, ReadItem } from './types.ts';

/** A session's index is brought up to date at least this often during a long import. */
const indexEveryMs = 10_000;
/** Never fill a disk to the brim: keep one percent or 1 GB, whichever is less. */
const reserve = (freeBytes: number): number => Math.min(freeBytes * 0.01, 1e9);

/**
 * Runs (or goes on with) an import until it is complete. Idempotent after any interruption.
 * @returns the result document of interfaces: counts, problems, matches
 * @throws ImaLinkError cancelled, disk-full, io-error; the session then stays `incomplete` and resumes
 */
export async function runImport(run: ImportRun): Promise<ImportResult> {
  const startedMs = performance.now();
  try {
    await settlePlacing(run);
    if (run.session.listed === 0) await listAll(run);
    else if (run.refused && run.refused.length > 0) await listRefused(run, run.refused);
    await requireSpace(run);
    await processAll(run);
    if (run.request.mode === 'move') await moveAway(run);
    await finish(run);
  } catch (error) {
    // What is done stays done and is on record; the disk may be the very thing that failed.
    await run.context.indexes.writeSession(run.session.id).catch(() => undefined);
    throw targetFault(run, (error as NodeJS.ErrnoException).code, error) ?? error;
  } finally {
    await sweepStaging(run).catch(() => undefined);
    tellChanged(run);
  }
  return readResult(run, startedMs);
}

/** Writes the journal of everything the sources hold. Restarted from scratch when it was interrupted. */
async function listAll(run: ImportRun): Promise<void> {
  const { catalog } = run.context;
  await catalog.write([
    catalog.read.deleteFrom('import_item').where('session_id', '=', run.session.id),
    catalog.read.deleteFrom('import_problem').where('session_id', '=', run.session.id),
  ]);
  let nextUnit = 0;
  let found = 0;
  let bytes = 0;
  const choose = run.request.mode === 'register' ? await unregistered(run) : (folder: ListedFolder) => folder;
  run.control.progress({ phase: 'listing' });
  for (const source of run.request.sources) {
    for await (const listed of listSource(source, {
      companions: run.request.companions,
      skipPath: passedOver(run.storage.full_path, source, run.context.ignorePatterns()),
    })) {
      await run.control.checkpoint();
      const folder = choose(listed);
      await catalog.write([
        ...planFolder(catalog, run.session.id, folder, nextUnit),
        ...folder.problems.map((problem) => keepProblem(catalog, run.session.id, problem)),
      ]);
      for (const problem of folder.problems) run.control.problem(problem);
      nextUnit += folder.units.length;
      found += folder.found;
      bytes += folder.units.reduce((sum, unit) => sum + unit.files.reduce((inner, file) => inner + file.sizeBytes, 0), 0);
      run.control.progress({ total_files: found, total_bytes: bytes });
    }
  }
  await catalog.write([catalog.read.updateTable('session').set({ listed: 1, found }).where('id', '=', run.session.id)]);
}

/** @throws ImaLinkError disk-full, before anything is copied, naming what is missing */
async function requireSpace(run: ImportRun): Promise<void> {
  if (run.request.mode === 'register') return;
  const { catalog } = run.context;
  const row = await catalog.read
    .selectFrom('import_item')
    .select((select) => select.fn.sum<number | null>('size_bytes').as('bytes'))
    .where('session_id', '=', run.session.id)
    .where('state', '=', 'planned')
    .executeTakeFirstOrThrow();
  const needed = row.bytes ?? 0;
  const free = await freeSpace(run.paths.root);
  if (free === null || needed + reserve(free) <= free) return;
  // Duplicates are skipped, so a tight disk may still do; only what surely cannot fit is refused here.
  const stored = await catalog.read
    .selectFrom('image_file')
    .select('id')
    .where('storage_id', '=', run.storage.id)
    .limit(1)
    .executeTakeFirst();
  if (stored) return;
  throw new ImaLinkError(
    'disk-full',
    `${run.paths.root} has ${megabytes(free)} free, the import needs ${megabytes(needed)}. Free ${megabytes(needed + reserve(free) - free)} and resume session ${run.session.id}.`,
    { details: { path: run.paths.root, free_bytes: free, needed_bytes: needed, session_id: run.session.id } },
  );
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

/** Sources go last, when everything that was read of them is on record and in the index on disk. */
async function moveAway(run: ImportRun): Promise<void> {
  await markChanged(run);
  await run.context.indexes.writeSession(run.session.id);
  // Companions may have joined files of other sessions.
  for (const id of await sessionsBehind(run)) await run.context.indexes.writeSession(id);
  await moveSources(run, teller(run));
}

async function sessionsBehind({ context, storage }: ImportRun): Promise<number[]> {
  const rows = await context.catalog.read
    .selectFrom('session')
    .select('id')
    .where('storage_id', '=', storage.id)
    .whereRef('generation', '>', 'index_generation')
    .execute();
  return rows.map(({ id }) => id);
}

const teller =
  (run: ImportRun) =>
  async (problem: Problem): Promise<void> => {
    run.control.problem(problem);
    await run.context.catalog.write([keepProblem(run.context.catalog, run.session.id, problem)]);
  };

async function processAll(run: ImportRun): Promise<void> {
  const onProblem = teller(run);
  const placer = createPlacer(run, onProblem);
  const progress = await progressSoFar(run);
  let lastIndexMs = performance.now();
  for await (const unit of readUnits(run)) {
    await run.control.checkpoint();
    await placeUnit(run, unit, placer, onProblem);
    progress.files += unit.length;
    progress.bytes += unit.reduce((sum, { item }) => sum + item.size_bytes, 0);
    run.control.progress({
      phase: 'importing',
      done_files: progress.files,
      done_bytes: progress.bytes,
      current: unit[0]?.item.relative_path ?? null,
    });
    if (performance.now() - lastIndexMs > indexEveryMs) {
      await placer.flush();
      await markChanged(run);
      await run.context.indexes.writeSession(run.session.id);
      tellChanged(run);
      lastIndexMs = performance.now();
    }
  }
  await placer.flush();
}

async function placeUnit(
  run: ImportRun,
  unit: readonly ReadItem[],
  placer: Placer,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<void> {
  const { catalog } = run.context;
  for (const { item, outcome } of unit) {
    const remarks = outcome.ok
      ? outcome.value.remarks.map((remark) => ({ ...remark, imported: !isRefused(outcome.value.kind, item.role) }))
      : [outcome.problem];
    for (const { code, message, ...rest } of remarks)
      await onProblem({ path: item.relative_path, code, message, ...('imported' in rest && rest.imported ? { imported: true } : {}) });
  }
  const [first] = unit;
  const recorded = first && unit.every(({ item }) => item.is_primary === 0) ? await recordedPrimary(run, first.item.unit) : null;
  const readOf = ({ item, outcome }: ReadItem): ReadMember => ({ path: item.relative_path, role: item.role, outcome });
  const { refused, joining, groups, orphans } = settleRead(unit, readOf, recorded);
  for (const { item } of orphans) await onProblem(orphanProblem(item.relative_path));
  for (const { item, stagingName } of [...refused, ...orphans]) {
    await catalog.write([catalog.read.updateTable('import_item').set({ state: 'failed', staging_name: null }).where('id', '=', item.id)]);
    if (stagingName !== null) await unlink(join(run.paths.staging, stagingName)).catch(() => undefined);
  }
  const asCompanion = ({ member, role }: (typeof joining)[number]) => ({ file: groupFile(member), role });
  if (recorded && joining.length > 0) await placer.join(recorded, joining.map(asCompanion));
  for (const group of groups)
    await placer.add({
      primary: groupFile(group.primary),
      companions: group.companions.map(asCompanion),
    });
}

function groupFile({ item, outcome, stagingName, stored, elsewhere = null }: ReadItem): GroupFile {
  if (!outcome.ok) throw new Error('a file that could not be read has no group');
  return { item, result: outcome.value, stagingName, stored, elsewhere };
}

async function progressSoFar(run: ImportRun): Promise<{ files: number; bytes: number }> {
  const rows = await run.context.catalog.read
    .selectFrom('import_item')
    .select((select) => ['state', select.fn.countAll<number>().as('n'), select.fn.sum<number>('size_bytes').as('bytes')])
    .where('session_id', '=', run.session.id)
    .groupBy('state')
    .execute();
  const total = { files: rows.reduce((sum, row) => sum + row.n, 0), bytes: rows.reduce((sum, row) => sum + row.bytes, 0) };
  const planned = rows.find((row) => row.state === 'planned');
  run.control.progress({ phase: 'importing', total_files: total.files, total_bytes: total.bytes });
  return { files: total.files - (planned?.n ?? 0), bytes: total.bytes - (planned?.bytes ?? 0) };
}

async function markChanged(run: ImportRun): Promise<void> {
  const { catalog, clock } = run.context;
  await catalog.write([
    catalog.read
      .updateTable('session')
      .set({ generation: sql<number>`generation + 1`, changed_at: clock.now().toISOString() })
      .where('id', '=', run.session.id),
  ]);
}

async function finish(run: ImportRun): Promise<void> {
  const { catalog, clock, indexes } = run.context;
  run.control.progress({ phase: 'writing-index' });
  await catalog.write([
    catalog.read
      .updateTable('session')
      .set({ status: 'complete', generation: sql<number>`generation + 1`, changed_at: clock.now().toISOString() })
      .where('id', '=', run.session.id),
  ]);
  await indexes.writeSession(run.session.id);
}

/** Removes this run's staging copies, unless a journal row still waits to be placed from one. */
async function sweepStaging(run: ImportRun): Promise<void> {
  const waiting = await run.context.catalog.read.selectFrom('import_item').select('staging_name').where('state', '=', 'placing').execute();
  const keep = new Set(waiting.map((row) => row.staging_name));
  for (const name of await readdir(run.paths.staging))
    if (name.endsWith('.part') && !keep.has(name)) await unlink(join(run.paths.staging, name)).catch(() => undefined);
}

function tellChanged(run: ImportRun): void {
  run.context.emit('session.changed', { session_id: run.session.id });
  run.context.emit('photos.changed', { reason: 'import', session_id: run.session.id });
  run.context.emit('storage.changed', { storage_uuid: run.storage.uuid });
  // Files and the person bring tags.
  run.context.emit('organize.changed', {});
}

async function readResult(run: ImportRun, startedMs: number): Promise<ImportResult> {
  const { catalog } = run.context;
  const [counts, problems, matches, session] = await Promise.all([
    readCounts(catalog, run.session.id),
    readProblems(catalog, run.session.id),
    readMatches(catalog, run.session.id),
    catalog.read.selectFrom('session').selectAll().where('id', '=', run.session.id).executeTakeFirstOrThrow(),
  ]);
  return {
    session: { id: session.id, uuid: session.uuid, title: session.title, status: session.status },
    counts,
    problems: await byPath(problems),
    matches: await byPath(matches),
    free_space_bytes: await freeSpace(run.paths.root),
    duration_ms: Math.round(performance.now() - startedMs),
  };
}
