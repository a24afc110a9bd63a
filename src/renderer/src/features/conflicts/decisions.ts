/** What a person may decide about a finding, what is suggested, and the guard of the last copy. Pure. */
import type { Decision } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { resolutions, type Resolution } from '#domain/reconcile/types.ts';
import { baseName, dirName } from '#domain/rel-path.ts';
import { proposedName } from '#domain/resolve/new-name.ts';
import { t } from '#renderer/i18n/t.ts';
import { readFacts } from './facts.ts';
import { categoryOf } from './kinds.ts';

/** One thing that may be decided, with the key that chooses it. */
export interface Choice {
  readonly decision: Decision;
  readonly key: 'K' | '1' | '2' | null;
  readonly isSuggested: boolean;
}

/** A default that does nothing, or that was done already, is no suggestion; a place to look in has to be chosen first. */
const nothingToAccept = new Set(['none', 'keep', 'mark_missing', 'locate', 'record_copy', 'update_record']);

/** Nothing, or what needs a place: that is offered beside, as are pairs made by hand. */
const needsMore = new Set(['none', 'locate', 'mark_missing']);

/** A missing file becomes another one only when a person says which; a search is begun at once; what is done is not done again. */
const isPointless = ({ kind, status, facts }: Conflict, name: string): boolean =>
  (kind === 'missing' && (name === 'new_version' || name === 'rescan')) ||
  (status === 'applied' && (name === 'record_copy' || name === 'relink')) ||
  (name === 'set_aside' && facts['forgotten'] === true);

/** What ImaLink would do, as a decision; null when it has nothing safe to propose. */
export function suggestionOf(conflict: Conflict): Decision | null {
  if (nothingToAccept.has(conflict.default)) return null;
  if (conflict.default === 'relink' && readFacts(conflict).pairs.length === 0) return null;
  const [first] = decisionsFor(conflict, conflict.default);
  if (first == null || (first.as === 'set_aside' && !readFacts(conflict).isByteIdentical)) return null;
  return first;
}

/** Everything that may be decided here, the suggestion first. `locate` needs a place and is offered beside. */
export function choicesOf(conflict: Conflict): Choice[] {
  const suggested = suggestionOf(conflict);
  const named = isIgnorable(conflict) ? [...conflict.resolutions, ignoringOf(conflict)] : conflict.resolutions;
  const offered = named
    .filter((name) => !needsMore.has(name) && !isPointless(conflict, name))
    .flatMap((name) => decisionsFor(conflict, name));
  const all = [...(suggested == null ? [] : [suggested]), ...offered];
  const unique = all.filter((decision, n) => all.findIndex((other) => isSame(other, decision)) === n);
  return unique.map((decision) => ({
    decision,
    key: keyOf(conflict, decision),
    isSuggested: suggested != null && isSame(decision, suggested),
  }));
}

/** Ignoring is always possible, but for what is done already or is no matter of a file. */
export const isIgnorable = (conflict: Conflict): boolean =>
  conflict.id != null && isOpen(conflict) && conflict.path !== '' && (!isOfStorage(conflict) || ignoringOf(conflict) !== 'ignore');

/** A file is ignored for good, a storage that is away until it has been seen again. */
export const ignoringOf = ({ resolutions: offered }: Pick<Conflict, 'resolutions'>): 'ignore' | 'ignore_until_seen' =>
  offered.includes('ignore_until_seen') ? 'ignore_until_seen' : 'ignore';

/**
 * What was done already is taken back in the history. A copy that was put on record may still be decided, one of the two,
 * and a move that was followed may be said to be none.
 */
export const isDecidable = ({ kind, status, resolutions: offered }: Conflict): boolean =>
  isOpen({ status }) || (status === 'applied' && (kind === 'duplicate' || (kind === 'moved' && offered.includes('not_same'))));

/** Its storage can be searched again. */
export const canSearch = (conflict: Conflict): boolean =>
  isOpen(conflict) && conflict.kind === 'missing' && conflict.resolutions.includes('rescan');

/** Why it cannot be read is of use to whoever looks after the disk. */
export const isReportable = ({ kind, id }: Pick<Conflict, 'kind' | 'id'>): boolean =>
  id != null && ['unreadable', 'placeholder', 'corrupt'].includes(kind);

const isOpen = ({ status }: Pick<Conflict, 'status'>): boolean => status === 'open' || status === 'later';

/** A place can be shown for what is missing. */
export const canLocate = (conflict: Conflict): boolean =>
  isOpen(conflict) && !isOfStorage(conflict) && conflict.resolutions.includes('locate');

/** Questions about a whole storage are answered where the storages are. */
export const isOfStorage = ({ kind }: Pick<Conflict, 'kind'>): boolean => categoryOf(kind) === 'storage';

/** The decision that a key chooses, if it means something here. */
export const choiceOfKey = (conflict: Conflict, key: 'K' | '1' | '2'): Decision | null =>
  choicesOf(conflict).find((choice) => choice.key === key)?.decision ?? null;

/** The two sides of a finding that is about two files: what is 1 and what is 2. */
export function sidesOf(conflict: Conflict): readonly [string, string] | null {
  const { knownPath, gone, candidates } = readFacts(conflict);
  if (conflict.kind === 'duplicate' && knownPath != null) return [knownPath, conflict.path];
  const [first, second] = candidates;
  return conflict.kind === 'ambiguous_move' && gone.length === 1 && first != null && second != null ? [first, second] : null;
}

/** Equal in everything that counts when they are applied. */
export const isSame = (a: Decision, b: Decision): boolean =>
  a.id === b.id &&
  a.as === b.as &&
  a.path === b.path &&
  a.session_id === b.session_id &&
  JSON.stringify(a.pairs) === JSON.stringify(b.pairs);

/**
 * True when these decisions would set aside every known copy of some photo. The core refuses that too; here it keeps
 * a person from choosing it at all.
 */
export function losesLastCopy(conflicts: readonly Conflict[], decisions: readonly Decision[]): boolean {
  const aside = new Set(decisions.flatMap((decision) => (decision.as === 'set_aside' && decision.path != null ? [decision.path] : [])));
  if (aside.size === 0) return false;
  return copyGroups(conflicts).some((paths) => [...paths].every((path) => aside.has(path)));
}

/** Paths that hold one picture, as far as these findings tell: those of one photo, and those that a finding ties together. */
function copyGroups(conflicts: readonly Conflict[]): Set<string>[] {
  const groups = new Map<string, Set<string>>();
  for (const conflict of conflicts) {
    if (conflict.kind !== 'duplicate') continue;
    const { knownPath } = readFacts(conflict);
    const ends = [conflict.path, ...(knownPath == null ? [] : [knownPath])].map((path) => `${conflict.storage_uuid}/${path}`);
    const joined = new Set([...ends.flatMap((end) => [...(groups.get(end) ?? [])]), ...ends]);
    for (const end of joined) groups.set(end, joined);
  }
  return [...new Set(groups.values())].map((ends) => new Set([...ends].map((end) => end.slice(end.indexOf('/') + 1))));
}

const isResolution = (name: string): name is Resolution => (resolutions as readonly string[]).includes(name);

/** The decisions behind the name of a resolution: setting aside can be said of either copy, a pairing of each candidate. */
function decisionsFor(conflict: Conflict, name: string): Decision[] {
  const { id, path } = conflict;
  if (id == null || !isResolution(name) || !isDecidable(conflict)) return [];
  if (isOfStorage(conflict) && name !== 'ignore_until_seen') return [];
  const facts = readFacts(conflict);
  switch (name) {
    case 'set_aside': {
      if (facts.knownPath == null) return [{ id, as: name, path }];
      const first = facts.suggestAside === facts.knownPath ? facts.knownPath : path;
      return [first, first === path ? facts.knownPath : path].map((goes) => ({ id, as: name, path: goes }));
    }
    case 'pair_by_names': {
      const [old] = facts.gone;
      if (facts.gone.length !== 1 || old == null)
        return facts.pairs.length === 0
          ? []
          : [{ id, as: name, pairs: facts.pairs.map((pair) => ({ file_id: pair.fileId, path: pair.path })) }];
      return facts.candidates.slice(0, 4).map((to) => ({ id, as: name, pairs: [{ file_id: old.fileId, path: to }] }));
    }
    case 'import':
      return [{ id, as: name, title: sessionTitle(path) }];
    case 'rename': {
      const goes = facts.paths.at(-1) ?? path;
      return [{ id, as: name, path: proposedName(goes, facts.paths) }];
    }
    default:
      return [{ id, as: name }];
  }
}

/** What a session made of new files is called: as their folder. */
function sessionTitle(path: string): string {
  return (baseName(dirName(path)) || t.conflicts.newPhotos).slice(0, 200);
}

function keyOf(conflict: Conflict, decision: Decision): Choice['key'] {
  const sides = sidesOf(conflict);
  switch (decision.as) {
    case 'keep_both':
    case 'treat_as_copies':
    case 'separate_photo':
    case 'keep':
      return 'K';
    case 'set_aside':
      return sides == null ? null : decision.path === sides[1] ? '1' : '2';
    case 'pair_by_names':
      return sides == null ? null : decision.pairs?.[0]?.path === sides[0] ? '1' : decision.pairs?.[0]?.path === sides[1] ? '2' : null;
    case 'restore_from_copy':
      return '1';
    case 'new_version':
    case 'accept':
      return '2';
    default:
      return null;
  }
}
