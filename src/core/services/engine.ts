/**
 * The engine: opens what the product is made of, hands out its handlers, closes it again. Every host (window,
 * server, command line) is a thin layer over one engine.
 */
import { mkdirSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import type { EventName, Events } from '#contract/events.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { SystemInfo } from '#contract/system.ts';
import { openCatalog, type Catalog } from '#core/catalog/catalog.ts';
import { systemClock, type Clock } from '#core/clock.ts';
import { homePaths } from '#core/home.ts';
import type { Medium } from '#domain/cards.ts';
import { createMediaPool } from '#core/media/media-pool.ts';
import type { MediaPool } from '#core/media/types.ts';
import { systemTrash, type Trash } from '#core/storage/trash.ts';
import { admitCatalog, type Admission } from './catalog-care/admit.ts';
import { admitInThread } from './catalog-care/admit-in-thread.ts';
import { CardWatch } from './cards/card-watch.ts';
import { removableMedia } from './cards/media.ts';
import { CatalogKeeper } from './catalog-care/keeper.ts';
import { mergeStorages } from './catalog-care/merge-storages.ts';
import { sweepHome } from './catalog-care/note.ts';
import { onLane, type Context } from './context.ts';
import { createHandlers } from './handlers/create-handlers.ts';
import { requireLocalHome } from './home-disk.ts';
import { lockHome, type HomeLock } from './home-lock.ts';
import { settleIndexes } from './index-merge/settle.ts';
import { tellLocked } from './index-merge/tell-locked.ts';
import { IndexWriter } from './index-writer.ts';
import { JobRunner } from './jobs.ts';
import { createMediaFiles, type MediaFiles } from './media-files.ts';
import { settleBatches } from './resolve/settle.ts';
import { openSettings } from './settings.ts';
import { SidecarWriter } from './sidecars/sidecar-writer.ts';
import { DailySlice } from './verify/daily-slice.ts';
import { RenditionCache } from './rendition-cache.ts';
import { systemTimers, type Timers } from './watch/timers.ts';
import { WatchService, type WatchWish } from './watch/watch-service.ts';
import { indexFileWriter, threadedIndexFileWriter } from './write-index-file.ts';

export type { MediaFiles } from './media-files.ts';

export interface EngineOptions {
  readonly home: string;
  /** No lock, no writes: works beside a running app. */
  readonly readOnly?: boolean;
  /** Keep SQLite off this thread: hosts with a window or a server. */
  readonly catalogInThread?: boolean;
  readonly clock?: Clock;
  /** What following changes waits with. */
  readonly timers?: Timers;
  /** How many folders may be watched, instead of what the system says; null without a limit. */
  readonly watchLimit?: () => Promise<number | null>;
  /** The removable disks, instead of those of this machine. */
  readonly media?: () => Promise<readonly Medium[]>;
  /** The trash of the operating system, where the host knows a better one than the core. */
  readonly trash?: Trash;
}

export interface Engine {
  readonly handlers: CoreHandlers;
  /** Returns the function that unsubscribes. */
  onEvent(listener: (name: EventName, payload: unknown) => void): () => void;
  readonly mediaFiles: MediaFiles;
  /** Whether the catalog that was opened is the one that was closed. */
  readonly catalog: () => Pick<SystemInfo, 'catalog_state' | 'catalog_words'>;
  readonly settings: { get(): import('#contract/system.ts').Settings };
  /** Following changes on disk; nothing does until a host starts it. */
  readonly watch: {
    /** Resolves when every storage was looked at once; no-op in a read-only engine. */
    start(wish?: WatchWish): Promise<void>;
    /** Looks which storages came or went, without waiting for the next look. */
    look(): Promise<void>;
  };
  /** Looking for cards of cameras; nothing does until a host starts it. */
  readonly cards: { start(): void };
  /** Cancels jobs, writes what is dirty, closes the catalog, frees the home. Idempotent. */
  close(): Promise<void>;
}

/** Limits for one picture: reliability of hostile input (docs/design/media.md#limits). */
const mediaLimits = { timeoutMs: 30_000, memoryLimitMb: 1536 };

/** @throws ImaLinkError home-locked, catalog-on-network, path-not-writable, catalog-unreadable, catalog-newer */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const home = homePaths(options.home);
  const readOnly = options.readOnly ?? false;
  if (!readOnly) requireLocalHome(home);
  const lock: HomeLock | null = readOnly ? null : lockHome(home);
  try {
    if (!readOnly) for (const folder of [home.cache, home.logs]) mkdirSync(folder, { recursive: true });
    if (!readOnly) sweepHome(home);
    const admit = options.catalogInThread ? admitInThread : admitCatalog;
    const admission = await admit(home, (options.clock ?? systemClock).now(), readOnly);
    const catalog = await openCatalog(home.catalog, { inThread: options.catalogInThread ?? false, readOnly });
    return await assemble(options, catalog, lock, admission);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function assemble(options: EngineOptions, catalog: Catalog, lock: HomeLock | null, admission: Admission): Promise<Engine> {
  const home = homePaths(options.home);
  const readOnly = options.readOnly ?? false;
  const clock = options.clock ?? systemClock;
  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  const emit = <K extends EventName>(name: K, payload: Events[K]): void => {
    for (const listener of listeners) listener(name, payload);
  };
  let media: MediaPool | undefined;
  const host = { uuid: await identity(catalog, clock, readOnly), name: hostname() };
  const settings = openSettings(home);
  const context: Context = {
    catalog,
    clock,
    home,
    host,
    readOnly,
    runsInThreads: options.catalogInThread ?? false,
    emit,
    ignorePatterns: () => settings.get().ignore_patterns,
    trash: options.trash ?? systemTrash(),
    media: () => (media ??= createMediaPool({ size: availableParallelism(), ...mediaLimits })),
    jobs: new JobRunner(clock, (event) => emit('job.changed', event)),
    indexes: indexWriter(options, catalog, host),
  };
  mindOthers(context);
  const keeper = new CatalogKeeper(context, admission);
  await keeper.begin();
  listeners.add((name, payload) => keeper.follow(name, payload as never));
  if (admission.state === 'restored-from-backup') await mergeStorages(context);
  // What a kill interrupted comes to its end before anything new begins.
  if (!readOnly) await settleBatches(context);
  if (!readOnly) context.indexes.catchUp();
  const onEvent: Engine['onEvent'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const watch = new WatchService({
    context,
    settings: () => settings.get(),
    timers: options.timers ?? systemTimers,
    onEvent,
    ...(options.watchLimit ? { watchLimit: options.watchLimit } : {}),
  });
  const sidecars = new SidecarWriter({ context, settings: () => settings.get(), timers: options.timers ?? systemTimers });
  listeners.add((name) => sidecars.follow(name));
  const daily = new DailySlice({ context, settings: () => settings.get(), timers: options.timers ?? systemTimers });
  const cards = new CardWatch({ context, timers: options.timers ?? systemTimers, media: options.media ?? (() => removableMedia()) });
  const renditions = new RenditionCache({ context, timers: options.timers ?? systemTimers });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await cards.close();
    await daily.close();
    await renditions.close();
    await watch.close();
    await context.jobs.close();
    // Before the indexes, which name the sidecars.
    await sidecars.close();
    if (!readOnly) await context.indexes.close();
    await media?.close();
    await keeper.close(() => catalog.close());
    lock?.release();
  };
  return {
    handlers: createHandlers(context, settings, watch, cards),
    onEvent,
    cards: { start: () => cards.start() },
    mediaFiles: createMediaFiles(onLane(context, 'screen'), renditions),
    catalog: () => ({ catalog_state: keeper.state.state, catalog_words: keeper.state.words }),
    settings: { get: () => settings.get() },
    watch: {
      start: (wish) => {
        // Hosts that stay are those that follow changes.
        daily.start();
        renditions.start();
        return watch.start(wish);
      },
      look: () => watch.look(),
    },
    close: () => (closing ??= close()),
  };
}

function indexWriter(options: EngineOptions, catalog: Catalog, host: Context['host']): IndexWriter {
  const home = homePaths(options.home);
  const write = options.catalogInThread ? threadedIndexFileWriter(home.catalog) : indexFileWriter(catalog);
  return new IndexWriter(catalog, host, home.bases, write, options.timers?.now);
}

/** Indexes are written after what others wrote was taken in, and waiting for another host is told. */
function mindOthers(context: Context): void {
  context.indexes.mindOthers({
    merge: (storage) => settleIndexes(context, storage),
    tellLocked: (storage, hostName) => tellLocked(context, storage, hostName),
  });
}

/** Who writes: one uuid per installation, kept in the catalog. */
async function identity(catalog: Catalog, clock: Clock, readOnly: boolean): Promise<string> {
  const find = () => catalog.read.selectFrom('meta').select('value').where('key', '=', 'host_uuid').executeTakeFirst();
  const known = await find();
  if (known || readOnly) return known?.value ?? '';
  await catalog.write([
    catalog.read
      .insertInto('meta')
      .values({ key: 'host_uuid', value: clock.newUuid() })
      .onConflict((conflict) => conflict.doNothing()),
  ]);
  return (await find())?.value ?? '';
}
