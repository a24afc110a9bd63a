/** Session indexes as they were last written or read here, kept in the home: what a three-way merge starts from. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { readInside } from '#core/storage/read-inside.ts';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import { contains, type Lineage } from '#domain/merge/lineage.ts';
import { listGenerations } from '../index-history.ts';

export const baseFile = (bases: string, sessionUuid: string): string => join(bases, `${sessionUuid}.json`);

/** Keeps an index as the base of later merges. It is checked by its sum when it is used: no flush, and a failure costs a question at worst. */
export async function keepBase(index: string, kept: string): Promise<void> {
  try {
    await mkdir(dirname(kept), { recursive: true });
    // An index of ours, never an original.
    await copyFile(index, `${kept}.part`, constants.COPYFILE_FICLONE);
    await rename(`${kept}.part`, kept);
  } catch {
    // A full home: the base is then looked for in the history of the storage.
  }
}

/** The lineage of an index; those of older versions and of hands say nothing. */
export function lineageOf({ import_session: session }: SessionIndex): Lineage {
  return session.writer?.lineage ?? {};
}

/** The version that was last written or read here: from the home, else from the storage's history; null when neither has it. */
export async function findKnown(kept: string, paths: StoragePaths, stem: string, sha256: string | null): Promise<SessionIndex | null> {
  if (sha256 === null) return null;
  const own = await readFile(kept).catch(() => null);
  if (own && shaOf(own) === sha256) return parse(own, kept);
  for await (const { bytes, index } of historyOf(paths, stem)) if (shaOf(bytes) === sha256) return index;
  return null;
}

/** The newest version that both sides contain; null when the history has none. */
export async function findCommon(paths: StoragePaths, stem: string, one: Lineage, other: Lineage): Promise<SessionIndex | null> {
  for await (const { index } of historyOf(paths, stem)) {
    const lineage = lineageOf(index);
    if (contains(one, lineage) && contains(other, lineage)) return index;
  }
  return null;
}

async function* historyOf(paths: StoragePaths, stem: string): AsyncGenerator<{ bytes: Uint8Array; index: SessionIndex }> {
  for (const { name } of await listGenerations(paths, stem).catch(() => [])) {
    const bytes = await readInside(paths.root, `.imalink/history/${name}`, maxIndexBytes).catch(() => null);
    const index = bytes && parse(bytes, name);
    if (bytes && index) yield { bytes, index };
  }
}

function parse(bytes: Uint8Array, name: string): SessionIndex | null {
  try {
    return parseIndex(bytes, SessionIndex, name);
  } catch {
    // A damaged former version is no base.
    return null;
  }
}

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
