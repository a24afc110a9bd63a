/**
 * A frozen list of photos as the grid and the viewer see it: groups and aspect ratios at once, details by
 * page. When the library changes it is opened again and swapped in one step, telling where the photos
 * that mattered went, so that nobody loses their place.
 */
import { ApiError } from '#contract/bridge.ts';
import type { PhotoGroup, PhotoTile, PhotoView } from '#contract/photo.ts';
import type { Input } from '#contract/procedures.ts';
import { api, host } from './client.ts';
import { errorWords } from './error-words.ts';
import { fetchRatios } from './media.ts';
import { useOpenStacks } from './open-stacks.ts';
import { keptForm } from './list-form.ts';
import { createPageCache, pageSize, type PageCache } from './page-cache.ts';
import { coalesce } from './stores.ts';

export interface PhotoListSnapshot {
  readonly status: 'loading' | 'ready' | 'error';
  readonly error: string | null;
  readonly viewId: string;
  readonly total: number;
  /** All photos of the list, those below the top of a closed stack included. */
  readonly photos: number;
  readonly groups: readonly PhotoGroup[];
  readonly ratios: Float32Array;
  /** Grows with every swap. */
  readonly generation: number;
  /** Where the kept photos of the generation before stand now. */
  readonly moved: ReadonlyMap<string, number>;
  /** Grows when tiles arrive. */
  readonly version: number;
}

/** @param isReplaced it is the list of another query that takes the place of this one */
export type Keeper = (isReplaced: boolean) => readonly string[];

export interface PhotoList {
  readonly query: Input<'photos.open'>;
  snapshot(): PhotoListSnapshot;
  subscribe(listener: () => void): () => void;
  tile(index: number): PhotoTile | undefined;
  want(first: number, last: number): void;
  /** Wants photos that are not side by side, besides those of `want`; until the next pin. */
  pin(places: readonly number[]): void;
  /** Shows a change of the photos at these places before the core has made it. */
  patch(ranges: readonly { readonly start: number; readonly end: number }[], change: Partial<PhotoTile>): void;
  reload(): void;
  /** Names the photos whose place is to be known after a swap. */
  keep(keeper: Keeper): () => void;
  /** Those photos as of now. */
  kept: Keeper;
  close(): void;
}

const progressEveryMs = 2000;
const editShowsMs = 150;
const quickMs = 500;

export const emptySnapshot: PhotoListSnapshot = {
  status: 'loading',
  error: null,
  viewId: '',
  total: 0,
  photos: 0,
  groups: [],
  ratios: new Float32Array(0),
  generation: 0,
  moved: new Map(),
  version: 0,
};

/**
 * Opens a list; it follows the library until it is closed.
 * @param before the list on the screen until this one has answered; what it keeps is found again here
 */
export function openPhotoList(query: Input<'photos.open'>, before: PhotoList | null = null): PhotoList {
  let now = emptySnapshot;
  let pages: PageCache | null = null;
  let opening = 0;
  let tookMs = 0;
  let closed = false;
  let wanted: readonly [number, number] = [0, pageSize];
  let pinned: readonly number[] = [];
  const listeners = new Set<() => void>();
  const keepers = new Set<Keeper>();
  const kept: Keeper = (isReplaced) => [...keepers].flatMap((keeper) => keeper(isReplaced));
  const wished = (): readonly string[] => (now.generation > 0 ? kept(false) : (before?.kept(true) ?? []));
  const set = (patch: Partial<PhotoListSnapshot>): void => {
    now = { ...now, ...patch };
    listeners.forEach((listener) => listener());
  };

  const open = async (): Promise<void> => {
    const mine = ++opening;
    const startedMs = performance.now();
    const stale = (): boolean => closed || mine !== opening;
    try {
      const { view, ratios, tiles } = await openView(query, now.generation === 0 ? wanted[0] : null);
      if (stale()) return;
      const find = finderIn(view.view_id);
      const found = await find(wished);
      const next = createPageCache({
        total: view.total,
        fetchPage: (offset, limit) => fetchPage(view.view_id, offset, limit),
        onChange: () => !stale() && set({ version: now.version + 1 }),
        onFailure: (thrown) => {
          if (stale()) return;
          if (isExpired(thrown)) void open();
          else set({ error: errorWords(thrown) });
        },
      });
      if (tiles !== null) next.seed(tiles.offset, tiles.items);
      else if (now.generation > 0) await preload(next, view, found.values().next().value ?? wanted[0]);
      // One goes on selecting while the answers come: who is kept is asked last of all.
      const moved = await find(wished);
      if (stale()) return;
      pages?.close();
      pages = next;
      const counters = { generation: now.generation + 1, version: now.version + 1 };
      set({ ...shownOf(view), ...keptForm(now, { groups: view.groups, ratios }), moved, ...counters });
      next.pin(pinned);
      next.want(...wanted);
      tookMs = performance.now() - startedMs;
    } catch (thrown) {
      if (!stale()) set(now.generation === 0 ? { status: 'error', error: errorWords(thrown) } : { error: errorWords(thrown) });
    }
  };

  const reload = (): void => void open();
  const offs = followLibrary(query, () => tookMs, reload);
  void open();

  return {
    query,
    snapshot: () => now,
    subscribe: (listener) => addTo(listeners, listener),
    tile: (index) => pages?.tile(index),
    want: (first, last) => {
      wanted = [first, last];
      pages?.want(first, last);
    },
    pin: (places) => {
      pinned = places;
      pages?.pin(places);
    },
    patch: (ranges, change) => {
      for (const { start, end } of ranges) pages?.patch(start, end, change);
      set({ version: now.version + 1 });
    },
    reload,
    keep: (keeper) => addTo(keepers, keeper),
    kept,
    close: () => {
      closed = true;
      pages?.close();
      offs.forEach((off) => off());
    },
  };
}

/** @returns takes it out again */
function addTo<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => void all.delete(one);
}

/** Opens the list anew after every hint; what a person has just changed shows at once, unless the list is slow to open. */
function followLibrary(query: Input<'photos.open'>, tookMs: () => number, open: () => void): (() => void)[] {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = coalesce(open, 1200);
  const soon = (): void => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        open();
      },
      tookMs() < quickMs ? editShowsMs : tookMs() * 3,
    );
  };
  const offs = [
    api.on('photos.changed', ({ reason }) => (reason === 'edit' ? soon() : later())),
    // Albums and stacks.
    api.on('organize.changed', soon),
    ...(query.album == null ? [useOpenStacks.subscribe(open)] : []),
    host.onReset(open),
    onImportProgress(tookMs, later),
  ];
  return [...offs, () => clearTimeout(timer)];
}

/** Photos show while they are imported. A list that is slow to open is opened less often: a tenth of the time at most. */
function onImportProgress(tookMs: () => number, reopen: () => void): () => void {
  let lastMs = performance.now();
  return api.on('job.changed', ({ job }) => {
    const nowMs = performance.now();
    if (job.kind !== 'import' || job.status !== 'running' || nowMs - lastMs < Math.max(progressEveryMs, tookMs() * 10)) return;
    lastMs = nowMs;
    reopen();
  });
}

const shownOf = ({ view_id: viewId, total, below }: PhotoView) =>
  ({ status: 'ready', error: null, viewId, total, photos: total + below }) as const;
const isExpired = (thrown: unknown): boolean => thrown instanceof ApiError && thrown.code === 'view-expired';

/** An album keeps each photo in its place; everywhere else a stack is one photo until it is opened. */
const withStacks = (query: Input<'photos.open'>): Input<'photos.open'> =>
  query.album == null ? { ...query, stacks: 'closed', open_stacks: [...useOpenStacks.getState().open] } : query;

/** @param at a place whose page is fetched on the way: the first tiles wait for the form of a million photos, not for another question */
async function openView(query: Input<'photos.open'>, at: number | null) {
  const view = await api.call('photos.open', withStacks(query));
  const offset = at == null ? 0 : Math.floor(at / pageSize) * pageSize;
  const page = at == null || view.total <= offset ? null : fetchPage(view.view_id, offset, pageSize);
  // A page that fails is asked for again when it is wanted.
  const tiles = page?.then((items) => ({ offset, items })).catch(() => null) ?? null;
  const ratios = view.total === 0 ? new Float32Array(0) : await fetchRatios(view.view_id);
  if (ratios == null || ratios.length < view.total) throw new ApiError('view-expired', 'The list of photos changed while it was read.', {});
  return { view, ratios, tiles: await tiles };
}

async function fetchPage(viewId: string, offset: number, limit: number): Promise<readonly PhotoTile[]> {
  return (await api.call('photos.page', { view_id: viewId, offset, limit })).items;
}

/** Fills the pages that will be looked at first, so that a swap shows no grey tile. */
async function preload(cache: PageCache, view: PhotoView, at: number): Promise<void> {
  if (view.total === 0) return;
  const offset = Math.max(0, Math.floor(Math.min(at, view.total - 1) / pageSize) - 1) * pageSize;
  cache.seed(offset, await fetchPage(view.view_id, offset, pageSize * 3));
}

/**
 * Finds photos in a view, asking for each once. Its answer is about those that are wished for when it comes, not when
 * it was asked for; places stand in the order of the wishes.
 */
function finderIn(viewId: string): (wished: () => readonly string[]) => Promise<Map<string, number>> {
  const known = new Map<string, number | null>();
  return async (wished) => {
    for (;;) {
      const hothashes = [...new Set(wished())];
      const unknown = hothashes.filter((hothash) => !known.has(hothash));
      if (unknown.length === 0) {
        return new Map(hothashes.flatMap((hothash) => ((index) => (index == null ? [] : [[hothash, index] as const]))(known.get(hothash))));
      }
      await Promise.all(
        unknown.map(async (hothash) => known.set(hothash, (await api.call('photos.position', { view_id: viewId, hothash })).index)),
      );
    }
  };
}
