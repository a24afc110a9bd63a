/** Which question of the inbox stands over it. */
import { create } from 'zustand';
import type { Conflict } from '#contract/scan.ts';

export type InboxDialog =
  /** Which session new files join. */
  | { readonly kind: 'session'; readonly conflicts: readonly Conflict[] }
  /** Which file became which. */
  | { readonly kind: 'pair'; readonly conflicts: readonly Conflict[] }
  /** What was tried with files that cannot be read. */
  | { readonly kind: 'report'; readonly conflicts: readonly Conflict[] };

/** The dialog of the inbox that is open. */
export const useInboxDialog = create<{ readonly dialog: InboxDialog | null }>(() => ({ dialog: null }));

/** Asks which session new files join. */
export const askSession = (conflicts: readonly Conflict[]): void => useInboxDialog.setState({ dialog: { kind: 'session', conflicts } });
/** Asks which missing file became which new one. */
export const askPairs = (conflicts: readonly Conflict[]): void => useInboxDialog.setState({ dialog: { kind: 'pair', conflicts } });
/** Shows what was tried with files that cannot be read. */
export const showReport = (conflicts: readonly Conflict[]): void => useInboxDialog.setState({ dialog: { kind: 'report', conflicts } });
/** Closes whichever dialog of the inbox is open. */
export const closeInboxDialog = (): void => useInboxDialog.setState({ dialog: null });
