/** Identity and metadata of any files, without a storage: `imalink hash`. */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileHash } from '#contract/photo.ts';
import type { Context } from './context.ts';

/** One entry per path, in order; a file that cannot be read has a problem and no hash. */
export async function hashFiles(context: Context, paths: readonly string[]): Promise<FileHash[]> {
  return Promise.all(paths.map((path) => hashFile(context, path)));
}

async function hashFile(context: Context, path: string): Promise<FileHash> {
  const real = await realpath(resolve(path)).catch(() => resolve(path));
  const outcome = await context.media().run({ sourcePath: real, copyToPath: null, verify: false, hotpreviewsDir: null, hashOnly: false });
  const unknown = {
    hothash: null,
    hash_algo: null,
    checksum: null,
    format: null,
    width: null,
    height: null,
    orientation: null,
    taken_at: null,
    taken_at_offset: null,
    taken_at_source: 'none' as const,
    camera: null,
    lens: null,
    gps: null,
    file_size: null,
  };
  if (!outcome.ok) return { path, ...unknown, problem: { code: outcome.problem.code, message: outcome.problem.message } };
  const { value } = outcome;
  const remark = value.remarks[0];
  return {
    path,
    hothash: value.hothash,
    hash_algo: value.hashAlgo,
    checksum: value.checksum,
    format: value.format,
    width: value.widthPx,
    height: value.heightPx,
    orientation: value.orientation,
    taken_at: value.metadata.takenAt,
    taken_at_offset: value.metadata.takenAtOffset,
    taken_at_source: value.metadata.takenAtSource,
    camera: value.metadata.camera,
    lens: value.metadata.lens,
    gps: value.metadata.gps && {
      latitude: value.metadata.gps.latitude,
      longitude: value.metadata.gps.longitude,
      altitude_m: value.metadata.gps.altitudeM,
    },
    file_size: value.sizeBytes,
    problem: remark ? { code: remark.code, message: remark.message } : null,
  };
}
