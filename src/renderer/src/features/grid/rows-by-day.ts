import { dayOfRow, type RowLayout } from './row-layout.ts';

/** The shown rows of photos by day; without headers all belong to one group. */
export function rowsByDay(layout: RowLayout, rows: readonly number[]): { readonly day: number; readonly rows: number[] }[] {
  const groups: { day: number; rows: number[] }[] = [];
  for (const row of rows) {
    if ((layout.header[row] ?? -1) >= 0) continue;
    const day = dayOfRow(layout, row);
    const last = groups.at(-1);
    if (last?.day === day) last.rows.push(row);
    else groups.push({ day, rows: [row] });
  }
  return groups;
}

/** The header rows among the shown ones. */
export function daysOfRows(layout: RowLayout, rows: readonly number[]): { readonly row: number; readonly day: number }[] {
  return rows.map((row) => ({ row, day: layout.header[row] ?? -1 })).filter(({ day }) => day >= 0);
}
