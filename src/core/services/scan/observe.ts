/** Reads the files of a scan whose content decides. Reading changes nothing but .imalink/hotpreviews. */
import { join } from 'node:path';
import type { ScanMode } from '#contract/scan.ts';
import { inSlices } from '#core/in-slices.ts';
import type { MediaOutcome, MediaResult, ReadingJob } from '#core/media/types.ts';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import type { ObservedIdentity } from '#domain/reconcile/types.ts';
import { isXmp } from '#domain/sidecar-facts.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import type { JobControl } from '../jobs.ts';
import type { FileToRead, Looked } from './look.ts';
import { openReadCache, type ReadCache } from './read-cache.ts';
import type { ReadFiles } from './scan-thread.ts';

/** Younger files may still be written: they are looked at next time. */
const settledAfterMs = 2000;
/** Read together: many small files, or few large ones, so that progress is seen and a pause is soon. */
const slice = { items: 256, bytes: 32 * 1024 * 1024 };
/** Media threads have something to read while what was read is taken. */
const slicesAtOnce = 3;

export interface Observation {
  readonly read: ReadFiles;
  /** What the files say that were read, by path. */
  readonly results: ReadonlyMap<string, MediaResult>;
  readonly cache: ReadCache;
}

type Reading = ReadFiles extends ReadonlyMap<string, infer R> ? R : never;

/** Reads every file to read; what an interrupted scan has read already is not read again. @throws ImaLinkError cancelled */
export async function observe(
  context: Context,
  control: JobControl,
  scan: { readonly storageId: number; readonly mode: ScanMode },
  paths: StoragePaths,
  looked: Looked,
): Promise<Observation> {
  const cache = await openReadCache(context, scan.storageId, scan.mode);
  const read = new Map<string, Reading>();
  const results = new Map<string, MediaResult>();
  const unchanged = looked.files - looked.toRead.length;
  control.progress({
    phase: 'reading',
    total_files: looked.files,
    done_files: unchanged,
    total_bytes: looked.toRead.reduce((sum, file) => sum + file.sizeBytes, 0),
  });
  let doneBytes = 0;
  try {
    await inParallel(inSlices(looked.toRead, slice), slicesAtOnce, async (files) => {
      await control.checkpoint();
      const outcomes = await readSeveral(context, control, paths, files, cache);
      for (const [at, file] of files.entries()) {
        const { reading, result } = outcomes[at] ?? unstable(file);
        read.set(file.path, reading);
        if (result && isDescribed(file)) results.set(file.path, result);
        doneBytes += file.sizeBytes;
      }
      control.progress({ done_files: unchanged + read.size, done_bytes: doneBytes, current: files.at(-1)?.path ?? null });
    });
    await control.checkpoint();
  } catch (error) {
    // Cancelled: the next scan goes on from here.
    await cache.flush();
    throw error;
  }
  await cache.settle();
  return { read, results, cache };
}

interface Read {
  readonly reading: Reading;
  readonly result?: MediaResult;
}

/** @returns what became of each, in their order */
async function readSeveral(
  context: Context,
  control: JobControl,
  paths: StoragePaths,
  files: readonly FileToRead[],
  cache: ReadCache,
): Promise<Read[]> {
  const nowMs = context.clock.now().getTime();
  const known = files.map((file) => withoutReading(file, nowMs, cache));
  const toRead = files.filter((_, at) => known[at] === null);
  const jobs = toRead.map((file) => ({ of: jobOf(file, paths), sizeBytes: file.sizeBytes }));
  // No thread is started for nothing.
  const outcomes = (jobs.length === 0 ? [] : await context.media().runAll(jobs, control.signal)).values();
  return files.map((file, at) => known[at] ?? readFrom(file, outcomes.next().value, cache));
}

/** Null when the file has to be read. */
function withoutReading(file: FileToRead, nowMs: number, cache: ReadCache): Read | null {
  // A date ahead of the clock is a clock that is off, not a file that is being written.
  if (!file.isKnown && Math.abs(nowMs - file.mtimeMs) < settledAfterMs) return unstable(file);
  const cached = cache.find(file);
  if (cached) return { reading: readingOf(cached), result: cached };
  return file.isPlaceholder ? { reading: { ...unread(file), reading: 'placeholder' } } : null;
}

function jobOf(file: FileToRead, paths: StoragePaths): ReadingJob {
  return {
    sourcePath: join(paths.photos, file.path),
    copyToPath: null,
    verify: false,
    hashOnly: !isDescribed(file),
    // A changed picture gets its preview at once, so that before and after can be compared; it also shows whether it decodes.
    hotpreviewsDir: file.role === 'photo' && file.isKnown ? paths.hotpreviews : null,
  };
}

function readFrom(file: FileToRead, outcome: MediaOutcome | undefined, cache: ReadCache): Read {
  if (outcome?.ok) {
    cache.keep(file, outcome.value);
    return { reading: readingOf(outcome.value), result: outcome.value };
  }
  const code = outcome?.problem.code;
  if (!outcome || code === 'changing' || code === 'vanished' || code === 'worker-crashed') return unstable(file);
  return { reading: { ...unread(file), reading: 'unreadable', reason: outcome.problem.message } };
}

const unread = ({ sizeBytes, mtimeMs }: FileToRead) => ({ sizeBytes, mtimeMs, identity: null });
const unstable = (file: FileToRead): Read => ({ reading: { ...unread(file), reading: 'unstable' } });

/** Whose words are read: photos, and XMP sidecars, which speak for theirs. */
const isDescribed = ({ role, path }: FileToRead): boolean => role === 'photo' || isXmp(path);

function readingOf(result: MediaResult): Reading {
  return { sizeBytes: result.sizeBytes, mtimeMs: result.mtimeMs, reading: 'read', identity: identityOf(result) };
}

function identityOf(result: MediaResult): ObservedIdentity {
  return {
    hothash: result.hothash,
    hashAlgo: result.hashAlgo,
    checksum: result.checksum,
    format: result.format,
    codedWidthPx: result.codedWidthPx,
    codedHeightPx: result.codedHeightPx,
    takenAt: result.metadata.takenAtSource.startsWith('exif') ? result.metadata.takenAt : null,
    camera: result.metadata.camera,
    decodes: !result.remarks.some((remark) => remark.code === 'damaged' || remark.code === 'not-an-image'),
  };
}
