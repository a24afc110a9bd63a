/** What a person has set in the inbox: filter, focus, checks, choices. It outlives the page, so that one finds it as it was. */
import { create } from 'zustand';
import type { Decision, Refusal } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { losesLastCopy, suggestionOf } from './decisions.ts';
import type { Filter } from './inbox-rows.ts';

interface Inbox {
  readonly filter: Filter;
  readonly text: string;
  /** Key of the focused row. */
  readonly focus: string | null;
  readonly checked: ReadonlySet<number>;
  /** What was chosen instead of the suggestion, by finding. */
  readonly chosen: ReadonlyMap<number, Decision>;
  /** Groups that were folded or unfolded by hand. */
  readonly folded: ReadonlyMap<string, boolean>;
  readonly isDetailOpen: boolean;
  readonly isDetailWide: boolean;
  /** Findings that came back from an apply, and why. */
  readonly returned: ReadonlyMap<number, string>;
}

/** What one has filtered, checked, chosen and folded in the inbox. */
export const useInbox = create<Inbox>(() => ({
  filter: 'all',
  text: '',
  focus: null,
  checked: new Set(),
  chosen: new Map(),
  folded: new Map(),
  isDetailOpen: false,
  isDetailWide: false,
  returned: new Map(),
}));

const set = useInbox.setState;
const get = useInbox.getState;

/** Narrows the list to one sort of finding; what was checked is not any more. */
export const showOnly = (filter: Filter): void => set({ filter, focus: null, checked: new Set() });
/** Narrows the list to findings with these words. */
export const filterBy = (text: string): void => set({ text });
/** Puts the focus on a row, by its key. */
export const focusRow = (focus: string): void => set({ focus });
/** Opens or closes the details. */
export const showDetail = (isDetailOpen: boolean): void => set(isDetailOpen ? { isDetailOpen } : { isDetailOpen, isDetailWide: false });
/** Lets the details have the width of the list, or gives it back. */
export const widenDetail = (isDetailWide: boolean): void => set({ isDetailWide });
/** Nothing is checked. */
export const uncheckAll = (): void => set({ checked: new Set() });

/** Folds or unfolds a lane or a group, by its key. */
export function fold(key: string, isFolded: boolean): void {
  set({ folded: new Map(get().folded).set(key, isFolded) });
}

/** Checks these, or unchecks them when all of them are. */
export function toggleChecked(conflicts: readonly Conflict[]): void {
  const ids = conflicts.flatMap(({ id }) => id ?? []);
  const { checked } = get();
  setChecked(ids, !ids.every((id) => checked.has(id)));
}

/** Checks findings, or unchecks them. */
export function setChecked(ids: readonly number[], isChecked: boolean): void {
  const checked = new Set(get().checked);
  for (const id of ids) {
    if (isChecked) checked.add(id);
    else checked.delete(id);
  }
  set({ checked });
}

/**
 * Chooses what is to become of findings, and checks them. Refused when it would leave a photo without any copy.
 * @returns false when it was refused
 */
export function choose(decisions: readonly Decision[], conflicts: readonly Conflict[]): boolean {
  const chosen = new Map(get().chosen);
  for (const decision of decisions) chosen.set(decision.id, decision);
  const meant = conflicts.flatMap((conflict) => decisionOf(conflict, chosen) ?? []);
  if (losesLastCopy(conflicts, meant)) return false;
  set({ chosen });
  setChecked(
    decisions.map(({ id }) => id),
    true,
  );
  return true;
}

/** Takes a choice back: the suggestion, if any, stands again. */
export function forgetChoice(id: number): void {
  const chosen = new Map(get().chosen);
  if (chosen.delete(id)) set({ chosen });
  setChecked([id], false);
}

/** What would be done about a finding now: what was chosen, else what is suggested. */
export function decisionOf(conflict: Conflict, chosen: ReadonlyMap<number, Decision>): Decision | null {
  return (conflict.id == null ? undefined : chosen.get(conflict.id)) ?? suggestionOf(conflict);
}

/** An apply has ended: what is resolved is forgotten here, what came back is told at its row. */
export function settle(resolved: readonly number[], returned: readonly Refusal[]): void {
  const { checked, chosen, returned: before } = get();
  const gone = new Set(resolved);
  const reasons = new Map([...before].filter(([id]) => !gone.has(id)));
  for (const { finding_id, reason } of returned) reasons.set(finding_id, reason);
  set({
    checked: new Set([...checked].filter((id) => !gone.has(id))),
    chosen: new Map([...chosen].filter(([id]) => !gone.has(id))),
    returned: reasons,
  });
}
