/**
 * Photos in the order in which they were imported: the index says their ids day by day, the timeline in memory what else a list
 * needs. A query of the same rows looks at every photo, ten times as long for a million.
 */
import type Database from 'better-sqlite3';
import type { DayCount } from './day-runs.ts';
import { idReader } from './photo-ids.ts';
import type { TimelineList } from './timeline.ts';
import type { MarkedIds, Order } from './timeline-order.ts';

/** @param some of the timeline's photos; null for all */
export function listByImport(
  database: Database.Database,
  order: Order,
  descending: boolean,
  some: MarkedIds | null,
): TimelineList<readonly DayCount[]> {
  const placeOf = placesById(order, some);
  const [ids, ratios] = [new Int32Array(order.ids.length), new Float32Array(order.ids.length)];
  const days: { day: string; count: number }[] = [];
  let total = 0;
  const idsOfDay = idReader(
    database,
    `select id from photo where imported_at >= ? and imported_at < ? order by imported_at ${descending ? 'desc, id desc' : 'asc, id asc'}`,
  );
  for (const day of importDays(database, descending)) {
    const before = total;
    // Behind every time of the day.
    for (const id of idsOfDay([day, `${day}~`])) {
      const place = id < order.end ? (placeOf[id] as number) : -1;
      if (place < 0) continue;
      ids[total] = id;
      ratios[total] = order.ratios[place] as number;
      total += 1;
    }
    if (total > before) days.push({ day, count: total - before });
  }
  return { ids: ids.slice(0, total), ratios: ratios.slice(0, total), days };
}

/** Where each photo that is listed stands in the timeline, by its id; -1 for all others. */
function placesById({ ids, end }: Order, some: MarkedIds | null): Int32Array {
  const places = new Int32Array(end).fill(-1);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    if (some === null || some.marks[id] === some.kept) places[id] = at;
  }
  return places;
}

/** Days on which something was imported: from one to the next by the index, which has a million photos of a few hundred days. */
function importDays(database: Database.Database, descending: boolean): string[] {
  const next = database
    .prepare(`select substr(${descending ? 'max' : 'min'}(imported_at), 1, 10) from photo where imported_at ${descending ? '<' : '>='} ?`)
    .pluck();
  const days: string[] = [];
  for (let from = descending ? '~' : ''; ;) {
    const day = next.get(from) as string | null;
    if (day === null) return days;
    days.push(day);
    from = descending ? day : `${day}~`;
  }
}
