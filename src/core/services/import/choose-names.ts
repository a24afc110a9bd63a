/** Free names for the files of a group: one number for all of them, so that companions keep their photo's stem. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { baseName, collisionKey, dirName, joinRelPath, numberedName, portableName, splitName, type RelPath } from '#domain/rel-path.ts';
import { wishedPath } from '#domain/layout.ts';
import { fileChecksum, isAbsent } from '#core/storage/place-file.ts';
import { takenKeys } from './known-files.ts';
import type { GroupFile, ImportGroup, ImportRun } from './types.ts';

/** Beyond this many files of one name something is wrong with the source. */
const maxAttempts = 10_000;

export interface NamedFile {
  readonly file: GroupFile;
  readonly path: RelPath;
  /** The very bytes stand under this name already, unknown to the catalog: nothing needs to be placed. */
  readonly isThere: boolean;
}

/**
 * Chooses the places of a group, primary first.
 * @param taken keys promised to groups that are not recorded yet; the chosen ones are added
 * @param firstAttempt number to start from, after a name turned out to be taken on disk
 */
export async function chooseNames(run: ImportRun, group: ImportGroup, taken: Set<string>, firstAttempt = 0): Promise<readonly NamedFile[]> {
  const { item, result } = group.primary;
  const wished = wishedPath(run.request, {
    sourceName: item.source_name,
    relativePath: item.relative_path,
    sessionTitle: run.session.title,
    takenAt: result.metadata.takenAt,
    camera: result.metadata.camera,
  });
  const files = [group.primary, ...group.companions.map((companion) => companion.file)];
  for (let attempt = firstAttempt; attempt < maxAttempts; attempt++) {
    const paths = namesAt(wished, files, attempt);
    const named = await whenFree(run, files, paths, taken);
    if (named) {
      for (const { path } of named) taken.add(collisionKey(path));
      return named;
    }
  }
  throw new Error(`no free name for ${wished}`);
}

/** Free places beside a stored file, for companions that came later than their photo. */
export async function chooseNamesBeside(run: ImportRun, storedPath: string, file: GroupFile, taken: Set<string>): Promise<NamedFile> {
  const { stem } = splitName(baseName(storedPath));
  const own = splitName(baseName(file.item.relative_path)).extension;
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const path = joinRelPath(dirName(storedPath), numberedName(portableName(stem + own), attempt));
    const named = await whenFree(run, [file], [path], taken);
    if (named?.[0]) {
      taken.add(collisionKey(path));
      return named[0];
    }
  }
  throw new Error(`no free name beside ${storedPath}`);
}

function namesAt(wished: RelPath, files: readonly GroupFile[], attempt: number): RelPath[] {
  const folder = dirName(wished);
  // Companions are named after what their photo was called, and follow it to what it is called now.
  const primaryName = portableName(baseName(files[0]?.item.relative_path ?? wished));
  const finalName = numberedName(baseName(wished), attempt);
  return files.map((file, index) =>
    joinRelPath(folder, index === 0 ? finalName : companionName(baseName(file.item.relative_path), primaryName, finalName)),
  );
}

/** `IMG.jpg.xmp` follows `IMG.jpg` → `IMG-1.jpg.xmp`; `IMG.xmp` follows its stem → `IMG-1.xmp`. */
function companionName(name: string, primaryName: string, finalName: string): string {
  const safe = portableName(name);
  if (safe.toLowerCase().startsWith(primaryName.toLowerCase())) return finalName + safe.slice(primaryName.length);
  const stem = splitName(primaryName).stem;
  if (safe.toLowerCase().startsWith(stem.toLowerCase())) return splitName(finalName).stem + safe.slice(stem.length);
  return safe;
}

async function whenFree(
  run: ImportRun,
  files: readonly GroupFile[],
  paths: readonly RelPath[],
  taken: ReadonlySet<string>,
): Promise<readonly NamedFile[] | null> {
  const keys = paths.map(collisionKey);
  if (new Set(keys).size < keys.length || keys.some((key) => taken.has(key))) return null;
  if ((await takenKeys(run.context.catalog, run.storage.id, paths)).size > 0) return null;
  const named: NamedFile[] = [];
  for (const [index, file] of files.entries()) {
    const path = paths[index] as RelPath;
    const onDisk = await sizeOnDisk(join(run.paths.photos, path));
    // A file of this name that the catalog does not know: the same bytes are reused, others keep their name.
    const isThere = onDisk === file.result.sizeBytes && (await fileChecksum(join(run.paths.photos, path))) === file.result.checksum;
    if (onDisk !== null && !isThere) return null;
    named.push({ file, path, isThere });
  }
  return named;
}

async function sizeOnDisk(path: string): Promise<number | null> {
  try {
    const info = await lstat(path);
    return info.isFile() ? info.size : -1;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
