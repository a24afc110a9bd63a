/** Rules in words. Pure. */
import type { Decision } from '#contract/resolve.ts';

const kindNames: Readonly<Record<string, string>> = {
  duplicate: 'copies',
  missing: 'missing files',
  edited: 'edited pictures',
  replaced: 'replaced files',
  untracked: 'new files',
  ambiguous_move: 'unclear moves',
  corrupt: 'damaged files',
  name_collision: 'names that collide',
  orphan_sidecar: 'sidecars without a photo',
  pair_broken: 'separated pairs',
};

const doing: Partial<Record<Decision['as'], (what: string) => string>> = {
  set_aside: (what) => (what === 'copies' ? 'Set byte-identical copies aside' : `Set ${what} aside`),
  keep_both: (what) => `Keep ${what}`,
  make_primary: () => 'Show the new copy first',
  new_version: (what) => `Record ${what} as new versions`,
  separate_photo: (what) => `Treat ${what} as new photos`,
  import: (what) => `Add ${what} to a session`,
  adopt: (what) => `Add ${what} without a session`,
  ignore: (what) => `Ignore ${what}`,
  forget: (what) => `Forget ${what}`,
  accept: (what) => `Accept ${what} as they are`,
};

/** What a rule does, as one says it: “Set byte-identical copies aside”. */
export function ruleTitle({ kind, as }: { readonly kind: string; readonly as: Decision['as'] }): string {
  const what = kindNames[kind] ?? kind.replaceAll('_', ' ');
  return doing[as]?.(what) ?? `${as.replaceAll('_', ' ')}: ${what}`;
}
