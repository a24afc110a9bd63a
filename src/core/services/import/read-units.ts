/** Reads planned files through the media workers, many at once, and hands their units on in order. */
import { join } from 'node:path';
import type { MediaOutcome, MediaResult } from '#core/media/types.ts';
import { removeStaging } from '#core/storage/place-file.ts';
import { isXmp } from '#domain/sidecar-facts.ts';
import { lookEverywhere, type Everywhere } from './known-everywhere.ts';
import { knownSizes, photoWith, verifiedCompanion, verifiedDuplicate } from './known-files.ts';
import { targetFault } from './target-fault.ts';
import type { ImportItem, ImportRun, ReadItem, StoredMatch } from './types.ts';

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
      const reading = readUnit(run, unit);
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

/** A unit with the reading of its primary, which its companions are asked about. */
interface ReadingUnit extends PlannedUnit {
  /** Null when only companions are left to read. */
  readonly primary: Promise<ReadItem> | null;
}

async function readUnit(run: ImportRun, unit: PlannedUnit): Promise<ReadItem[]> {
  const [first] = unit.items;
  const primary = first && first.is_primary === 1 ? readItem(run, first, { ...unit, primary: null }) : null;
  return Promise.all(unit.items.map((item) => (item === first && primary ? primary : readItem(run, item, { ...unit, primary }))));
}

/**
 * Reads one file: copied and hashed in the same pass. A file whose size the storage knows is hashed first,
 * so that a duplicate is recognised before anything is copied.
 */
async function readItem(run: ImportRun, item: ImportItem, unit: ReadingUnit): Promise<ReadItem> {
  const known = run.request.mode === 'register' ? null : await readKnown(run, item, unit);
  return known ?? copyItem(run, item);
}

/** Reads one file and copies it into the staging folder, whatever is known of it. In mode register it is only read. */
export async function copyItem(run: ImportRun, item: ImportItem): Promise<ReadItem> {
  const { context, request, paths, control } = run;
  const isSidecar = item.role === 'sidecar' || item.role === 'audio';
  const stagingName = request.mode === 'register' ? null : `${context.clock.newUuid()}.part`;
  const outcome = await context.media().run(
    {
      sourcePath: item.source_path,
      verify: request.verify,
      hotpreviewsDir: isSidecar ? null : paths.hotpreviews,
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
async function readKnown(run: ImportRun, item: ImportItem, unit: ReadingUnit): Promise<ReadItem | null> {
  const { request } = run;
  const mayBeHere = unit.knownSizes.has(item.size_bytes) && request.duplicates !== 'keep';
  // Only a photo is left out for what another storage has: its companions go its way.
  const everywhere = item.is_primary === 1 ? lookedAt.get(run) : undefined;
  if (!mayBeHere && !everywhere) return null;
  // Whether a RAW and its picture are one shot is told by their times.
  const outcome = await readOnly(run, item, { hashOnly: unit.items.every(({ role }) => role !== 'raw') });
  if (!outcome.ok) return { item, outcome, stagingName: null, stored: null };
  const { checksum, kind } = outcome.value;
  const stored = request.duplicates === 'keep' ? null : await storedAs(run, item, outcome.value, unit);
  if (stored) {
    // It may be the movie of a still that has it not: its identifier tells.
    const isMovie = item.is_primary === 1 && stored.isCompanion && kind === 'video';
    return { item, outcome: isMovie ? await readOnly(run, item, { hashOnly: false }) : outcome, stagingName: null, stored };
  }
  if (isOther(item, outcome)) return { item, outcome: refused(item), stagingName: null, stored: null };
  const found = await everywhere?.verifiedElsewhere(checksum);
  if (!found) return null;
  return { item, outcome, stagingName: null, stored: null, elsewhere: `${found.storage.display_name}: ${found.path}` };
}

const readOnly = ({ context, request, control }: ImportRun, item: ImportItem, { hashOnly }: { readonly hashOnly: boolean }) =>
  context
    .media()
    .run({ sourcePath: item.source_path, verify: request.verify, hotpreviewsDir: null, copyToPath: null, hashOnly }, control.signal);

/** Where a file stands already: a photo anywhere in the storage, a companion beside its own photo only. */
async function storedAs(
  { context: { catalog }, storage }: ImportRun,
  item: ImportItem,
  { checksum, kind }: MediaResult,
  unit: ReadingUnit,
): Promise<StoredMatch | null> {
  if (item.role === null) return verifiedDuplicate(catalog, storage, checksum);
  const primary = await unit.primary;
  if (!primary?.outcome.ok) return null;
  const photoId = primary.stored?.photoId ?? (await photoWith(catalog, primary.outcome.value.hothash));
  if (photoId === null) return null;
  return verifiedCompanion(catalog, storage, photoId, { role: kind === 'raw' ? 'raw' : item.role, checksum });
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
