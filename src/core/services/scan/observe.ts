/**
 * What stands in a storage right now. A file whose size and time are as the catalog has them costs one lstat and is
 * not opened; everything else is read, and content decides. Reading changes nothing but .imalink/hotpreviews.
 */
import { join } from 'node:path';
import type { ScanMode } from '#contract/scan.ts';
import { extensionOf, roleOfName } from '#core/media/formats.ts';
import type { MediaResult } from '#core/media/types.ts';
import { walk, type WalkedFile } from '#core/storage/walk.ts';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import type { CataloguedFile, ObservedFile, ScanScope } from '#domain/reconcile/types.ts';
import type { RelPath } from '#domain/rel-path.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import { ownFilesOf } from '../import/list-source.ts';
import type { JobControl } from '../jobs.ts';

/** Times differ by less than this when a file system or a conversion rounded them. */
const sameTimeMs = 0.01;
/** Younger files may still be written: they are looked at next time. */
const settledAfterMs = 2000;

export interface Observation {
  readonly observed: readonly ObservedFile[];
  /** What the files say that were read, by path. */
  readonly results: ReadonlyMap<string, MediaResult>;
  readonly unknownFolders: readonly string[];
  readonly hadErrors: boolean;
}

interface Scan {
  readonly context: Context;
  readonly control: JobControl;
  readonly paths: StoragePaths;
  readonly mode: ScanMode;
  readonly subtree: string;
  readonly results: Map<string, MediaResult>;
  readonly known: ReadonlyMap<string, { readonly sizeBytes: number; readonly mtimeMs: number; readonly isCompanion: boolean }>;
}

/** Looks at a storage or a folder of it. @throws ImaLinkError cancelled */
export async function observe(
  context: Context,
  control: JobControl,
  paths: StoragePaths,
  options: { readonly mode: ScanMode; readonly subtree: string; readonly catalogued: readonly CataloguedFile[] },
): Promise<Observation> {
  const scan: Scan = {
    context,
    control,
    paths,
    mode: options.mode,
    subtree: options.subtree,
    results: new Map(),
    known: knownPaths(options.catalogued),
  };
  const listing = await list(scan);
  const observed: ObservedFile[] = [];
  const toRead: WalkedFile[] = [];
  for (const file of listing.files) {
    if (needsReading(scan, file)) toRead.push(file);
    else
      observed.push({
        ...statOf(scan, file),
        reading: scan.mode === 'quick' && isChanged(scan, file) ? 'unstable' : 'unchanged',
        identity: null,
      });
  }
  control.progress({
    phase: 'reading',
    total_files: listing.files.length,
    done_files: observed.length,
    total_bytes: toRead.reduce((sum, file) => sum + file.sizeBytes, 0),
  });
  let doneBytes = 0;
  await inParallel(toRead, context.media().concurrency * 2, async (file) => {
    await control.checkpoint();
    observed.push(await readFile(scan, file));
    doneBytes += file.sizeBytes;
    control.progress({ done_files: observed.length, done_bytes: doneBytes, current: file.relativePath });
  });
  await control.checkpoint();
  const isQuiet = await standsStill(scan, listing, options.catalogued);
  return { observed, results: scan.results, unknownFolders: listing.unknownFolders, hadErrors: listing.hadErrors || !isQuiet };
}

interface Listing {
  readonly files: readonly WalkedFile[];
  readonly unknownFolders: readonly string[];
  readonly hadErrors: boolean;
}

async function list(scan: Scan): Promise<Listing> {
  const files: WalkedFile[] = [];
  const unknownFolders: string[] = [];
  let hadErrors = false;
  for await (const folder of walk(join(scan.paths.photos, scan.subtree), ownFilesOf(scan.paths.root))) {
    await scan.control.checkpoint();
    hadErrors ||= folder.hadIoError;
    const at = (path: string): string => (path === '.' ? scan.subtree : scan.subtree === '' ? path : `${scan.subtree}/${path}`);
    for (const file of folder.files) files.push({ ...file, relativePath: at(file.relativePath) });
    // What could not be listed is unknown, and so is what went away while it was listed.
    for (const problem of folder.problems)
      if (problem.code === 'unreadable' || problem.code === 'vanished') unknownFolders.push(at(problem.path));
    scan.control.progress({ phase: 'listing', total_files: files.length });
  }
  return { files, unknownFolders, hadErrors };
}

/**
 * A mover at work shows files twice or not at all. Before anything may be called missing the names are listed once
 * more: only when nothing has changed in between was the first list the truth.
 */
async function standsStill(scan: Scan, first: Listing, catalogued: readonly CataloguedFile[]): Promise<boolean> {
  const seen = new Set(first.files.map((file) => file.relativePath));
  if (catalogued.every((file) => seen.has(file.path))) return true;
  const second = await list(scan);
  const print = ({ files }: Listing): string => files.map((file) => `${file.relativePath}\0${file.sizeBytes}\0${file.mtimeMs}`).join('\n');
  return print(first) === print(second);
}

function knownPaths(catalogued: readonly CataloguedFile[]): Scan['known'] {
  const known = new Map<string, { sizeBytes: number; mtimeMs: number; isCompanion: boolean }>();
  for (const file of catalogued) {
    known.set(file.path, { sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, isCompanion: false });
    for (const companion of file.companions)
      known.set(companion.path, { sizeBytes: companion.sizeBytes, mtimeMs: companion.mtimeMs, isCompanion: true });
  }
  return known;
}

function needsReading(scan: Scan, file: WalkedFile): boolean {
  if (scan.mode === 'quick' || roleOf(scan, file) === 'unsupported') return false;
  return scan.mode === 'full' || isChanged(scan, file);
}

/** New, or of another size or time than the catalog has. A quick scan leaves such files to the next one that reads. */
function isChanged(scan: Scan, file: WalkedFile): boolean {
  const known = scan.known.get(file.relativePath);
  return !known || known.sizeBytes !== file.sizeBytes || Math.abs(known.mtimeMs - file.mtimeMs) > sameTimeMs;
}

function roleOf(scan: Scan, file: WalkedFile): ObservedFile['role'] {
  if (scan.known.get(file.relativePath)?.isCompanion || roleOfName(file.relativePath) === 'companion') return 'companion';
  return roleOfName(file.relativePath) === null && !scan.known.has(file.relativePath) && extensionOf(file.relativePath) !== ''
    ? 'unsupported'
    : 'photo';
}

function statOf(scan: Scan, file: WalkedFile) {
  return { path: file.relativePath as RelPath, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, role: roleOf(scan, file) };
}

async function readFile(scan: Scan, file: WalkedFile): Promise<ObservedFile> {
  const seen = statOf(scan, file);
  const isKnown = scan.known.has(file.relativePath);
  if (!isKnown && scan.context.clock.now().getTime() - file.mtimeMs < settledAfterMs)
    return { ...seen, reading: 'unstable', identity: null };
  const isPhoto = seen.role === 'photo';
  const outcome = await scan.context.media().run(
    // A changed picture gets its preview at once, so that before and after can be compared; it also shows whether it decodes.
    {
      sourcePath: file.absolutePath,
      copyToPath: null,
      verify: false,
      hashOnly: !isPhoto,
      hotpreviewsDir: isPhoto && isKnown ? scan.paths.hotpreviews : null,
    },
    scan.control.signal,
  );
  if (outcome.ok) {
    if (isPhoto) scan.results.set(file.relativePath, outcome.value);
    return {
      ...seen,
      sizeBytes: outcome.value.sizeBytes,
      mtimeMs: outcome.value.mtimeMs,
      reading: 'read',
      identity: identityOf(outcome.value),
    };
  }
  const { code, message } = outcome.problem;
  if (code === 'changing' || code === 'vanished' || code === 'worker-crashed') return { ...seen, reading: 'unstable', identity: null };
  return { ...seen, reading: 'unreadable', identity: null, reason: message };
}

function identityOf(result: MediaResult): ObservedFile['identity'] {
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

/** Two-second times, whole-hour shifts: file systems of cameras and sticks. */
export function hasCoarseTimes(observed: readonly ObservedFile[]): ScanScope['coarseTimes'] {
  return observed.length > 0 && observed.every((file) => file.mtimeMs % 1000 === 0);
}
