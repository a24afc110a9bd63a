/** One storage's part of a verification: every due file read and compared; what is not as recorded is handed on. */
import { ImaLinkError } from '#contract/errors.ts';
import { instant, type Context } from '../context.ts';
import { tellsBlocks } from '#core/storage/placeholder.ts';
import { inParallel } from '../in-parallel.ts';
import type { JobControl } from '../jobs.ts';
import { probeStorage } from '../storage-state.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { dueFiles, noteChecked, noteVerified, type DueFile, type Reach } from './due-files.ts';
import { readFile, type Reader, type Reading } from './read-file.ts';
import type { Pace } from './pace.ts';
import type { Tally } from './tally.ts';

export interface StorageRun {
  readonly context: Context;
  readonly control: JobControl;
  readonly storage: StorageRow;
  readonly reach: Reach;
  /** Files read in this run are noted with this instant, or with a later one. */
  readonly startedAt: string;
  readonly limit: number;
  /** One file at a time: a person is at work. */
  readonly background: boolean;
  /** Waits after each file, so that no more is read than a person allowed. */
  readonly pace: Pace;
  readonly tally: Tally;
}

/** Files whose record and bytes do not agree, by what is to be asked about them. */
export interface Deviations {
  /** Other bytes under the same size and time. */
  readonly suspects: DueFile[];
  /** Known bytes again under a flag that says otherwise. */
  readonly healed: DueFile[];
  /** Changed, or gone: a scan decides. */
  readonly changed: DueFile[];
  readonly gone: DueFile[];
  /** A companion was changed, or a missing file is back: a scan follows that. */
  isScanWanted: boolean;
}

/**
 * Reads the due files of a storage, page by page; what was found of a page is on record before the next one is read.
 * @throws ImaLinkError cancelled, storage-offline, storage-wrong-uuid
 */
export async function readStorage(run: StorageRun, found: Deviations, onFile: (file: DueFile) => void): Promise<void> {
  const { context, control, storage } = run;
  const limit = run.background ? 1 : context.media().concurrency;
  const { root, photos: photosFolder } = pathsOf(storage);
  const reader: Reader = { context, photosFolder, tellsBlocks: tellsBlocks(root), signal: control.signal };
  for await (const page of dueFiles(context.catalog, run.reach, run.startedAt, run.limit)) {
    const read: UnitReading[] = [];
    try {
      await inParallel(page, limit, async (file) => {
        await control.checkpoint();
        const reading = await readUnit(reader, file);
        // A reading that was broken off says nothing.
        if (control.signal.aborted) return;
        read.push(reading);
        onFile(file);
        await run.pace(bytesOf(reading), control.signal);
      });
      await control.checkpoint();
      // A disk that was pulled makes everything look gone, so nothing of this page counts then.
      if (read.some((each) => each.all.some(({ reading }) => reading.is === 'missing' || reading.is === 'unreadable')))
        await requireThere(storage);
    } catch (error) {
      if (control.signal.aborted) await keep(run, read, found);
      throw error;
    }
    await keep(run, read, found);
  }
}

interface UnitReading {
  readonly file: DueFile;
  readonly reading: Reading;
  readonly all: readonly { readonly path: string; readonly reading: Reading }[];
}

const bytesOf = ({ all }: UnitReading): number =>
  all.reduce((sum, { reading }) => sum + ('sizeBytes' in reading ? reading.sizeBytes : 0), 0);

async function readUnit(reader: Reader, file: DueFile): Promise<UnitReading> {
  const all = [];
  for (const recorded of [file, ...file.companions]) all.push({ path: recorded.path, reading: await readFile(reader, recorded) });
  return { file, reading: all[0]?.reading ?? { is: 'missing' }, all };
}

/** @throws ImaLinkError storage-offline, storage-wrong-uuid */
export async function requireThere(storage: StorageRow): Promise<'online' | 'read-only'> {
  const { state, hint } = await probeStorage(storage.full_path, storage.photos_dir, storage.uuid);
  if (state === 'online' || state === 'read-only') return state;
  throw new ImaLinkError(
    state === 'wrong-uuid' ? 'storage-wrong-uuid' : 'storage-offline',
    `Storage ${storage.display_name}: ${hint ?? state} What was verified so far is kept; go on with --resume when it is back.`,
    { details: { storage: storage.uuid, state, path: storage.full_path } },
  );
}

/** Counts a page and puts it on record. What is handed on has its turn noted when that was decided. */
async function keep(run: StorageRun, read: readonly UnitReading[], found: Deviations): Promise<void> {
  const { context, startedAt } = run;
  const verified: DueFile[] = [];
  const looked: DueFile[] = [];
  for (const unit of read) {
    const { file, reading } = unit;
    run.tally.counts.bytes += bytesOf(unit);
    const areCompanionsWhole = countCompanions(run, unit, found);
    // Where a missing file was, another one may stand: that is no change of it.
    const isOnRecord = file.status !== 'missing';
    if (reading.is === 'suspect' && isOnRecord) found.suspects.push(file);
    else if (reading.is === 'changed' && isOnRecord) found.changed.push(file);
    else if (reading.is === 'ok') {
      run.tally.count('ok');
      (areCompanionsWhole ? verified : looked).push(file);
      if (!isOnRecord) found.isScanWanted = true;
      else if (file.status !== 'present') found.healed.push(file);
    } else {
      looked.push(file);
      countAway(run, file, reading, found);
    }
  }
  const now = instant(context.clock);
  const at = now > startedAt ? now : startedAt;
  const ids = looked.map((file) => file.id);
  await context.catalog.write([...noteVerified(context.catalog, verified, at, now), ...noteChecked(context.catalog, ids, at)]);
}

/** A file that is not there, or whose place another file has, or that cannot be read, or not without fetching it. */
function countAway(run: StorageRun, file: DueFile, reading: Reading, found: Deviations): void {
  const { path } = file;
  if (reading.is === 'in-cloud') {
    run.tally.passOver();
    return;
  }
  if (reading.is === 'unreadable') {
    run.tally.count('unreadable', { path, code: reading.code, message: reading.message });
    return;
  }
  if (file.status !== 'missing') found.gone.push(file);
  run.tally.count('missing', {
    path,
    code: 'vanished',
    message: `${path} is not in ${run.storage.display_name}; a scan says what became of it`,
  });
}

/** @returns false when a companion is damaged or cannot be read */
function countCompanions(run: StorageRun, { all }: UnitReading, found: Deviations): boolean {
  let areWhole = true;
  for (const { path, reading } of all.slice(1)) {
    if (reading.is === 'ok') run.tally.count('ok');
    else if (reading.is === 'changed') {
      found.isScanWanted = true;
      run.tally.count('edited');
    } else if (reading.is === 'in-cloud') {
      areWhole = false;
      run.tally.passOver();
    } else if (reading.is === 'missing')
      run.tally.count('missing', { path, code: 'vanished', message: `${path} is not in ${run.storage.display_name}` });
    else {
      areWhole = false;
      if (reading.is === 'unreadable') run.tally.count('unreadable', { path, code: reading.code, message: reading.message });
      else run.tally.count('corrupt', { path, code: 'verify-failed', message: `${path}: its bytes changed while size and date stayed` });
    }
  }
  return areWhole;
}
