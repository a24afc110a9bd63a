/**
 * Open lists of photos: ids and aspect ratios in flat arrays (8 bytes a photo), so that a page anywhere in a
 * million photos costs its own rows and nothing before them.
 */
import type { DayCount } from './day-runs.ts';
import type { ViewGrouping } from './sql-executor.ts';
import { grown, type TimelineList } from './timeline.ts';
import { release } from './room.ts';
import { ratioOf } from './timeline-order.ts';
import { dealOut, type Members } from './view-groups.ts';

const maxOpenViews = 8;

type View = Pick<TimelineList, 'ids' | 'ratios' | 'isShared'>;

/** How a list is dealt out to groups. */
export interface Groups {
  readonly grouping: ViewGrouping;
  readonly members: Members;
}

export interface KeptView<Days = TimelineList['days']> {
  readonly total: number;
  readonly days: Days;
}

export class ViewStore {
  readonly #views = new Map<string, View>();

  /** Keeps a list, dealt out to groups where there are any; nobody changes its arrays. */
  keep<Days>(viewId: string, read: TimelineList<Days>, groups?: Groups | undefined): KeptView<Days | readonly DayCount[]> {
    const view = groups === undefined ? read : dealOut(read.ids, read.ratios, groups.members, groups.grouping);
    if (view !== read) releaseList(read);
    this.#views.set(viewId, view);
    const [oldest] = this.#views.size > maxOpenViews ? this.#views : [];
    if (oldest) {
      this.#views.delete(oldest[0]);
      releaseList(oldest[1]);
    }
    return { total: view.ids.length, days: view.days };
  }

  ids(viewId: string, offset: number, limit: number): readonly number[] | null {
    const view = this.#touch(viewId);
    return view ? [...view.ids.subarray(offset, offset + limit)] : null;
  }

  position(viewId: string, id: number): number | null {
    return this.#touch(viewId)?.ids.indexOf(id) ?? null;
  }

  ratios(viewId: string): Uint8Array | null {
    const view = this.#touch(viewId);
    return view ? new Uint8Array(view.ratios.buffer.slice(0)) : null;
  }

  /** The view in use is the last to be dropped. */
  #touch(viewId: string): View | undefined {
    const view = this.#views.get(viewId);
    if (view) {
      this.#views.delete(viewId);
      this.#views.set(viewId, view);
    }
    return view;
  }
}

function releaseList({ ids, ratios, isShared = false }: View): void {
  if (isShared) return;
  release(ids);
  release(ratios);
}

/** Reads rows of (id, day, width, height) to the end. */
export function readList(rows: Iterable<readonly unknown[]>): TimelineList<readonly DayCount[]> {
  let ids = new Int32Array(1024);
  let ratios = new Float32Array(1024);
  let total = 0;
  const days: { day: string | null; count: number }[] = [];
  for (const [id, day, width, height] of rows) {
    if (total === ids.length) {
      ids = grown(ids, new Int32Array(total * 2));
      ratios = grown(ratios, new Float32Array(total * 2));
    }
    ids[total] = id as number;
    ratios[total] = ratioOf(width, height);
    total += 1;
    const last = days.at(-1);
    if (last && last.day === (day as string | null)) last.count += 1;
    else days.push({ day: day as string | null, count: 1 });
  }
  return { ids: ids.slice(0, total), ratios: ratios.slice(0, total), days };
}
