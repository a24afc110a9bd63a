/** From swarms of events to the few folders worth a look. Events are hints: they may come twice, late or never. */
import { dirName } from '#domain/rel-path.ts';

export type HintKind = 'added' | 'changed' | 'removed';

export interface Hints {
  /** Folders in which something happened, relative to the photos folder; empty for that folder itself. */
  readonly folders: readonly string[];
  readonly added: number;
  readonly removed: number;
}

/** As many in one go may have overflowed the system's queue (16,384 on Linux), which nobody is told about. */
const mayHaveLost = 8_000;
/** Every scan reads what the catalog has of the whole storage: more than this many folders are one scan of what holds them. */
const scansAtOnce = 2;

/**
 * The folders to scan for some hints; `['']` is the whole storage. Whether a file is gone can only be judged where it
 * may have gone to: with removals in it, one scan covers all that happened, and the whole storage where something
 * went that came nowhere.
 */
export function foldersToScan({ folders, added, removed }: Hints): readonly string[] {
  if (folders.length === 0) return [];
  if (added + removed > mayHaveLost || removed > added) return [''];
  const outer = outermost(folders);
  return removed === 0 && outer.length <= scansAtOnce ? outer : [commonFolder(outer)];
}

/** Folders that lie in no other of them, in order. */
function outermost(folders: readonly string[]): string[] {
  const known = new Set(folders);
  if (known.has('')) return [''];
  const isInside = (folder: string): boolean => {
    for (let parent = dirName(folder); parent !== ''; parent = dirName(parent)) if (known.has(parent)) return true;
    return false;
  };
  return [...known].filter((folder) => !isInside(folder)).sort();
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? '';
  for (const folder of folders) while (common !== '' && folder !== common && !folder.startsWith(`${common}/`)) common = dirName(common);
  return common;
}

/** Gathers hints until they are due: quiet for a while, or waited for long enough. */
export class HintCollector {
  readonly #quietMs: number;
  readonly #maxWaitMs: number;
  readonly #lastOf = new Map<string, number>();
  #firstMs: number | null = null;
  #lastMs = 0;
  #added = 0;
  #removed = 0;

  constructor(quietMs: number, maxWaitMs: number) {
    this.#quietMs = quietMs;
    this.#maxWaitMs = maxWaitMs;
  }

  add(folder: string, kind: HintKind, nowMs: number): void {
    this.#lastOf.set(folder, nowMs);
    this.#firstMs ??= nowMs;
    this.#lastMs = nowMs;
    if (kind === 'added') this.#added++;
    if (kind === 'removed') this.#removed++;
  }

  /** When the hints should be taken; null without any. */
  get dueMs(): number | null {
    return this.#firstMs === null ? null : Math.min(this.#lastMs + this.#quietMs, this.#firstMs + this.#maxWaitMs);
  }

  /** Takes what has gathered. Folders where something happened a moment ago stay for another look. */
  take(nowMs: number): Hints {
    const hints = { folders: [...this.#lastOf.keys()], added: this.#added, removed: this.#removed };
    for (const [folder, atMs] of this.#lastOf) if (nowMs - atMs >= this.#quietMs) this.#lastOf.delete(folder);
    this.#firstMs = this.#lastOf.size === 0 ? null : nowMs;
    this.#added = 0;
    this.#removed = 0;
    return hints;
  }
}
