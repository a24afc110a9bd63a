/** One finding, one choice, what is known: what follows. Pure; the table of kinds is in docs/design/reconcile.md. */
import { answer, refuse, stillHold } from './answer.ts';
import { resolveChanged } from './resolve-changed.ts';
import { resolveDuplicate } from './resolve-copies.ts';
import { resolveIndexNewer, resolveIndexOrphan, resolveSessionConflict } from './resolve-index.ts';
import { resolveMassMissing, resolveMissing } from './resolve-missing.ts';
import { resolveAmbiguous, resolveNotSame } from './resolve-moves.ts';
import { ignore, resolveCollision, resolveOrphan, resolvePair, resolveUntracked } from './resolve-new.ts';
import { resolveUnread } from './resolve-unread.ts';
import type { Choice, Evidence, OpenFinding, Outcome } from './types.ts';

/** @returns what would be done, or a sentence that says why it cannot be */
export function resolveFinding(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  if (finding.isOver && finding.kind !== 'moved') return refuse(`${finding.path === '' ? 'It' : finding.path} was dealt with already.`);
  if (choice.as === 'ignore' && !['untracked', 'orphan_sidecar'].includes(finding.kind))
    return ignore(choice.path ?? finding.path, evidence);
  switch (finding.kind) {
    case 'duplicate':
      return resolveDuplicate(finding, choice, evidence);
    case 'missing':
      return resolveMissing(finding, choice, evidence);
    case 'mass_missing':
      return resolveMassMissing(finding, choice, evidence);
    case 'edited':
    case 'replaced':
    case 'corrupt':
      return resolveChanged(finding, choice, evidence);
    case 'ambiguous_move':
      return resolveAmbiguous(finding, choice, evidence);
    case 'untracked':
      return resolveUntracked(finding, choice, evidence);
    case 'orphan_sidecar':
      return resolveOrphan(finding, choice, evidence);
    case 'pair_broken':
      return resolvePair(finding, choice, evidence);
    case 'name_collision':
      return resolveCollision(finding, choice, evidence);
    case 'index_newer':
      return resolveIndexNewer(finding, choice);
    case 'index_orphan':
      return resolveIndexOrphan(finding, choice);
    case 'session_conflict':
      return resolveSessionConflict(finding, choice, evidence);
    case 'unreadable':
    case 'placeholder':
      return resolveUnread(finding, choice, evidence);
    case 'moved':
      if (choice.as === 'not_same') return resolveNotSame(finding, evidence);
      return refuse('It was done already; the history takes it back.');
    case 'metadata_edited':
      return refuse('It was done already; the history takes it back.');
    case 'offline':
    case 'wrong_storage':
      return resolveAway(choice);
    case 'clone_storage':
      return refuse('This is a matter of the storage: answer it on the Storages page, or with `imalink storage`.');
    default:
      if (finding.changes.length === 0) return answer('It is noted.');
      return stillHold(finding.changes, evidence)
        ? answer('As suggested.', { changes: finding.changes })
        : refuse('It has changed since it was found.');
  }
}

/** A storage that is not where it was. Its records stay as they are, whatever is said. */
function resolveAway({ as, path }: Choice): Outcome {
  if (as === 'forget') return answer('The storage is let go; its folder is not touched, and it can be recovered.', { storage: 'forget' });
  if (as === 'ignore_until_seen') return answer('Nothing is said of it until it has been here again.');
  if (as !== 'relocate') return answer('Everything stays as it was last seen.');
  return path === undefined
    ? refuse('Say where it is now.')
    : answer(`The storage is at ${path} now; not one file changes.`, { storage: { relocate: path } });
}
