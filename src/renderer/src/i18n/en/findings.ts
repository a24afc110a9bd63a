import type { Decision, ResolveAction } from '#contract/resolve.ts';
import { plural } from '../numbers.ts';

type Table = Readonly<Partial<Record<string, string>>>;

/** A kind or an action of a later version, by its name. */
const spelled = (name: string): string => name.replaceAll('_', ' ');

const headings: Table = {
  corrupt: 'Damaged in',
  mass_missing: 'Gone at once:',
  missing: 'Missing from',
  replaced: 'Replaced in',
  edited: 'Edited in',
  metadata_edited: 'Metadata edited in',
  ambiguous_move: 'Moved, unclear where:',
  duplicate: 'Copies in',
  untracked: 'New in',
  moved: 'Moved',
  pair_broken: 'Separated in',
  orphan_sidecar: 'Sidecars alone in',
  unreadable: 'Not readable in',
  placeholder: 'In the cloud:',
  name_collision: 'Names that collide in',
  duplicate_filename: 'Same name in',
  session_conflict: 'Claimed by two sessions in',
  session_id_collision: 'Session numbers',
  index_newer: 'Index newer than the catalog',
  index_corrupt: 'Damaged index',
  index_orphan: 'Index without a session',
  index_version: 'Index of a newer ImaLink',
  index_missing: 'Index missing',
  index_stale: 'Index older than the catalog',
  clone_storage: 'Storage there twice',
  wrong_storage: 'Another storage in its place',
  offline: 'Storage not connected',
  locked: 'Another machine works here',
};

const outcomes: Partial<Record<Decision['as'], string>> = {
  treat_as_copies: 'Record the new paths as further copies',
  record_copy: 'Record it as a further copy',
  mark_missing: 'Mark it as missing; its preview and your words stay',
  forget: 'Forget it: remove it from the catalog',
  keep: 'Keep everything as it is',
  confirm: 'The files are really gone: mark them as missing',
  treat_as_offline: 'Wait for their drive; mark nothing',
  rescan: 'Scan again',
  not_same: 'It is not the same photo: part them',
  skip_version: 'Say nothing of it until it changes',
  ignore_until_seen: 'Ignore it until it is back',
  update_record: 'Read the metadata of the file again',
  new_version: 'Record as a new version; rating and tags follow',
  separate_photo: 'Treat it as a new photo',
  accept: 'Accept the file as it is now',
  adopt: 'Add it without a session',
  retry: 'Try again',
  split: 'Split them for good',
  swap: 'Give it to the other session',
  reunite: 'Put them together again',
  relocate: 'Say where it is now',
  none: 'Nothing',
};

const outcomesOfKind: Readonly<Record<string, Partial<Record<Decision['as'], string>>>> = {
  index_newer: { accept: 'Use the index file', keep: 'Use the catalog' },
  index_orphan: { adopt: 'Bring its session back' },
  session_conflict: {
    none: 'Leave it with the session that was imported first',
    swap: 'Give it to the other session',
    split: 'Show it in the first session alone',
  },
  orphan_sidecar: { adopt: 'Give it to the photo it fits' },
  replaced: { new_version: 'It is the same photo: record as a new version' },
};

const ruleKinds: Table = {
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

const ruleActions: Partial<Record<Decision['as'], (what: string) => string>> = {
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

const counts: Partial<Record<string, readonly [one: string, many: string]>> = {
  duplicate: ['further copy', 'further copies'],
  ambiguous_move: ['unclear move', 'unclear moves'],
  mass_missing: ['question about many missing', 'questions about many missing'],
  metadata_edited: ['with edited metadata', 'with edited metadata'],
  corrupt: ['looks damaged', 'look damaged'],
  untracked: ['in no session yet', 'in no session yet'],
  pair_broken: ['pair separated', 'pairs separated'],
  orphan_sidecar: ['sidecar without its photo', 'sidecars without their photos'],
  duplicate_filename: ['repeated name', 'repeated names'],
};

/** Findings by their kinds, and what can be decided of them. What the core says of them in sentences is English. */
export const findings = {
  filters: {
    missing: 'Missing',
    moved: 'Moved',
    duplicates: 'Duplicates',
    edited: 'Edited',
    new: 'New files',
    unreadable: 'Unreadable',
    index: 'Index',
    storage: 'Storage',
    all: 'All',
    later: 'Later',
    ignored: 'Ignored',
  },
  lanes: {
    suggest: { title: 'Suggested', note: 'Safe to accept as they are, and each can be undone.' },
    ask: { title: 'Needs you', note: 'ImaLink does not decide these.' },
    done: { title: 'Resolved for you', note: 'Done without asking in the last 30 days.' },
    info: { title: 'Good to know', note: 'Nothing of this needs an answer.' },
  },
  heading: (kind: string) => headings[kind] ?? spelled(kind),
  outcome: (kind: string, as: Decision['as']) => outcomesOfKind[kind]?.[as] ?? outcomes[as] ?? spelled(String(as)),
  rule: (kind: string, as: Decision['as']) => {
    const what = ruleKinds[kind] ?? spelled(kind);
    return ruleActions[as]?.(what) ?? `${spelled(String(as))}: ${what}`;
  },
  /** How many of a kind a scan found. */
  counted: (kind: string, count: number) => {
    const [one, many] = counts[kind] ?? [spelled(kind), spelled(kind)];
    return plural(count, one, many);
  },
  /** A line of a comparison. */
  fact: (name: string) => name,
  /** In a row of the inbox: the core's sentence, elsewhere what the kind means in a few words. */
  reason: (_kind: string, reason: string) => reason,
  /** Why one of two equal files is the one to set aside. */
  asideRule: (rule: string) => rule,
  why: (_kind: string, why: string) => why,
  action: (_kind: string, _place: number, action: string) => action,
  planWhy: (_action: ResolveAction['action'], why: string) => why,
  entry: (title: string, _counted: string) => title,
} as const;
