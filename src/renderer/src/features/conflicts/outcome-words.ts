/** Decisions in words that say what will be, not what a file is. Pure. */
import type { Decision } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { baseName } from '#domain/rel-path.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { readFacts, type Facts } from './facts.ts';
import { shortNames, shortPath } from './paths.ts';

/** A decision about one finding, by its outcome: “Keep rome/IMG_1.jpg, set aside Desktop/IMG_1.jpg”. */
export function outcomeWords(conflict: Conflict, decision: Decision): string {
  const facts = readFacts(conflict);
  switch (decision.as) {
    case 'set_aside':
      return conflict.kind === 'untracked' ? t.conflicts.asideNoPhoto : asideWords(conflict, decision, facts);
    case 'keep_both':
      if (conflict.kind !== 'duplicate') return t.conflicts.keepBothNames;
      return facts.isByteIdentical ? t.conflicts.keepCopies : t.conflicts.keepVersions;
    case 'make_primary':
      return t.conflicts.showFirst(shortPath(conflict.path));
    case 'pair_by_names':
      return decision.pairs?.length === 1
        ? t.conflicts.becameFile(shortPath(facts.gone[0]?.path ?? conflict.path), shortPath(decision.pairs[0]?.path ?? ''))
        : t.conflicts.followByNames(decision.pairs?.length ?? 0);
    case 'relink':
      return relinkWords(facts);
    case 'locate':
      return decision.path == null ? t.conflicts.locateIt : t.conflicts.bringFrom(decision.path);
    case 'restore_from_copy':
      return facts.contentAt == null ? t.conflicts.bringFormer : t.conflicts.restoreFrom(shortPath(facts.contentAt));
    case 'import':
      return importWords(decision);
    case 'rename':
      return t.conflicts.renameTo(baseName(facts.paths.at(-1) ?? conflict.path), baseName(decision.path ?? ''));
    case 'hydrate':
      return t.conflicts.fetchIt(facts.sizeBytes == null ? '' : formatBytes(facts.sizeBytes));
    case 'ignore':
      return decision.path == null ? t.conflicts.ignoreFile : t.conflicts.ignoreTheFolder(decision.path);
    default:
      return t.findings.outcome(conflict.kind, decision.as);
  }
}

function importWords({ session_id: sessionId, title }: Decision): string {
  if (sessionId != null) return t.conflicts.addToSession(title ?? '');
  return title == null ? t.conflicts.addToASession : t.conflicts.addAsSession(title);
}

function asideWords({ path }: Conflict, decision: Decision, { knownPath }: Facts): string {
  const goes = decision.path ?? path;
  const stays = goes === path ? knownPath : path;
  if (stays == null) return t.conflicts.setAside(shortPath(goes));
  const [kept, aside] = shortNames(stays, goes);
  return t.conflicts.keepAndAside(kept, aside);
}

function relinkWords({ pairs }: Facts): string {
  const [pair] = pairs;
  if (pairs.length > 1) return t.conflicts.followPairs(pairs.length);
  return pair == null ? t.conflicts.followNew : t.conflicts.mostLikely(shortPath(pair.path));
}

/** The sentence below a comparison. */
export const outcomeSentence = (conflict: Conflict, decision: Decision): string =>
  `${outcomeWords(conflict, decision)}.${decision.as === 'set_aside' ? ` ${t.conflicts.canBeUndone}` : ''}`;

/** Why, as a sentence of its own: many begin with the path, which stands above already. */
export function reasonOf(conflict: Conflict): string {
  const { path } = conflict;
  const reason = t.findings.reason(conflict.kind, conflict.reason);
  const { rule: given } = readFacts(conflict);
  const rule = given == null ? null : t.findings.asideRule(given);
  const rest = path !== '' && reason.startsWith(`${path} `) ? reason.slice(path.length + 1) : reason;
  const sentence = `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
  return rule == null || sentence.includes(rule) ? sentence : `${rule.charAt(0).toUpperCase()}${rule.slice(1)}`;
}
