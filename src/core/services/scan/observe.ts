/** Reads the files of a scan whose content decides. Reading changes nothing but .imalink/hotpreviews. */
import { join } from 'node:path';
import type { ScanMode } from '#contract/scan.ts';
import type { MediaResult } from '#core/media/types.ts';
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
  if (looked.toRead.length > 0)
    await inParallel(looked.toRead, context.media().concurrency * 2, async (file) => {
      await control.checkpoint();
      const { reading, result } = await readOne(context, control, paths, file, cache);
      read.set(file.path, reading);
      if (result && isDescribed(file)) results.set(file.path, result);
      doneBytes += file.sizeBytes;
      control.progress({ done_files: unchanged + read.size, done_bytes: doneBytes, current: file.path });
    }).catch(async (error: unknown) => {
      // Cancelled: the next scan goes on from here.
      await cache.flush();
      throw error;
    });
  await cache.settle();
  await control.checkpoint();
  return { read, results, cache };
}

async function readOne(
  context: Context,
  control: JobControl,
  paths: StoragePaths,
  file: FileToRead,
  cache: ReadCache,
): Promise<{ readonly reading: Reading; readonly result?: MediaResult }> {
  const { sizeBytes, mtimeMs } = file;
  const seen = { sizeBytes, mtimeMs, identity: null };
  // A date ahead of the clock is a clock that is off, not a file that is being written.
  if (!file.isKnown && Math.abs(context.clock.now().getTime() - mtimeMs) < settledAfterMs)
    return { reading: { ...seen, reading: 'unstable' } };
  const cached = cache.find(file);
  if (cached) return { reading: readingOf(cached), result: cached };
  if (file.isPlaceholder) return { reading: { ...seen, reading: 'placeholder' } };
  const isPhoto = file.role === 'photo';
  const outcome = await context.media().run(
    // A changed picture gets its preview at once, so that before and after can be compared; it also shows whether it decodes.
    {
      sourcePath: join(paths.photos, file.path),
      copyToPath: null,
      verify: false,
      hashOnly: !isDescribed(file),
      hotpreviewsDir: isPhoto && file.isKnown ? paths.hotpreviews : null,
    },
    control.signal,
  );
  if (outcome.ok) {
    cache.keep(file, outcome.value);
    return { reading: readingOf(outcome.value), result: outcome.value };
  }
  const { code, message } = outcome.problem;
  if (code === 'changing' || code === 'vanished' || code === 'worker-crashed') return { reading: { ...seen, reading: 'unstable' } };
  return { reading: { ...seen, reading: 'unreadable', reason: message } };
}

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
