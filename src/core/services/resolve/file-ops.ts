/**
 * Moving and copying files of a storage so that a kill at any instant leaves each of them either done or not done, and
 * nothing is ever overwritten or removed. Every operation may be asked for again: what is done already is recognised by
 * its bytes (docs/design/reconcile.md#files).
 */
import { lstat, link, rename, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { MediaPool } from '#core/media/types.ts';
import { syncFolder } from '#core/storage/durable-write.ts';
import { fileChecksum, isAbsent, makeFolders, noLinkCodes, placeWithoutClobber, removeStaging } from '#core/storage/place-file.ts';

/** Absolute paths throughout. */
export type FileOp =
  | {
      readonly op: 'move';
      readonly from: string;
      readonly to: string;
      readonly checksum: string;
      readonly sizeBytes: number;
      /** A file that must hold these bytes before `from` may leave its place. */
      readonly keeper: { readonly absolutePath: string; readonly checksum: string } | null;
    }
  | {
      readonly op: 'copy';
      readonly source: string;
      readonly to: string;
      readonly checksum: string;
      readonly sizeBytes: number;
      readonly mtimeMs: number;
      /** Name in the staging folder, its own for each operation of a batch. */
      readonly stagingName: string;
    };

export interface FileTools {
  readonly media: () => MediaPool;
  readonly root: string;
  readonly staging: string;
}

/** It is not as the plan says any more; the finding goes back to the inbox. */
export class ChangedSincePlan extends Error {}

/** Makes it so; does nothing when it is so already. @throws ChangedSincePlan, errno errors */
export async function perform(tools: FileTools, op: FileOp): Promise<void> {
  if (op.op === 'copy') return copyIn(tools, op);
  return moveFile(tools, op);
}

/** The operation that takes `op` back: what was copied in goes to `asideFolder`, never away. */
export function inverseOf(op: FileOp, asideFolder: string): FileOp {
  if (op.op === 'move') return { ...op, from: op.to, to: op.from, keeper: null };
  return { op: 'move', from: op.to, to: join(asideFolder, op.stagingName), checksum: op.checksum, sizeBytes: op.sizeBytes, keeper: null };
}

async function moveFile(tools: FileTools, op: Extract<FileOp, { op: 'move' }>): Promise<void> {
  const [from, to] = await Promise.all([look(op.from), look(op.to)]);
  if (to && to.size === op.sizeBytes && (await fileChecksum(op.to)) === op.checksum) {
    // Killed between the new name and the loss of the old one: both are names of one file.
    if (from && from.ino === to.ino && from.dev === to.dev) await dropName(op.from);
    return;
  }
  if (to) throw new ChangedSincePlan(`${op.to} is taken by another file.`);
  if (!from?.isFile()) throw new ChangedSincePlan(`${op.from} is not there any more.`);
  if (from.size !== op.sizeBytes || (await fileChecksum(op.from)) !== op.checksum)
    throw new ChangedSincePlan(`${op.from} has changed since the preview.`);
  // Guarantee: the last copy never leaves its place. Read at this very moment, not remembered.
  if (op.keeper && (await fileChecksum(op.keeper.absolutePath)) !== op.keeper.checksum)
    throw new ChangedSincePlan(`${op.keeper.absolutePath} cannot vouch for ${op.from} any more.`);
  await makeFolders(tools.root, dirname(op.to));
  await giveNewName(op.from, op.to);
}

/** A new name first, durable, then the old one goes: at every instant the file has at least one. */
async function giveNewName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') throw new ChangedSincePlan(`${to} is taken by another file.`);
    if (code === 'EXDEV') throw new ImaLinkError('io-error', `${from} and ${to} are on different disks; it stays where it is.`);
    if (!noLinkCodes.has(code)) throw error;
    // No hard links here (FAT): `to` was seen to be free, and a rename is one step.
    await rename(from, to);
    await syncFolder(dirname(to));
    if (dirname(from) !== dirname(to)) await syncFolder(dirname(from));
    return;
  }
  await syncFolder(dirname(to));
  await dropName(from);
}

async function dropName(path: string): Promise<void> {
  await unlink(path);
  await syncFolder(dirname(path));
}

async function copyIn(tools: FileTools, op: Extract<FileOp, { op: 'copy' }>): Promise<void> {
  const standing = await look(op.to);
  if (standing && standing.size === op.sizeBytes && (await fileChecksum(op.to)) === op.checksum) {
    await removeStaging(tools.staging, op.stagingName);
    return;
  }
  if (standing) throw new ChangedSincePlan(`${op.to} is taken by another file.`);
  const temp = join(tools.staging, op.stagingName);
  // Left over from a kill, perhaps half written.
  await removeStaging(tools.staging, op.stagingName);
  const outcome = await tools.media().run({ sourcePath: op.source, copyToPath: temp, verify: true, hashOnly: true, hotpreviewsDir: null });
  if (!outcome.ok) throw new ChangedSincePlan(outcome.problem.message);
  try {
    if (outcome.value.checksum !== op.checksum) throw new ChangedSincePlan(`${op.source} has changed since the preview.`);
    await makeFolders(tools.root, dirname(op.to));
    await setTime(temp, op.mtimeMs);
    if ((await placeWithoutClobber(temp, op.to)) === 'name-taken') throw new ChangedSincePlan(`${op.to} is taken by another file.`);
    await syncFolder(dirname(op.to));
  } finally {
    await removeStaging(tools.staging, op.stagingName);
  }
}

/** Seconds keep fractions of a millisecond; before 1970 only a Date works (a negative number means now). */
async function setTime(path: string, mtimeMs: number): Promise<void> {
  const time = mtimeMs < 0 ? new Date(mtimeMs) : mtimeMs / 1000;
  await utimes(path, time, time);
}

async function look(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
