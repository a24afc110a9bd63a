/**
 * Hears of changes below a folder, by chokidar. On Linux every folder is watched on its own, a few at a time: one
 * watcher over 100,000 files reads them all at once, which costs 400 MB and keeps the process busy for most of a
 * second; groups of 20 folders cost 40 MB and never more than 40 ms (docs/decisions/0020-watch-in-groups.md).
 */
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { FSWatcher, type ChokidarOptions } from 'chokidar';
import { createLogger } from '#core/log.ts';
import { isIgnoredName } from '#domain/ignored-names.ts';
import type { HintKind } from './hints.ts';

const groupSize = 20;
/** Folders that come and go leave watchers behind; so many more than at first, and all are opened anew. */
const staleGroups = 500;

/** Of a folder that went away, or may not be read, the scans tell. */
const harmless: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP']);
const log = createLogger('watch');

export interface WatchedFolder {
  readonly root: string;
  /** Absolute paths that are ours and no photos. */
  readonly skip: (path: string) => boolean;
  /** @param folder in which it happened, relative to `root`, `/` separated */
  readonly onHint: (folder: string, kind: HintKind) => void;
  /** Watching is over: the system has no more to give, or failed. Called once; close it then. */
  readonly onFault: (code: string) => void;
}

export class FolderWatcher {
  readonly #watched: WatchedFolder;
  readonly #isPerFolder: boolean;
  readonly #groups: FSWatcher[] = [];
  readonly #known = new Set<string>();
  readonly #notReady = new Set<() => void>();
  #adding: Promise<void> = Promise.resolve();
  #firstGroups = 0;
  #isOver = false;

  constructor(watched: WatchedFolder, platform: NodeJS.Platform = process.platform) {
    this.#watched = watched;
    // macOS and Windows tell of a whole tree with one handle.
    this.#isPerFolder = platform !== 'darwin' && platform !== 'win32';
  }

  /** @param folders absolute, as `listFolders` gave them. Resolves when changes are heard of. */
  async open(folders: readonly string[]): Promise<void> {
    if (this.#isPerFolder) await this.#watchFolders(folders);
    else await this.#watch([this.#watched.root], {});
    this.#firstGroups = this.#groups.length;
  }

  /** True when so many folders came and went that opening anew is cheaper than going on. */
  get isStale(): boolean {
    return this.#groups.length > this.#firstGroups + staleGroups;
  }

  async close(): Promise<void> {
    this.#isOver = true;
    // A group that is closed before it was ready never will be.
    for (const give of this.#notReady) give();
    await this.#adding;
    await Promise.all(this.#groups.map((group) => group.close()));
  }

  async #watchFolders(folders: readonly string[]): Promise<void> {
    const fresh = folders.filter((folder) => !this.#known.has(folder));
    for (const folder of fresh) this.#known.add(folder);
    for (let start = 0; start < fresh.length && !this.#isOver; start += groupSize)
      await this.#watch(fresh.slice(start, start + groupSize), { depth: 0 });
  }

  #watch(paths: string[], options: ChokidarOptions): Promise<void> {
    const group = new FSWatcher({
      ...options,
      ignoreInitial: true,
      followSymlinks: false,
      atomic: false,
      ignorePermissionErrors: true,
      ignored: (path) => this.#isSkipped(path),
    });
    this.#groups.push(group);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#notReady.add(resolve);
    group
      .on('ready', resolve)
      .on('error', (error) => {
        this.#fault((error as NodeJS.ErrnoException).code ?? String(error));
        resolve();
      })
      .on('add', (path) => this.#hint(dirname(path), 'added'))
      .on('change', (path) => this.#hint(dirname(path), 'changed'))
      .on('unlink', (path) => this.#hint(dirname(path), 'removed'))
      .on('addDir', (path) => this.#arrived(path))
      .on('unlinkDir', (path) => this.#left(path));
    group.add(paths);
    return promise.finally(() => this.#notReady.delete(resolve));
  }

  #isSkipped(path: string): boolean {
    if (path === this.#watched.root) return false;
    return isIgnoredName(path.slice(path.lastIndexOf(sep) + 1)) || this.#watched.skip(path);
  }

  /** A folder that appeared is watched with all below it, and only then looked at: nothing falls between. */
  #arrived(path: string): void {
    if (!this.#isPerFolder) return this.#hint(path, 'added');
    if (this.#known.has(path)) return;
    this.#adding = this.#adding
      .then(async () => {
        if (this.#isOver) return;
        await this.#watchFolders(await listFolders(path, (each) => this.#isSkipped(each)));
        this.#hint(path, 'added');
      })
      .catch((error: unknown) => log.warn('a new folder could not be watched', { error: String(error) }));
  }

  #left(path: string): void {
    const below = `${path}${sep}`;
    for (const folder of this.#known) if (folder === path || folder.startsWith(below)) this.#known.delete(folder);
    this.#hint(dirname(path), 'removed');
  }

  #hint(folder: string, kind: HintKind): void {
    const path = relative(this.#watched.root, folder).replaceAll(sep, '/');
    if (!this.#isOver && path !== '..' && !path.startsWith('../')) this.#watched.onHint(path, kind);
  }

  #fault(code: string): void {
    if (this.#isOver || harmless.has(code)) return;
    this.#isOver = true;
    this.#watched.onFault(code);
  }
}

/** A folder and all below it, without links and what is passed over; what cannot be read has no folders. */
export async function listFolders(root: string, skip: (path: string) => boolean): Promise<string[]> {
  const folders = [root];
  // Grows while it is walked: breadth first, without a recursion per level.
  for (const folder of folders) {
    if (folder !== root && skip(folder)) continue;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !isIgnoredName(entry.name) && !skip(path)) folders.push(path);
    }
  }
  return folders;
}
