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

export const useInboxDialog = create<{ readonly dialog: InboxDialog | null }>(() => ({ dialog: null }));

export const askSession = (conflicts: readonly Conflict[]): void => useInboxDialog.setState({ dialog: { kind: 'session', conflicts } });
export const askPairs = (conflicts: readonly Conflict[]): void => useInboxDialog.setState({ dialog: { kind: 'pair', conflicts } });
export const showReport = (conflicts: readonly Conflict[]): void => useInboxDialog.setState({ dialog: { kind: 'report', conflicts } });
export const closeInboxDialog = (): void => useInboxDialog.setState({ dialog: null });
