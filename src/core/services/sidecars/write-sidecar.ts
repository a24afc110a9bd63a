/**
 * One sidecar: what the person said, merged into what stands there. The photo beside it is never opened. What was there before is
 * kept in the history of the storage, and a sidecar that somebody else changed since the last scan is left to that scan.
 */
import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import { editXmp, type XmpWords } from '#core/media/metadata/edit-xmp.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { readInside } from '#core/storage/read-inside.ts';
import { collisionKey } from '#domain/rel-path.ts';
import { instant, type Context } from '../context.ts';
import { markSessionsDirty } from '../organize/touch-photos.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import type { DuePhoto, SidecarOf } from './due-photos.ts';

/** Larger ones hold depth maps and masks; they are read nowhere in ImaLink either. */
const maxSidecarBytes = 2 * 1024 * 1024;

/**
 * @returns whether anything was written
 * @throws ImaLinkError when the sidecar has to stay as it is for now; errno errors of the disk
 */
export async function writeSidecar(context: Context, storage: StorageRow, photo: DuePhoto, file: SidecarOf): Promise<boolean> {
  const paths = pathsOf(storage);
  // IMG.RAF.xmp beside IMG.RAF: unlike IMG.xmp it cannot be taken for that of IMG.JPG.
  const target = file.sidecar?.path ?? `${file.path}.xmp`;
  const before = await readSidecar(paths.photos, target);
  if (before !== null && file.sidecar?.checksum !== checksumOf(before))
    throw new ImaLinkError('history-changed', `${target} was changed by another program; the next scan reads it first.`, {
      details: { path: target },
    });
  if (before === null && file.sidecar !== null)
    throw new ImaLinkError('path-not-found', `${target} is not where it was; the next scan looks for it.`, { details: { path: target } });
  if (before === null && !saysAnything(photo.words)) return false;
  const text = editXmp(before?.toString('utf8') ?? null, photo.words);
  if (text === null) return false;
  const bytes = Buffer.from(text);
  if (before !== null) await keepFormer(paths.history, paths.staging, before);
  // The one file below photos/ that is written over, and only where the person asked for it (docs/decisions/0029-xmp.md).
  const written = await durableWrite(join(paths.photos, target), [bytes], paths.staging);
  await record(context, storage, photo, file, { path: target, checksum: checksumOf(bytes), ...written });
  return true;
}

async function readSidecar(photos: string, target: string): Promise<Buffer | null> {
  try {
    const info = await lstat(join(photos, target));
    if (!info.isFile()) throw new ImaLinkError('path-not-writable', `${target} is not a regular file.`, { details: { path: target } });
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
  return readInside(photos, target, maxSidecarBytes);
}

/** Nothing is no reason for a file that was not there. */
const saysAnything = ({ title, caption, rating, label, tags }: XmpWords): boolean =>
  [title, caption, label].some((text) => text != null && text !== '') || (rating ?? 0) !== 0 || (tags ?? []).length > 0;

const checksumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Named by content: the same version is kept once. */
async function keepFormer(history: string, staging: string, bytes: Buffer): Promise<void> {
  const folder = join(history, 'sidecars');
  await mkdir(folder, { recursive: true });
  await durableWrite(join(folder, `${checksumOf(bytes)}.xmp`), [bytes], staging);
}

interface Print {
  readonly path: string;
  readonly checksum: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** The record follows the file at once, so that the next scan has nothing to tell. */
async function record(context: Context, storage: StorageRow, photo: DuePhoto, file: SidecarOf, print: Print): Promise<void> {
  const { catalog, clock } = context;
  const former = file.sidecar;
  // What another program made of it meanwhile counts as theirs: ours is built on that.
  const isOurs = former?.written != null && former.written.checksum === former.checksum;
  const values = {
    checksum: print.checksum,
    size_bytes: print.sizeBytes,
    mtime_ms: print.mtimeMs,
    written_checksum: print.checksum,
    written_over: isOurs ? former.written.over : (former?.checksum ?? ''),
  };
  const change =
    file.sidecar === null
      ? catalog.read.insertInto('companion').values({
          file_id: file.fileId,
          storage_id: storage.id,
          path: print.path,
          path_key: collisionKey(print.path),
          role: 'sidecar',
          ...values,
        })
      : catalog.read.updateTable('companion').set(values).where('id', '=', file.sidecar.id);
  await catalog.write([change, markSessionsDirty(catalog, [photo.id], instant(clock))]);
}
