/**
 * Pictures of photos that were made to be looked at, kept in the home below `cache`: what was shown least recently goes when there are
 * too many, and is made again when somebody looks at it. docs/design/storages.md#pictures-in-the-home
 */
import { lstat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '#core/log.ts';
import type { Context } from './context.ts';
import { trimCache } from './trim-cache.ts';
import type { Timers } from './watch/timers.ts';

export type RenditionKind = 'hot' | 'cold' | 'full';

/** Some 2000 coldpreviews of 1 MB and 200 full pictures of 5 MB; hotpreviews here are only those of files that are no photos yet. */
export const renditionBytes: Readonly<Record<RenditionKind, number>> = { hot: 256e6, cold: 2e9, full: 1e9 };
/** New pictures between two looks at a folder: by then it may be a tenth over its size. */
export const trimAfterMade: Readonly<Record<RenditionKind, number>> = { hot: 2000, cold: 200, full: 20 };
/** The start of the app is not the time to look through thousands of files. */
export const firstTrimMs = 60_000;
/** A picture says when it was last looked at no finer than this: looking at it hardly ever writes. */
const touchEveryMs = 3_600_000;
/** A host that asked where a picture lies opens it within a moment. */
const servedForMs = 60_000;

const kinds = ['hot', 'cold', 'full'] as const;
const log = createLogger('cache');

export interface RenditionCacheDeps {
  readonly context: Pick<Context, 'home' | 'clock' | 'readOnly'>;
  readonly timers: Timers;
}

export class RenditionCache {
  readonly #deps: RenditionCacheDeps;
  readonly #made = { hot: 0, cold: 0, full: 0 };
  /** When a path was last given to a host. */
  readonly #servedAtMs = new Map<string, number>();
  #forgetFirst: (() => void) | undefined;
  #trimming: Promise<void> = Promise.resolve();

  constructor(deps: RenditionCacheDeps) {
    this.#deps = deps;
  }

  /** Hosts that stay look through the folders once, after a while. Idempotent. */
  start(): void {
    if (this.#deps.context.readOnly) return;
    this.#forgetFirst ??= this.#deps.timers.after(firstTrimMs, () => void this.trim(kinds));
  }

  pathOf(kind: RenditionKind, hothash: string): string {
    return join(this.#folderOf(kind), hothash.slice(0, 2), `${hothash}.jpg`);
  }

  /** Where a picture lies, which is about to be looked at; null when it has to be made. */
  async find(kind: RenditionKind, hothash: string): Promise<string | null> {
    const path = this.pathOf(kind, hothash);
    // Before it is looked for: what stands there now is not trimmed any more.
    this.#servedAtMs.set(path, this.#deps.timers.now());
    const info = await lstat(path).catch(() => null);
    if (info === null) {
      this.#servedAtMs.delete(path);
      return null;
    }
    const now = this.#deps.context.clock.now();
    // In a home that cannot be written its age is that of its making.
    if (now.getTime() - info.mtimeMs > touchEveryMs) await utimes(path, now, now).catch(() => undefined);
    return path;
  }

  /** Notes that a picture was made, and is about to be looked at; after many the folder is looked through, beside the work. */
  noteMade(kind: RenditionKind, hothash: string): void {
    this.#servedAtMs.set(this.pathOf(kind, hothash), this.#deps.timers.now());
    this.#made[kind] += 1;
    if (this.#made[kind] >= trimAfterMade[kind]) void this.trim([kind]);
  }

  /** Brings folders back to their sizes. Never rejects. */
  trim(which: readonly RenditionKind[]): Promise<void> {
    for (const kind of which) this.#made[kind] = 0;
    this.#trimming = this.#trimming
      .then(async () => {
        for (const kind of which) await this.#trimFolder(kind);
      })
      .catch((error: unknown) => log.warn('a folder of pictures could not be looked through', { error: String(error) }));
    return this.#trimming;
  }

  async close(): Promise<void> {
    this.#forgetFirst?.();
    await this.#trimming;
  }

  async #trimFolder(kind: RenditionKind): Promise<void> {
    const { context, timers } = this.#deps;
    for (const [path, atMs] of this.#servedAtMs) if (timers.now() - atMs > servedForMs) this.#servedAtMs.delete(path);
    await trimCache(
      this.#folderOf(kind),
      { maxAgeMs: Number.POSITIVE_INFINITY, maxBytes: renditionBytes[kind] },
      context.clock.now(),
      (path) => this.#servedAtMs.has(path),
    );
  }

  #folderOf(kind: RenditionKind): string {
    return join(this.#deps.context.home.cache, `${kind}previews`);
  }
}
