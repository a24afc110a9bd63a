/** Findings in words. Pure. */
import type { Conflict } from '#contract/scan.ts';

const resolutionWords: Readonly<Record<string, string>> = {
  relink: 'Follow the files to their new paths',
  undo_link: 'Undo the link',
  pair_by_names: 'Pair old and new paths by their names',
  treat_as_copies: 'Record the new paths as further copies',
  record_copy: 'Record it as a further copy',
  make_primary: 'Make the new file the primary one',
  set_aside: 'Set one copy aside',
  keep_both: 'Keep both',
  mark_missing: 'Mark it as missing; its preview and your words stay',
  locate: 'Locate it',
  restore_from_copy: 'Restore it from a verified copy',
  forget: 'Forget it',
  keep: 'Keep everything as it is',
  confirm: 'Confirm that the files are gone',
  treat_as_offline: 'Treat the files as offline until their drive is back',
  rescan: 'Scan again',
  update_record: 'Read the metadata of the file again',
  new_version: 'Take it as a new version: ratings, tags and albums follow',
  separate_photo: 'Take it as a photo of its own',
  accept: 'Accept the file as it is now',
  ignore: 'Ignore it',
  import: 'Import it into a session',
  adopt: 'Add it where it is',
  retry: 'Try again',
  split: 'Split them for good',
  reunite: 'Put them together again',
  rename: 'Rename one of them',
};

/** What ImaLink would do, as a phrase; null when there is nothing to do, or it is done. */
export function suggestion({ default: resolution, lane }: Conflict): string | null {
  return resolution === 'none' || lane === 'auto' ? null : (resolutionWords[resolution] ?? resolution.replaceAll('_', ' '));
}

/** Why, as a sentence of its own: many begin with the path, which stands above already. */
export function reasonOf({ path, reason }: Conflict): string {
  if (path === '' || !reason.startsWith(`${path} `)) return reason;
  const rest = reason.slice(path.length + 1);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

/** The photo a finding is about, when its facts name one whose preview may be there: of a new file there is none yet. */
export function photoOf({ kind, facts }: Conflict): string | null {
  if (kind === 'untracked') return null;
  const before = facts['before'];
  const named = typeof before === 'object' && before != null && 'hothash' in before ? before.hothash : facts['hothash'];
  return typeof named === 'string' && /^[0-9a-f]{64}$/.test(named) ? named : null;
}

export interface ConflictGroup {
  readonly kind: string;
  readonly conflicts: readonly Conflict[];
}

/** Findings by kind, in the order in which the kinds come. */
export function groupByKind(conflicts: readonly Conflict[]): ConflictGroup[] {
  const kinds = [...new Set(conflicts.map((conflict) => conflict.kind))];
  return kinds.map((kind) => ({ kind, conflicts: conflicts.filter((conflict) => conflict.kind === kind) }));
}
