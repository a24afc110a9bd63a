/**
 * Compares a catalog with what a scan saw and concludes what happened, and what is to be done about it.
 * Pure and deterministic: no clock, no disk, no database; the order of the input changes nothing but the order of equals.
 */
import { attachCompanions } from './attach-companions.ts';
import { followCompanions } from './follow-companions.ts';
import { judgeCompanions } from './judge-companions.ts';
import { judgeInPlace } from './judge-in-place.ts';
import { judgeMissing, judgeOverwritten } from './judge-missing.ts';
import { judgeCopies, judgeMoves, judgeQuestions } from './judge-moves.ts';
import { judgeCollisions, judgeFilenames, judgeUnread, judgeUntracked, listUntracked } from './judge-new.ts';
import { judgeStandingCopies, judgeStillMissing } from './judge-standing.ts';
import { matchFiles, type Matched } from './match-files.ts';
import { situate } from './situation.ts';
import type { Finding, FindingKind, Plan, PlanInput } from './types.ts';

/**
 * @returns findings ordered by path; the caller applies `changesAtOnce` and keeps the `ask` findings by their keys
 * @see docs/design/reconcile.md
 */
export function planReconcile(input: PlanInput): Plan {
  // Without the marker at both ends it may have been another disk: nothing that was seen or not seen counts.
  if (!input.scope.markerHeld) return { findings: [], quiet: [], counts: { files: input.observed.length, unchanged: 0 } };
  const situation = situate(input);
  const matched = matchFiles(situation);
  const followed = followCompanions(matched, situation);
  const companions = judgeCompanions(followed, matched, situation);
  const inPlace = judgeInPlace(matched, situation, followed.claimed);
  const untracked = listUntracked(matched, situation, followed.claimed);
  const displacedPaths = new Set<string>(matched.displaced.filter(({ file, at }) => file.path === at.path).map(({ at }) => at.path));
  const quiet = [...inPlace.quiet, ...companions.quiet];
  const certain = [
    ...judgeMoves(matched, companions.withPhoto),
    ...judgeQuestions(matched),
    ...judgeCopies(matched, situation, displacedPaths),
    ...inPlace.findings,
    ...judgeOverwritten(inPlace.overwritten, matched),
    ...judgeMissing(matched, [...matched.gone, ...inPlace.gone], situation),
    ...companions.findings,
    ...judgeUntracked(untracked, matched, situation),
    ...judgeUnread(situation),
    ...judgeFilenames(untracked, situation),
    ...judgeCollisions(situation),
    ...judgeStillMissing(matched, situation),
    ...judgeStandingCopies(matched, situation),
  ];
  const attached = attachCompanions({ findings: certain, quiet }, followed, matched, situation);
  const findings = [...certain, ...attached].toSorted(inOrder);
  return { findings, quiet, counts: countAll(input, matched, findings) };
}

function inOrder(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function countAll(input: PlanInput, matched: Matched, findings: readonly Finding[]): Plan['counts'] {
  const counts: Partial<Record<FindingKind, number>> = {};
  const fresh = findings.filter((finding) => finding.isStanding !== true);
  for (const { kind } of fresh) counts[kind] = (counts[kind] ?? 0) + 1;
  const touched = new Set(fresh.map(({ path }) => path));
  const unchanged = matched.stays.filter(({ at }) => !touched.has(at.path)).length;
  return { files: input.observed.length, unchanged, ...counts };
}
