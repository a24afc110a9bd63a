/** Reads planned files through the media workers, many at once, and hands their units on in order. */
import { join } from 'node:path';
import type { MediaOutcome } from '#core/media/types.ts';
import { removeStaging } from '#core/storage/place-file.ts';
import { isXmp } from '#domain/sidecar-facts.ts';
import { lookEverywhere, type Everywhere } from './known-everywhere.ts';
import { knownSizes, verifiedDuplicate } from './known-files.ts';
import { targetFault } from './target-fault.ts';
import type { ImportItem, ImportRun, ReadItem } from './types.ts';

/** Journal rows per round trip. */
const pageSize = 400;
/** Units read ahead of the one being placed: enough to keep every worker busy while files are placed. */
const readAhead = 24;

/** What each run that asks has seen of the other storages. */
const lookedAt = new WeakMap<ImportRun, Everywhere>();

/** All planned units of a session in order, each with all its files read. Stops at the run's abort signal. */
export async function* readUnits(run: ImportRun): AsyncGenerator<ReadItem[]> {
  const pending: Promise<ReadItem[]>[] = [];
  if (run.request.elsewhere === 'skip' && run.request.mode !== 'register')
    lookedAt.set(run, await lookEverywhere(run.context, run.storage));
  try {
    for await (const unit of plannedUnits(run)) {
      await run.control.checkpoint();
      const reading = Promise.all(unit.items.map((item) => readItem(run, item, unit.knownSizes.has(item.size_bytes))));
      // A rejection is met when its turn comes; until then it must not count as unhandled.
      reading.catch(() => undefined);
      pending.push(reading);
      if (pending.length >= readAhead) yield (await pending.shift()) as ReadItem[];
    }
    for (let next = pending.shift(); next; next = pending.shift()) {
      await run.control.checkpoint();
      yield await next;
    }
  } finally {
    await Promise.allSettled(pending);
  }
}

interface PlannedUnit {
  readonly items: readonly ImportItem[];
  readonly knownSizes: ReadonlySet<number>;
}

async function* plannedUnits(run: ImportRun): AsyncGenerator<PlannedUnit> {
  const { catalog } = run.context;
  const seenSizes = new Set<number>();
  let lastUnit = -1;
  for (;;) {
    const rows = await catalog.read
      .selectFrom('import_item')
      .selectAll()
      .where('session_id', '=', run.session.id)
      .where('state', '=', 'planned')
      .where('unit', '>', lastUnit)
      .orderBy('unit')
      .orderBy('is_primary', 'desc')
      .orderBy('id')
      .limit(pageSize)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    // The last unit of a full page may go on in the next one.
    const whole =
      rows.length < pageSize || rows.every((row) => row.unit === last.unit) ? rows : rows.filter((row) => row.unit !== last.unit);
    const stored = await knownSizes(
      catalog,
      run.storage.id,
      whole.map((row) => row.size_bytes),
    );
    for (const items of Map.groupBy(whole, (row) => row.unit).values()) {
      const known = new Set(items.map((item) => item.size_bytes).filter((size) => stored.has(size) || seenSizes.has(size)));
      for (const item of items) seenSizes.add(item.size_bytes);
      yield { items, knownSizes: known };
    }
    lastUnit = whole.at(-1)?.unit ?? last.unit;
  }
}

/**
 * Reads one file: copied and hashed in the same pass. A file whose size the storage knows is hashed first,
 * so that a duplicate is recognised before anything is copied.
 */
async function readItem(run: ImportRun, item: ImportItem, sizeIsKnown: boolean): Promise<ReadItem> {
  const { context, request, paths, control } = run;
  const isCopy = request.mode !== 'register';
  const isSidecar = item.role === 'sidecar' || item.role === 'audio';
  const job = { sourcePath: item.source_path, verify: request.verify, hotpreviewsDir: isSidecar ? null : paths.hotpreviews };
  const known = isCopy ? await readKnown(run, item, sizeIsKnown) : null;
  if (known) return known;
  const stagingName = isCopy ? `${context.clock.newUuid()}.part` : null;
  const outcome = await context.media().run(
    {
      ...job,
      copyToPath: stagingName === null ? null : join(paths.staging, stagingName),
      hashOnly: isSidecar && !isXmp(item.relative_path),
    },
    control.signal,
  );
  // What cannot be written is the storage's fault, not the file's.
  const fault = !outcome.ok && outcome.problem.code === 'write-failed' ? targetFault(run, outcome.problem.errno) : null;
  if (fault) throw fault;
  if (isOther(item, outcome)) {
    if (stagingName !== null) await removeStaging(paths.staging, stagingName);
    return { item, outcome: refused(item), stagingName: null, stored: null };
  }
  return { item, outcome, stagingName: outcome.ok ? stagingName : null, stored: null };
}

/** A file that may be known is hashed before it is copied. @returns null when it is to be copied */
async function readKnown(run: ImportRun, item: ImportItem, sizeIsKnown: boolean): Promise<ReadItem | null> {
  const { context, request, control } = run;
  const mayBeHere = sizeIsKnown && request.duplicates !== 'keep';
  // Only a photo is left out for what another storage has: its companions go its way.
  const everywhere = item.is_primary === 1 ? lookedAt.get(run) : undefined;
  if (!mayBeHere && !everywhere) return null;
  const job = { sourcePath: item.source_path, verify: request.verify, hotpreviewsDir: null };
  const outcome = await context.media().run({ ...job, copyToPath: null, hashOnly: true }, control.signal);
  if (!outcome.ok) return { item, outcome, stagingName: null, stored: null };
  const { checksum } = outcome.value;
  const stored = request.duplicates === 'keep' ? null : await verifiedDuplicate(context.catalog, run.storage, checksum);
  if (stored) return { item, outcome, stagingName: null, stored };
  if (isOther(item, outcome)) return { item, outcome: refused(item), stagingName: null, stored: null };
  const found = await everywhere?.verifiedElsewhere(checksum);
  if (!found) return null;
  return { item, outcome, stagingName: null, stored: null, elsewhere: `${found.storage.display_name}: ${found.path}` };
}

/** A mirror takes over what is on record, and nothing else: damage must not spread to the copy. */
const isOther = (item: ImportItem, outcome: MediaOutcome): boolean =>
  item.checksum !== null && outcome.ok && outcome.value.checksum !== item.checksum;

const refused = (item: ImportItem): MediaOutcome => ({
  ok: false,
  problem: {
    code: 'verify-failed',
    message: `${item.relative_path} does not hold its recorded bytes any more; verify its storage before it is mirrored`,
  },
});
