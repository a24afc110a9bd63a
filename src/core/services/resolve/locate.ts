/** The file a person points at when one is missing: itself, or the folder that holds it under the names it had. */
import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve, sep } from 'node:path';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import type { FileRecord } from '#domain/reconcile/catalog-change.ts';
import { isIgnoredName } from '#domain/ignored-names.ts';
import { parseRelPath } from '#domain/rel-path.ts';
import type { Located } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import type { Question } from './evidence.ts';

/** @returns null when nothing there has the picture; a file with another one is told apart by its hothash */
export async function locate(
  context: Context,
  paths: StoragePaths,
  { finding, decision }: Question,
  records: readonly FileRecord[],
): Promise<Located | null> {
  const file = records.find((record) => record.file.fileId === finding.facts['file_id'])?.file;
  if (!file || decision.path === undefined) return null;
  const start = isAbsolute(decision.path) ? resolve(decision.path) : join(paths.photos, decision.path);
  let wrong: Located | null = null;
  for (const candidate of await candidates(start, file.path)) {
    const found = await read(context, paths, candidate);
    if (found?.hothash === file.hothash) return found;
    wrong ??= found;
  }
  return wrong;
}

/** The path itself, or below a folder the longest tail of the lost path first. */
async function candidates(start: string, lost: string): Promise<string[]> {
  const info = await lstat(start).catch(() => null);
  if (info?.isFile()) return [start];
  if (!info?.isDirectory()) return [];
  const segments = lost.split('/');
  return segments.map((_, index) => join(start, ...segments.slice(index)));
}

async function read(context: Context, paths: StoragePaths, path: string): Promise<Located | null> {
  const info = await lstat(path).catch(() => null);
  if (!info?.isFile()) return null;
  const outcome = await context.media().run({ sourcePath: path, copyToPath: null, verify: false, hashOnly: true, hotpreviewsDir: null });
  if (!outcome.ok) return null;
  const real = await realpath(path).catch(() => path);
  const photos = await realpath(paths.photos).catch(() => paths.photos);
  const inside = real.startsWith(photos + sep)
    ? parseRelPath(
        real
          .slice(photos.length + 1)
          .split(sep)
          .join('/'),
      )
    : null;
  const { checksum, hothash, sizeBytes, mtimeMs } = outcome.value;
  return { absolutePath: real, path: isPassedOver(inside) ? null : inside, checksum, hothash, sizeBytes, mtimeMs };
}

/** Folders that scans pass over: what lies in them, files set aside among it, is a source like any other place. */
const isPassedOver = (path: string | null): boolean => path !== null && path.split('/').some(isIgnoredName);
