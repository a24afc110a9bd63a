/**
 * The pages of one opened list around the viewport: newest wish first, at most a few requests at a time,
 * wishes that scrolled away are dropped, answers of an older generation are thrown away.
 */
import type { PhotoTile } from '#contract/photo.ts';

export const pageSize = 120;
const maxRunning = 3;
const maxPages = 240;

export interface PageCache {
  tile(index: number): PhotoTile | undefined;
  /** Wishes for the pages of [first, last]; earlier wishes outside it are dropped. */
  want(first: number, last: number): void;
  /** Wishes for the pages of these places, wherever they are, until the next pin. */
  pin(places: readonly number[]): void;
  /** Puts known tiles in, so that a list that grew shows no gap. */
  seed(offset: number, items: readonly PhotoTile[]): void;
  /** Changes the known tiles of [start, end) at once; the next list says what came of it. */
  patch(start: number, end: number, change: Partial<PhotoTile>): void;
  close(): void;
}

/**
 * @param fetchPage asks for one page; may throw
 * @param onChange tiles arrived
 * @param onFailure a page failed; it is asked for again when it is wanted again
 */
export function createPageCache(options: {
  readonly total: number;
  readonly fetchPage: (offset: number, limit: number) => Promise<readonly PhotoTile[]>;
  readonly onChange: () => void;
  readonly onFailure: (thrown: unknown) => void;
}): PageCache {
  const pages = new Map<number, readonly PhotoTile[]>();
  const running = new Set<number>();
  let wanted: number[] = [];
  let pinned: number[] = [];
  let closed = false;

  const pump = (): void => {
    while (!closed && running.size < maxRunning) {
      const page = [...pinned, ...wanted].find((candidate) => !running.has(candidate) && !pages.has(candidate));
      if (page == null) return;
      running.add(page);
      void load(page);
    }
  };
  const load = async (page: number): Promise<void> => {
    try {
      const items = await options.fetchPage(page * pageSize, Math.min(pageSize, options.total - page * pageSize));
      if (closed) return;
      put(page, items);
      options.onChange();
    } catch (thrown) {
      wanted = wanted.filter((other) => other !== page);
      pinned = pinned.filter((other) => other !== page);
      if (!closed) options.onFailure(thrown);
    } finally {
      running.delete(page);
      pump();
    }
  };
  const put = (page: number, items: readonly PhotoTile[]): void => {
    pages.delete(page);
    pages.set(page, items);
    for (const oldest of pages.keys()) {
      if (pages.size <= maxPages) break;
      if (!wanted.includes(oldest) && !pinned.includes(oldest)) pages.delete(oldest);
    }
  };

  return {
    tile: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    want: (first, last) => {
      wanted = pagesFromTheMiddle(first, Math.min(last, options.total - 1));
      pump();
    },
    pin: (places) => {
      const known = places.filter((place) => place >= 0 && place < options.total);
      pinned = [...new Set(known.map((place) => Math.floor(place / pageSize)))];
      pump();
    },
    seed: (offset, items) => {
      for (let at = 0; at < items.length; at += pageSize) put(Math.floor((offset + at) / pageSize), items.slice(at, at + pageSize));
    },
    patch: (start, end, change) => {
      for (const [page, items] of pages) {
        const first = page * pageSize;
        if (first + items.length <= start || first >= end) continue;
        pages.set(
          page,
          items.map((tile, n) => (first + n >= start && first + n < end ? { ...tile, ...change } : tile)),
        );
      }
    },
    close: () => {
      closed = true;
    },
  };
}

/** Page numbers that cover [first, last], those in the middle of the viewport first. */
export function pagesFromTheMiddle(first: number, last: number): number[] {
  if (last < first) return [];
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(last / pageSize);
  const middle = (from + to) / 2;
  return Array.from({ length: to - from + 1 }, (_, n) => from + n).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b);
}
