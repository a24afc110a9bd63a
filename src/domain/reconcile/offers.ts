/** What each kind suggests and what else a person may choose: the last two columns of the table in docs/design/reconcile.md. */
import type { Finding, FindingKind, Resolution } from './types.ts';

interface Offer {
  readonly default: Resolution;
  readonly others: readonly Resolution[];
}

const nothing: Offer = { default: 'none', others: [] };

const offers: Readonly<Record<FindingKind, Offer>> = {
  moved: { default: 'relink', others: ['not_same'] },
  ambiguous_move: { default: 'relink', others: ['pair_by_names', 'treat_as_copies', 'ignore'] },
  duplicate: { default: 'set_aside', others: ['make_primary', 'keep_both'] },
  duplicate_filename: nothing,
  missing: { default: 'keep', others: ['locate', 'rescan', 'restore_from_copy', 'new_version', 'forget'] },
  mass_missing: { default: 'treat_as_offline', others: ['confirm', 'rescan'] },
  metadata_edited: { default: 'update_record', others: [] },
  edited: { default: 'new_version', others: ['separate_photo', 'restore_from_copy'] },
  replaced: { default: 'separate_photo', others: ['new_version', 'restore_from_copy'] },
  corrupt: { default: 'keep', others: ['retry', 'restore_from_copy', 'accept', 'ignore'] },
  untracked: { default: 'import', others: ['adopt', 'ignore', 'set_aside'] },
  unreadable: { default: 'keep', others: ['retry', 'skip_version'] },
  placeholder: { default: 'keep', others: ['hydrate', 'retry', 'skip_version'] },
  offline: { default: 'keep', others: ['relocate', 'ignore_until_seen', 'forget'] },
  wrong_storage: { default: 'keep', others: ['relocate', 'forget'] },
  clone_storage: { default: 'keep', others: ['accept', 'set_aside'] },
  session_conflict: { default: 'none', others: ['swap', 'split'] },
  session_id_collision: nothing,
  index_missing: nothing,
  index_stale: nothing,
  index_newer: { default: 'accept', others: ['keep'] },
  index_corrupt: nothing,
  index_orphan: { default: 'adopt', others: ['ignore'] },
  index_version: nothing,
  pair_broken: { default: 'keep', others: ['split', 'reunite'] },
  orphan_sidecar: { default: 'keep', others: ['adopt', 'ignore'] },
  name_collision: { default: 'keep_both', others: ['rename'] },
  locked: { default: 'keep', others: ['retry'] },
};

type Told = Pick<Finding, 'key' | 'kind' | 'path' | 'reason' | 'lane'> &
  Partial<Pick<Finding, 'changes' | 'atOnce' | 'facts' | 'default' | 'isStanding'>> & {
    /** Instead of what else the kind offers. */
    readonly others?: readonly Resolution[];
  };

/** A finding with the offers of its kind. `key` is completed with the kind; another `default` stands first among the offers. */
export function makeFinding(told: Told): Finding {
  const offer = offers[told.kind];
  const preset = told.default ?? offer.default;
  return {
    key: `${told.kind}:${told.key}`,
    kind: told.kind,
    path: told.path,
    reason: told.reason,
    lane: told.lane,
    default: preset,
    resolutions: [...new Set([preset, offer.default, ...(told.others ?? offer.others)])],
    changes: told.changes ?? [],
    ...(told.atOnce && told.atOnce.length > 0 ? { atOnce: told.atOnce } : {}),
    facts: told.facts ?? {},
    ...(told.isStanding ? { isStanding: true } : {}),
  };
}
