/** Reads all indexes of a storage, damaged ones included: what is read, what replaced it, and what is wrong. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { Problem } from '#contract/problem.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { isWritableVersion } from '#core/format/version.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { readInside } from '#core/storage/read-inside.ts';
import { storagePaths, type StoragePaths } from '#core/storage/storage-paths.ts';
import { listGenerations } from '../index-history.ts';

/** A file of ours that is damaged: it goes to quarantine when the storage may be written to. */
export interface DamagedFile {
  /** Relative to the storage's root. */
  readonly path: string;
  readonly reason: string;
}

export interface ReadMaster {
  readonly index: MasterIndex;
  readonly sha256: string;
  readonly text: string;
  /** True when it is a former generation: the storage has none that can be read. */
  readonly isFormer: boolean;
}

export interface ReadSession {
  /** `imports/session_<id>.json` */
  readonly file: string;
  readonly index: SessionIndex;
  readonly sha256: string;
  readonly isFormer: boolean;
}

export interface Reading {
  readonly damaged: DamagedFile[];
  readonly problems: Problem[];
}

/** The master index, or its newest former generation that can be read; null without any. */
export async function readMaster(root: string, reading: Reading): Promise<ReadMaster | null> {
  const paths = storagePaths(root, 'photos');
  const read = await readWithHistory(root, 'index.json', paths, MasterIndex, reading);
  return read && { ...read, text: read.bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

/** Names of the session indexes, also of those the master does not list. */
export async function sessionFiles(root: string, master: ReadMaster | null, reading: Reading): Promise<string[]> {
  const listed = master?.index.import_sessions.map((session) => session.index_file) ?? [];
  let found: string[] = [];
  try {
    found = (await readdir(join(root, 'imports'))).filter((name) => name.endsWith('.json')).map((name) => `imports/${name}`);
  } catch (error) {
    if (!isAbsent(error)) reading.problems.push(problemOf('imports', error));
  }
  return [...new Set([...found, ...listed])].toSorted();
}

/** One session's index, or its newest former generation that can be read; null without any. */
export function readSession(root: string, file: string, paths: StoragePaths, reading: Reading): Promise<ReadSession | null> {
  return readWithHistory(root, file, paths, SessionIndex, reading).then((read) =>
    read ? { file, index: read.index, sha256: read.sha256, isFormer: read.isFormer } : null,
  );
}

type IndexSchema = typeof MasterIndex | typeof SessionIndex;

async function readWithHistory<S extends IndexSchema>(root: string, file: string, paths: StoragePaths, schema: S, reading: Reading) {
  const read = async (path: string) => {
    const bytes = await readInside(root, path, maxIndexBytes);
    const index = parseIndex(bytes, schema as IndexSchema, path) as ReturnType<S['parse']>;
    return { index, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  try {
    return { ...(await read(file)), isFormer: false };
  } catch (error) {
    if (error instanceof ImaLinkError) reading.damaged.push({ path: file, reason: error.message });
    reading.problems.push(
      isAbsent(error) ? { path: file, code: 'index-missing', message: `${file} is not there` } : problemOf(file, error),
    );
    // A disk that could not be read now may be read later: nothing older takes its place.
    if (!(error instanceof ImaLinkError) && !isAbsent(error)) return null;
  }
  for (const { name } of await listGenerations(paths, basename(file, '.json')).catch(() => [])) {
    try {
      const former = await read(`.imalink/history/${name}`);
      reading.problems.push({ path: file, code: 'index-former', message: `${file} was brought back from ${name}`, imported: true });
      return { ...former, isFormer: true };
    } catch (error) {
      reading.problems.push(problemOf(`.imalink/history/${name}`, error));
    }
  }
  return null;
}

function problemOf(path: string, error: unknown): Problem {
  if (error instanceof ImaLinkError) return { path, code: 'index-corrupt', message: error.message };
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  return { path, code: 'unreadable', message: `${path} cannot be read (${code})` };
}

/** True for a storage that a newer ImaLink wrote: it is read as far as it is understood, and never written. */
export const isFromFuture = (master: ReadMaster | null): boolean =>
  master !== null && !isWritableVersion(master.index.storage_info.format_version ?? '2.0');
