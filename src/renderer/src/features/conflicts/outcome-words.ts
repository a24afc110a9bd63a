/** Decisions in words that say what will be, not what a file is. Pure. */
import type { Decision } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { baseName } from '#domain/rel-path.ts';
import { readFacts, type Facts } from './facts.ts';
import { shortNames, shortPath } from './paths.ts';

/** A decision about one finding, by its outcome: “Keep rome/IMG_1.jpg, set aside Desktop/IMG_1.jpg”. */
export function outcomeWords(conflict: Conflict, decision: Decision): string {
  const facts = readFacts(conflict);
  switch (decision.as) {
    case 'set_aside':
      return asideWords(conflict, decision, facts);
    case 'keep_both':
      if (conflict.kind !== 'duplicate') return 'Keep both names';
      return facts.isByteIdentical ? 'Keep both copies; do not ask again' : 'Keep both as versions of one photo; do not ask again';
    case 'make_primary':
      return `Keep both, show ${shortPath(conflict.path)} first`;
    case 'pair_by_names':
      return decision.pairs?.length === 1
        ? `${shortPath(facts.gone[0]?.path ?? conflict.path)} is now ${shortPath(decision.pairs[0]?.path ?? '')}`
        : `Follow ${decision.pairs?.length ?? 0} files by their names`;
    case 'relink':
      return relinkWords(facts);
    case 'locate':
      return decision.path == null ? 'Locate it' : `Bring it back from ${decision.path}`;
    case 'restore_from_copy':
      return facts.contentAt == null
        ? 'Bring the former picture back from a verified copy'
        : `Restore it from ${shortPath(facts.contentAt)}`;
    case 'import':
      if (decision.session_id != null) return `Add to session “${decision.title ?? ''}”`;
      return decision.title == null ? 'Add to a session' : `Add as session “${decision.title}”`;
    case 'rename':
      return `Rename ${baseName(facts.paths.at(-1) ?? conflict.path)} to ${baseName(decision.path ?? '')}`;
    case 'ignore':
      return decision.path == null ? 'Ignore this file from now on' : `Ignore the folder ${decision.path} from now on`;
    default:
      return plainWords(conflict, decision.as);
  }
}

function asideWords({ path }: Conflict, decision: Decision, { knownPath }: Facts): string {
  const goes = decision.path ?? path;
  const stays = goes === path ? knownPath : path;
  if (stays == null) return `Set aside ${shortPath(goes)}`;
  const [kept, aside] = shortNames(stays, goes);
  return `Keep ${kept}, set aside ${aside}`;
}

function relinkWords({ pairs }: Facts): string {
  const [pair] = pairs;
  if (pairs.length > 1) return `Follow the ${pairs.length} likeliest pairs`;
  return pair == null ? 'Follow the file to its new path' : `Most likely: it is now ${shortPath(pair.path)}`;
}

/** The sentence below a comparison. */
export const outcomeSentence = (conflict: Conflict, decision: Decision): string =>
  `${outcomeWords(conflict, decision)}.${decision.as === 'set_aside' ? ' It can be undone until the set-aside files are emptied.' : ''}`;

const words: Partial<Record<Decision['as'], string>> = {
  treat_as_copies: 'Record the new paths as further copies',
  record_copy: 'Record it as a further copy',
  mark_missing: 'Mark it as missing; its preview and your words stay',
  forget: 'Forget it: remove it from the catalog',
  keep: 'Keep everything as it is',
  confirm: 'The files are really gone: mark them as missing',
  treat_as_offline: 'Wait for their drive; mark nothing',
  rescan: 'Scan again',
  update_record: 'Read the metadata of the file again',
  new_version: 'Record as a new version; rating and tags follow',
  separate_photo: 'Treat it as a new photo',
  accept: 'Accept the file as it is now',
  adopt: 'Add it without a session',
  retry: 'Try again',
  split: 'Split them for good',
  reunite: 'Put them together again',
  none: 'Nothing',
};

const wordsOfKind: Readonly<Record<string, Partial<Record<Decision['as'], string>>>> = {
  index_newer: { accept: 'Use the index file', keep: 'Use the catalog' },
  index_orphan: { adopt: 'Bring its session back' },
  orphan_sidecar: { adopt: 'Give it to the photo it fits' },
  replaced: { new_version: 'It is the same photo: record as a new version' },
};

function plainWords({ kind }: Conflict, as: Decision['as']): string {
  return wordsOfKind[kind]?.[as] ?? words[as] ?? as.replaceAll('_', ' ');
}

/** Why, as a sentence of its own: many begin with the path, which stands above already. */
export function reasonOf(conflict: Conflict): string {
  const { path, reason } = conflict;
  const rule = readFacts(conflict).rule;
  const rest = path !== '' && reason.startsWith(`${path} `) ? reason.slice(path.length + 1) : reason;
  const sentence = `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
  return rule == null || sentence.includes(rule) ? sentence : `${rule.charAt(0).toUpperCase()}${rule.slice(1)}`;
}
