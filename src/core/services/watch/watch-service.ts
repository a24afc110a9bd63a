/**
 * Follows all storages while a host runs: opens and closes their watches as they come, go, rest and return. A watch
 * is a hint; what is true is what a scan says.
 */
import type { EventName } from '#contract/events.ts';
import type { StorageState, WatchStatus } from '#contract/storage.ts';
import type { Settings } from '#contract/system.ts';
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import { lookAgain } from '../online-storages.ts';
import { probeStorage } from '../storage-state.ts';
import { tellAway } from '../storages/tell-away.ts';
import type { StorageRow } from '../storage-rows.ts';
import { settleGoneClone } from '../storages/clones.ts';
import { lookForClone } from '../storages/discover.ts';
import { noteSeen } from '../storages/last-seen.ts';
import { StorageWatch, type WatchDeps } from './storage-watch.ts';
import type { Timers } from './timers.ts';

/** A drive that was connected is noticed within this time; looking costs one small file a storage. */
export const lookEveryMs = 30_000;

const notRunning = 'Changes are followed while the app, `imalink serve` or `imalink watch` runs.';
const log = createLogger('watch');

export interface WatchServiceDeps {
  readonly context: Context;
  readonly settings: () => Settings;
  readonly timers: Timers;
  readonly onEvent: (listener: (name: EventName) => void) => () => void;
  readonly watchLimit?: () => Promise<number | null>;
}

export interface WatchWish {
  /** The uuid of the one storage to follow. */
  readonly only?: string;
  /** Asked for by name: follow whatever the settings say. */
  readonly force?: boolean;
}

export class WatchService {
  readonly #deps: WatchServiceDeps;
  readonly #open = new Map<number, StorageWatch>();
  readonly #states = new Map<number, { readonly row: StorageRow; readonly state: StorageState; readonly hint: string | null }>();
  #wish: WatchWish = {};
  #hours = 0;
  #isRunning = false;
  #looking: Promise<void> = Promise.resolve();
  #isLookDue = false;
  #forgetNext: (() => void) | null = null;
  #unsubscribe: (() => void) | null = null;
  #told = '';

  constructor(deps: WatchServiceDeps) {
    this.#deps = deps;
  }

  /** Starts following. Resolves after the first look; idempotent; does nothing in a read-only engine. */
  async start(wish: WatchWish = {}): Promise<void> {
    if (this.#deps.context.readOnly || this.#isRunning) return;
    this.#isRunning = true;
    this.#wish = wish;
    this.#unsubscribe = this.#deps.onEvent((name) => {
      if (name === 'storage.changed' || name === 'settings.changed') void this.look();
    });
    await this.look();
  }

  /** Every storage and how it is followed; without `start` none is. */
  async status(): Promise<WatchStatus[]> {
    const rows = await this.#deps.context.catalog.read.selectFrom('storage').selectAll().orderBy('id').execute();
    return rows.map((row) => this.#open.get(row.id)?.status() ?? off(row.uuid, this.#whyOff(row)));
  }

  /** Looks at every storage now; calls that come meanwhile are one more look. */
  look(): Promise<void> {
    if (this.#isLookDue) return this.#looking;
    this.#isLookDue = true;
    this.#looking = this.#looking
      .then(async () => {
        this.#isLookDue = false;
        if (this.#isRunning) await this.#look();
      })
      .catch((error: unknown) => log.warn('looking at the storages failed', { error: String(error) }))
      .finally(() => this.#lookAgain());
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#isRunning = false;
    this.#unsubscribe?.();
    this.#forgetNext?.();
    const closeAll = (): Promise<unknown> => Promise.all([...this.#open.values()].map((watch) => watch.close()));
    await closeAll();
    // A look that was under way may have opened one more.
    await this.#looking;
    await closeAll();
    this.#open.clear();
  }

  #lookAgain(): void {
    this.#forgetNext?.();
    if (this.#isRunning) this.#forgetNext = this.#deps.timers.after(lookEveryMs, () => void this.look());
  }

  async #look(): Promise<void> {
    const { context } = this.#deps;
    const rows = await context.catalog.read.selectFrom('storage').selectAll().orderBy('id').execute();
    const seen = await Promise.all(rows.map(async (row) => ({ row, ...(await probeStorage(row.full_path, row.photos_dir, row.uuid)) })));
    await noteSeen(context, seen);
    for (const [id, watch] of this.#open) if (!rows.some((row) => row.id === id)) await this.#close(id, watch);
    for (const id of this.#states.keys()) if (!rows.some((row) => row.id === id)) this.#states.delete(id);
    for (const { row, state, hint } of seen) await this.#follow(row, state, hint);
    const hours = this.#deps.settings().scan_every_hours;
    if (hours !== this.#hours && this.#hours !== 0) for (const watch of this.#open.values()) watch.plan();
    this.#hours = hours;
    await this.#tell();
  }

  async #follow(row: StorageRow, state: StorageState, hint: string | null): Promise<void> {
    const { context } = this.#deps;
    const before = this.#states.get(row.id);
    this.#states.set(row.id, { row, state, hint });
    const isBack = before !== undefined && !isThere(before.state) && isThere(state);
    if (before !== undefined && before.state !== state) {
      context.emit('storage.changed', { storage_uuid: row.uuid });
      void lookAgain(context);
    }
    if (row.is_active === 1 && isThere(state)) {
      await settleGoneClone(context, row);
      await context.indexes.lookAt(row.id).catch((error: unknown) => log.warn('an index could not be read', { error: String(error) }));
      if (isBack) {
        await lookForClone(context, row);
        await context.indexes.flush().catch((error: unknown) => log.warn('an index could not be written yet', { error: String(error) }));
      }
    }
    await tellAway(context, row, state, hint);
    const open = this.#open.get(row.id);
    const hasMoved = open !== undefined && (open.row.full_path !== row.full_path || open.row.photos_dir !== row.photos_dir);
    const wanted = this.#whyOff(row) === null;
    if (open && (!wanted || hasMoved)) await this.#close(row.id, open);
    if (wanted && !this.#open.has(row.id) && this.#isRunning) {
      const watch = new StorageWatch(row, this.#depsOfWatch());
      this.#open.set(row.id, watch);
      await watch.open();
    }
  }

  #depsOfWatch(): WatchDeps {
    const { context, timers, settings, watchLimit } = this.#deps;
    return {
      context,
      timers,
      scanEveryHours: () => settings().scan_every_hours,
      ...(watchLimit ? { watchLimit } : {}),
      onChange: () => void this.#tell().catch((error: unknown) => log.warn('the watch could not be told', { error: String(error) })),
    };
  }

  /** Why a storage is not followed; null when it is, or should be. */
  #whyOff(row: StorageRow): string | null {
    if (!this.#isRunning) return notRunning;
    if (row.is_active === 0) return 'It is deactivated.';
    if (this.#wish.only !== undefined && this.#wish.only !== row.uuid) return notRunning;
    const known = this.#states.get(row.id);
    if (!known || !isThere(known.state)) return known?.hint ?? 'It is not reachable.';
    return this.#wish.force === true || this.#deps.settings().watch ? null : 'Following changes is turned off in the settings.';
  }

  async #close(id: number, watch: StorageWatch): Promise<void> {
    this.#open.delete(id);
    await watch.close();
  }

  /** Tells when it is another picture than the last one told. */
  async #tell(): Promise<void> {
    if (!this.#isRunning) return;
    const storages = await this.status();
    const text = JSON.stringify(storages);
    if (text === this.#told || !this.#isRunning) return;
    this.#told = text;
    this.#deps.context.emit('watch.changed', { storages });
  }
}

const isThere = (state: StorageState): boolean => state === 'online' || state === 'read-only';

const off = (uuid: string, notice: string | null): WatchStatus => ({ storage_uuid: uuid, state: 'off', notice, next_scan_at: null });
