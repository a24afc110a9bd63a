/** Walks folders for storages: names only, no links, nothing hidden, not below a storage, not for ever. */
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MasterIndex } from '#core/format/master-index.ts';
import { isIgnoredName } from '#domain/ignored-names.ts';
import { readMarker } from './marker.ts';
import { isSystemPlace } from './places.ts';

export interface FoundStorage {
  readonly path: string;
  readonly marker: MasterIndex;
}

export interface Search {
  /** Levels of folders below each root that are looked into; 0 looks at the roots alone. */
  readonly depth: number;
  /** Called before each folder; throws to end the search. */
  onFolder(path: string): Promise<void>;
  /** A folder that looks like a storage and cannot be read as one, or cannot be listed. */
  onProblem(path: string, error: unknown): void;
}

/** Folders that hold nobody's photos, and many of them. */
const tedious: ReadonlySet<string> = new Set(['node_modules', '__pycache__', 'appdata']);

/** @param roots absolute; what one disk shows twice is visited once */
export async function* findStorages(roots: readonly string[], search: Search): AsyncGenerator<FoundStorage> {
  const visited = new Set<string>();
  for (const root of roots) yield* lookInto(root, search.depth, visited, search);
}

async function* lookInto(path: string, depth: number, visited: Set<string>, search: Search): AsyncGenerator<FoundStorage> {
  await search.onFolder(path);
  let names: string[];
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    if (ino !== 0n && visited.has(`${dev}:${ino}`)) return;
    visited.add(`${dev}:${ino}`);
    const marker = await readMarker(path);
    if (marker) {
      yield { path, marker };
      return;
    }
    names = depth === 0 ? [] : await foldersIn(path);
  } catch (error) {
    search.onProblem(path, error);
    return;
  }
  for (const name of names) yield* lookInto(join(path, name), depth - 1, visited, search);
}

/** Folders proper: a link is none, so that no search leaves its roots or runs in circles. */
async function foldersIn(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(path)) if (entry.isDirectory() && !isPassedOver(path, entry.name)) names.push(entry.name);
  return names.sort();
}

function isPassedOver(parent: string, name: string): boolean {
  return (
    name.startsWith('.') ||
    name.startsWith('$') ||
    isIgnoredName(name) ||
    tedious.has(name.toLowerCase()) ||
    isSystemPlace(join(parent, name))
  );
}
