/** The inbox as one list of rows: what is shown under a filter, and where keys go in it. Pure. */
import type { Conflict } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';
import { groupConflicts, type Group } from './groups.ts';
import { categories, categoryOf, type Category, type Lane } from './kinds.ts';

export type Filter = 'all' | Category | 'later' | 'ignored';

export type Row =
  | { readonly type: 'lane'; readonly key: string; readonly lane: Lane; readonly count: number }
  | { readonly type: 'group'; readonly key: string; readonly group: Group; readonly isFolded: boolean }
  | { readonly type: 'finding'; readonly key: string; readonly conflict: Conflict; readonly group: Group; readonly place: number };

export const rowHeights: Readonly<Record<Row['type'], number>> = { lane: 44, group: 56, finding: 72 };

/** Findings of each state the inbox knows. */
export interface Findings {
  readonly open: readonly Conflict[];
  readonly applied: readonly Conflict[];
  readonly later: readonly Conflict[];
  readonly ignored: readonly Conflict[];
}

/** How many wait for an answer: what the badge says. */
export const countToReview = (open: readonly Conflict[]): number => open.filter(({ lane }) => lane === 'suggest' || lane === 'ask').length;

/** The chips that have something behind them, with their counts; the one that is chosen stays. */
export function chipsOf(findings: Findings, chosen: Filter): { readonly filter: Filter; readonly count: number }[] {
  const shown = [...findings.open, ...findings.applied];
  const chips: { filter: Filter; count: number }[] = [
    { filter: 'all', count: shown.length },
    ...categories.map((filter) => ({ filter, count: shown.filter(({ kind }) => categoryOf(kind) === filter).length })),
    { filter: 'later', count: findings.later.length },
    { filter: 'ignored', count: findings.ignored.length },
  ];
  return chips.filter(({ filter, count }) => count > 0 || filter === 'all' || filter === chosen);
}

/** What a filter and some words leave of it. */
export function filterFindings(findings: Findings, filter: Filter, text: string): readonly Conflict[] {
  const shown =
    filter === 'later' || filter === 'ignored'
      ? findings[filter]
      : [...findings.open, ...findings.applied].filter(({ kind }) => filter === 'all' || categoryOf(kind) === filter);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return shown;
  return shown.filter(({ kind, path, reason, facts }) => {
    const own =
      `${path} ${t.findings.reason(kind, reason)} ${String(facts['known_path'] ?? '')} ${String(facts['from'] ?? '')}`.toLowerCase();
    return words.every((word) => own.includes(word));
  });
}

/** Lanes, groups and findings, one after another. What needs no answer begins folded. */
export function rowsOf(conflicts: readonly Conflict[], folded: ReadonlyMap<string, boolean>): Row[] {
  const rows: Row[] = [];
  const groups = groupConflicts(conflicts);
  for (const [lane, inLane] of Map.groupBy(groups, (group) => group.lane)) {
    rows.push({ type: 'lane', key: `lane:${lane}`, lane, count: inLane.reduce((sum, group) => sum + group.conflicts.length, 0) });
    for (const group of inLane) {
      const isFolded = folded.get(group.key) ?? (lane === 'done' || lane === 'info');
      rows.push({ type: 'group', key: `group:${group.key}`, group, isFolded });
      if (!isFolded)
        group.conflicts.forEach((conflict, place) => rows.push({ type: 'finding', key: findingKey(conflict), conflict, group, place }));
    }
  }
  return rows;
}

/** Names the row of a finding, also of one that has no number. */
export const findingKey = ({ id, kind, path }: Conflict): string => `finding:${id ?? `${kind}:${path}`}`;

export type Step = 'up' | 'down' | 'home' | 'end' | 'page-up' | 'page-down' | 'previous-group' | 'next-group';

/** Where the focus goes; headings of lanes are passed over. -1 when there is nothing to go to. */
export function stepFrom(rows: readonly Row[], from: number, step: Step, pageRows: number): number {
  const isStop = (n: number): boolean => rows[n] != null && rows[n].type !== 'lane';
  const seek = (start: number, by: 1 | -1, isGoal: (n: number) => boolean): number => {
    for (let n = start; n >= 0 && n < rows.length; n += by) if (isGoal(n)) return n;
    return -1;
  };
  const isGroup = (n: number): boolean => rows[n]?.type === 'group';
  const or = (n: number): number => (n < 0 ? (isStop(from) ? from : seek(0, 1, isStop)) : n);
  switch (step) {
    case 'up':
      return or(seek(from - 1, -1, isStop));
    case 'down':
      return or(seek(from + 1, 1, isStop));
    case 'home':
      return seek(0, 1, isStop);
    case 'end':
      return seek(rows.length - 1, -1, isStop);
    case 'page-up':
      return or(seek(Math.max(0, from - pageRows), 1, isStop));
    case 'page-down':
      return or(seek(Math.min(rows.length - 1, from + pageRows), -1, isStop));
    case 'previous-group':
      return or(seek(from - 1, -1, isGroup));
    case 'next-group':
      return or(seek(from + 1, 1, isGroup));
  }
}

/** All, some or none of a group is checked. */
export function checkState(group: Group, checked: ReadonlySet<number>): boolean | 'mixed' {
  const count = group.conflicts.filter(({ id }) => id != null && checked.has(id)).length;
  return count === 0 ? false : count === group.conflicts.length ? true : 'mixed';
}
