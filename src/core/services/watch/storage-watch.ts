/** Follows one storage: hears of changes where the disk tells, scans now and then where it does not. */
import { ImaLinkError } from '#contract/errors.ts';
import type { WatchStatus } from '#contract/storage.ts';
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import { ownPathsOf } from '../import/list-source.ts';
import { startScan } from '../scan/run-scan.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { whenIdle } from '../storages/busy.ts';
import { FolderWatcher, listFolders } from './folder-watcher.ts';
import { foldersToScan, HintCollector, type HintKind } from './hints.ts';
import { faultNotice, mediumNotice, tooManyNotice, watchLimit } from './medium.ts';
import type { Timers } from './timers.ts';

/** Longer than a scan takes a new file for one that is still being written (2 s, see observe.ts). */
export const quietMs = 2_500;
/** Changes that never end are looked at in between. */
export const maxWaitMs = 10_000;

const log = createLogger('watch');

export interface WatchDeps {
  readonly context: Context;
  readonly timers: Timers;
  readonly scanEveryHours: () => number;
  /** How many folders may be watched; null without a limit. */
  readonly watchLimit?: () => Promise<number | null>;
  /** The status is another one now. */
  readonly onChange: () => void;
}

export class StorageWatch {
  readonly row: StorageRow;
  readonly #deps: WatchDeps;
  readonly #hints = new HintCollector(quietMs, maxWaitMs);
  #watcher: FolderWatcher | null = null;
  /** One that is being opened: a large tree takes seconds, and closing does not wait for them. */
  #opening: FolderWatcher | null = null;
  #state: 'watching' | 'periodic' = 'periodic';
  #notice: string | null = 'Getting ready.';
  #nextScanAt: string | null = null;
  #forgetHints: (() => void) | null = null;
  #forgetNext: (() => void) | null = null;
  /** Folders that wait for their scan. */
  #waiting: string[] = [];
  #working: Promise<void> | null = null;
  /** The scan of ours that runs. */
  #jobId: string | null = null;
  readonly #closing = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(row: StorageRow, deps: WatchDeps) {
    this.row = row;
    this.#deps = deps;
  }

  status(): WatchStatus {
    return { storage_uuid: this.row.uuid, state: this.#state, notice: this.#notice, next_scan_at: this.#nextScanAt };
  }

  /** Begins: watches if that is possible, and scans once to see what happened before. */
  async open(): Promise<void> {
    await this.#openWatcher();
    this.#scan(['']);
  }

  /** Ends it, and the scan it may have under way: the next look begins with a scan anyway. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#closing.resolve();
    this.#waiting = [];
    this.#forgetHints?.();
    this.#forgetNext?.();
    if (this.#jobId !== null) this.#deps.context.jobs.cancel(this.#jobId);
    await this.#opening?.close();
    await this.#working;
    await this.#watcher?.close();
    this.#watcher = null;
  }

  /** The setting changed: the next scan is due at another time. */
  plan(): void {
    this.#forgetNext?.();
    const waitMs = this.#deps.scanEveryHours() * 3_600_000;
    const { context, timers } = this.#deps;
    this.#nextScanAt = new Date(context.clock.now().getTime() + waitMs).toISOString();
    this.#forgetNext = timers.after(waitMs, () => this.#scan(['']));
  }

  async #openWatcher(): Promise<void> {
    const paths = pathsOf(this.row);
    const own = ownPathsOf(paths.root);
    const skip = (path: string): boolean => this.#isClosed || own.has(path);
    const notice = await mediumNotice(paths.photos);
    if (notice !== null) return this.#periodic(notice);
    const folders = await listFolders(paths.photos, skip);
    const tooMany = tooManyNotice(folders.length, await (this.#deps.watchLimit ?? watchLimit)());
    if (tooMany !== null) return this.#periodic(tooMany);
    let fault: string | null = null;
    const watcher = new FolderWatcher({
      root: paths.photos,
      skip,
      onHint: (folder, kind) => this.#hint(folder, kind),
      onFault: (code) => {
        fault = code;
        if (this.#watcher !== watcher) return;
        this.#watcher = null;
        this.#periodic(faultNotice(code));
        void watcher.close();
      },
    });
    this.#opening = watcher;
    await watcher.open(folders);
    this.#opening = null;
    if (fault !== null || this.#isClosed) {
      await watcher.close();
      if (fault !== null) this.#periodic(faultNotice(fault));
      return;
    }
    this.#watcher = watcher;
    this.#tell('watching', null);
  }

  #periodic(notice: string): void {
    const hours = this.#deps.scanEveryHours();
    this.#tell('periodic', `${notice} It is scanned every ${hours === 1 ? 'hour' : `${hours} hours`} instead.`);
  }

  #tell(state: 'watching' | 'periodic', notice: string | null): void {
    this.#state = state;
    this.#notice = notice;
    if (!this.#isClosed) this.#deps.onChange();
  }

  #hint(folder: string, kind: HintKind): void {
    this.#hints.add(folder, kind, this.#deps.timers.now());
    this.#waitForQuiet();
  }

  #waitForQuiet(): void {
    const { timers } = this.#deps;
    const dueMs = this.#hints.dueMs;
    if (dueMs === null || this.#forgetHints !== null || this.#isClosed) return;
    this.#forgetHints = timers.after(Math.max(0, dueMs - timers.now()), () => {
      this.#forgetHints = null;
      const due = this.#hints.dueMs;
      if (due !== null && due <= timers.now()) this.#scan(foldersToScan(this.#hints.take(timers.now())));
      this.#waitForQuiet();
    });
  }

  /** Scans these folders after what runs now; a whole scan stands for all. */
  #scan(folders: readonly string[]): void {
    if (this.#isClosed) return;
    const all = [...new Set([...this.#waiting, ...folders])];
    this.#waiting = all.includes('') ? [''] : all;
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  async #work(): Promise<void> {
    for (;;) {
      await Promise.race([whenIdle(this.#deps.context, this.row.uuid), this.#closing.promise]);
      const folder = this.#waiting.shift();
      if (folder === undefined || this.#isClosed) return;
      if (folder === '') this.plan();
      this.#deps.onChange();
      await this.#scanOne(folder);
      if (this.#watcher?.isStale) await this.#reopen();
    }
  }

  async #scanOne(folder: string): Promise<void> {
    const { context } = this.#deps;
    try {
      const { job_id } = await startScan(context, {
        storage: this.row.uuid,
        mode: 'smart',
        dry_run: false,
        ...(folder === '' ? {} : { path: folder }),
      });
      this.#jobId = job_id;
      if (this.#isClosed) context.jobs.cancel(job_id);
      await context.jobs.outcome(job_id);
    } catch (error) {
      if (this.#isClosed) return;
      // The folder went away meanwhile: what was in it may be anywhere.
      if (error instanceof ImaLinkError && error.code === 'path-not-found' && folder !== '') this.#waiting = [''];
      else log.warn('a scan after a change failed', { storage: this.row.uuid, error: String(error) });
    } finally {
      this.#jobId = null;
    }
  }

  async #reopen(): Promise<void> {
    const former = this.#watcher;
    this.#watcher = null;
    await former?.close();
    await this.#openWatcher();
    this.#waiting = [''];
  }
}
