/**
 * Mode move: the sources of what is stored go to the trash, unit by unit. Order: copies recorded `done` (durable) →
 * index on disk → `removing` (durable) → stored copy and source read again → trash → `removed`. A unit goes whole or
 * stays whole; what stays is told as `source-kept`. docs/design/import.md#moving
 */
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { checkSource, type SourceCheck } from './source-check.ts';
import type { ImportItem, ImportRun } from './types.ts';

/** Journal rows per round trip: two durable commits serve all of them. */
const pageSize = 64;

type OnProblem = (problem: Problem) => Promise<void>;
type State = 'removed' | 'kept';
/** Stored, so that its source may go: with the place its bytes stand at. */
type StoredItem = ImportItem & { readonly checksum: string; readonly storedAt: string };

/** Idempotent: a kill in here is mended by the next call. @throws ImaLinkError cancelled, storage-locked */
export async function moveSources(run: ImportRun, onProblem: OnProblem): Promise<void> {
  await requireIndexed(run);
  const total = await countWaiting(run);
  let done = 0;
  run.control.progress({ phase: 'moving', done_files: 0, total_files: total, done_bytes: 0, total_bytes: null });
  for await (const units of waitingUnits(run)) {
    await run.control.checkpoint();
    const items = units.flatMap((unit) => storedOf(unit));
    await mark(run, items, 'removing');
    const states = new Map<number, State>();
    for (const unit of units) for (const [id, state] of await moveUnit(run, unit, onProblem)) states.set(id, state);
    for (const state of ['removed', 'kept'] as const)
      await mark(
        run,
        items.filter(({ id }) => states.get(id) === state),
        state,
      );
    done += items.length;
    run.control.progress({ done_files: done, current: items.at(-1)?.relative_path ?? null });
  }
}

/** @returns what became of the source of each stored file of a unit */
async function moveUnit(run: ImportRun, unit: readonly ImportItem[], onProblem: OnProblem): Promise<Map<number, State>> {
  const stored = storedOf(unit);
  const checks = new Map<StoredItem, SourceCheck>();
  for (const item of stored) checks.set(item, await checkSource(bytesOf(run, item)));
  const blocked = stored.find((item) => checks.get(item)?.may === 'stay');
  const missing = unit.find((item) => !stored.some(({ id }) => id === item.id));
  const states = new Map<number, State>();
  const keep = async (item: StoredItem, reason: string): Promise<void> => {
    states.set(item.id, 'kept');
    await onProblem({
      path: item.relative_path,
      code: 'source-kept',
      message: `${item.relative_path} is stored, and stays in the source too: ${reason}`,
      imported: true,
    });
  };
  // The photo last: what is interrupted leaves it with less beside it, never its companions alone.
  for (const item of stored.toSorted((left, right) => left.is_primary - right.is_primary)) {
    const check = checks.get(item);
    if (check?.may === 'absent') states.set(item.id, wasOurs(item) ? 'removed' : 'kept');
    else if (check?.may === 'stay') await keep(item, check.reason);
    else if (blocked) await keep(item, `${blocked.relative_path} stays, and belongs to it`);
    else if (missing) await keep(item, `${missing.relative_path} belongs to it and was not imported`);
    else {
      const refusal = await run.context.trash.put(item.source_path);
      if (refusal === null) states.set(item.id, 'removed');
      else await keep(item, refusal);
    }
  }
  return states;
}

/** Gone by this import, of whose last steps a kill may have let the journal know the first only. */
const wasOurs = ({ source_state: state }: ImportItem): boolean => state === 'removing' || state === 'removed';

function bytesOf(run: ImportRun, item: StoredItem) {
  return {
    sourcePath: item.source_path,
    storedPath: join(run.paths.photos, item.storedAt),
    checksum: item.checksum,
    sizeBytes: item.size_bytes,
    mtimeMs: item.mtime_ms,
  };
}

/** Files of a unit that stand in this storage: placed by this import, or recognised as placed before. */
function storedOf(unit: readonly ImportItem[]): StoredItem[] {
  return unit.flatMap((item) => {
    const storedAt = item.state === 'done' ? item.target_path : item.state === 'duplicate' ? item.matches : null;
    return storedAt === null || item.checksum === null ? [] : [{ ...item, checksum: item.checksum, storedAt }];
  });
}

/** Without the index on disk, a lost catalog would not know what the source no longer has. */
async function requireIndexed(run: ImportRun): Promise<void> {
  const session = await run.context.catalog.read
    .selectFrom('session')
    .select(['generation', 'index_generation'])
    .where('id', '=', run.session.id)
    .executeTakeFirstOrThrow();
  if (session.index_generation < session.generation) throw new Error(`the index of session ${run.session.id} is not on disk`);
}

const waiting = (run: ImportRun) =>
  run.context.catalog.read
    .selectFrom('import_item')
    .where('session_id', '=', run.session.id)
    .where((where) => where.or([where('source_state', 'is', null), where('source_state', '=', 'removing')]));

async function countWaiting(run: ImportRun): Promise<number> {
  const row = await waiting(run)
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('state', 'in', ['done', 'duplicate'])
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Whole units in order, with those of their files that were not stored. */
async function* waitingUnits(run: ImportRun): AsyncGenerator<ImportItem[][]> {
  let lastUnit = -1;
  for (;;) {
    const units = await waiting(run)
      .select('unit')
      .distinct()
      .where('unit', '>', lastUnit)
      .where('state', 'in', ['done', 'duplicate'])
      .orderBy('unit')
      .limit(pageSize)
      .execute();
    const numbers = units.map(({ unit }) => unit);
    if (numbers.length === 0) return;
    const rows = await run.context.catalog.read
      .selectFrom('import_item')
      .selectAll()
      .where('session_id', '=', run.session.id)
      .where('unit', 'in', numbers)
      .orderBy('unit')
      .orderBy('id')
      .execute();
    yield [...Map.groupBy(rows, (row) => row.unit).values()];
    lastUnit = numbers.at(-1) ?? lastUnit;
  }
}

async function mark(run: ImportRun, items: readonly StoredItem[], state: 'removing' | State): Promise<void> {
  if (items.length === 0) return;
  const { catalog } = run.context;
  await catalog.write([
    catalog.read
      .updateTable('import_item')
      .set({ source_state: state })
      .where(
        'id',
        'in',
        items.map(({ id }) => id),
      ),
  ]);
}
