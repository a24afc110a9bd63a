/** Findings about companions: edited, moved on their own, parted from their photo, or without one. */
import { isRead, type Situation } from './situation.ts';
import { baseName, dirName, splitName } from '../rel-path.ts';
import { companionChange, type Followed, type Follower } from './follow-companions.ts';
import type { Matched } from './match-files.ts';
import { makeFinding } from './offers.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { Finding } from './types.ts';

export interface CompanionVerdict {
  readonly findings: readonly Finding[];
  readonly quiet: readonly CatalogChange[];
  /** Changes that belong to the event of their photo's move, by file id. */
  readonly withPhoto: ReadonlyMap<number, readonly CatalogChange[]>;
}

export function judgeCompanions(followed: Followed, matched: Matched, situation: Situation): CompanionVerdict {
  const findings: Finding[] = [];
  const quiet: CatalogChange[] = [];
  const withPhoto = new Map<number, CatalogChange[]>();
  // Nothing is said of the companions of a photo that is itself gone or asked about.
  const settled = new Set([...matched.stays, ...matched.moves].map(({ file }) => file.fileId));
  for (const follower of followed.followers) {
    const change = companionChange(follower);
    if (change) tellChange(follower, change, { findings, quiet, withPhoto });
    if (settled.has(follower.owner.fileId)) findings.push(...judgeBond(follower, situation));
  }
  return { findings: [...findings, ...judgeOrphans(followed, matched, situation)], quiet, withPhoto };
}

function tellChange(
  { companion, owner, ownerPath, at }: Follower,
  change: CatalogChange,
  to: { readonly findings: Finding[]; readonly quiet: CatalogChange[]; readonly withPhoto: Map<number, CatalogChange[]> },
): void {
  if (!at) return;
  const isSameBytes = !isRead(at) || at.identity.checksum === companion.checksum;
  const facts = { photo_id: owner.photoId, file_id: owner.fileId, companion_id: companion.companionId, from: companion.path, to: at.path };
  if (owner.path !== ownerPath) {
    to.withPhoto.set(owner.fileId, [...(to.withPhoto.get(owner.fileId) ?? []), change]);
  } else if (at.path !== companion.path) {
    const reason = `${companion.path}, which belongs to ${ownerPath}, is now ${at.path}.`;
    const key = `companion:${companion.companionId}:${companion.path}>${at.path}`;
    to.findings.push(makeFinding({ key, kind: 'moved', path: at.path, reason, lane: 'auto', others: [], changes: [change], facts }));
  } else if (isSameBytes) {
    to.quiet.push(change);
  } else {
    const reason = `${companion.path}, which belongs to ${ownerPath}, was edited.`;
    const key = `companion:${companion.companionId}:${at.identity?.checksum ?? ''}`;
    to.findings.push(makeFinding({ key, kind: 'metadata_edited', path: at.path, reason, lane: 'auto', changes: [change], facts }));
  }
}

function judgeBond({ companion, owner, ownerPath, at }: Follower, { input }: Situation): Finding[] {
  const isLost = at === null && !input.scope.hadErrors;
  const isApart = at != null && dirName(at.path) !== dirName(ownerPath);
  if (!isLost && !isApart) return [];
  return [
    makeFinding({
      key: `${owner.fileId}:${companion.companionId}`,
      kind: 'pair_broken',
      path: ownerPath,
      reason: isLost
        ? `${companion.path}, which belongs to ${ownerPath}, is gone.`
        : `${at?.path ?? ''} belongs to ${ownerPath}, but they are in different folders.`,
      lane: 'info',
      facts: {
        photo_id: owner.photoId,
        file_id: owner.fileId,
        companion_id: companion.companionId,
        role: companion.role,
        companion_at: at?.path ?? null,
        last_seen_at: companion.path,
      },
    }),
  ];
}

function judgeOrphans(followed: Followed, matched: Matched, situation: Situation): Finding[] {
  const loose = situation.input.observed.filter(
    ({ role, path, reading }) =>
      role === 'companion' &&
      reading !== 'unstable' &&
      !followed.claimed.has(path) &&
      !situation.companions.has(path) &&
      matched.uses.get(path) !== 'moved' &&
      !situation.isIgnored(path),
  );
  if (loose.length === 0) return [];
  const primaries = new Set<string>();
  for (const { role, path } of situation.input.observed) if (role === 'photo') addNames(primaries, path);
  const moved = new Map<string, { readonly fileId: number; readonly to: string }>();
  for (const { file, to } of matched.moves) for (const name of namesOf(file.path)) moved.set(name, { fileId: file.fileId, to: to.path });
  return loose
    .filter(({ path }) => !stemsOf(path).some((stem) => primaries.has(stem)))
    .map(({ path }) => {
      const target = stemsOf(path)
        .map((stem) => moved.get(stem))
        .find((each) => each != null);
      return makeFinding({
        key: path,
        kind: 'orphan_sidecar',
        path,
        reason: target
          ? `${path} has no photo beside it; its name fits a photo that moved to ${target.to}.`
          : `${path} has no photo beside it.`,
        lane: target ? 'ask' : 'info',
        ...(target ? { default: 'adopt' } : {}),
        facts: { fits: target?.to ?? null, file_id: target?.fileId ?? null },
      });
    });
}

function addNames(names: Set<string>, path: string): void {
  for (const name of namesOf(path)) names.add(name);
}

/** Names a sidecar may carry for a photo: the whole name and the stem, without case, within its folder. */
function namesOf(path: string): string[] {
  const lower = path.toLowerCase();
  return [lower, `${dirName(lower)}/${splitName(baseName(lower)).stem}`];
}

/** `a/IMG.jpg.supplemental-metadata.json`: `a/IMG.jpg.supplemental-metadata`, `a/IMG.jpg`, `a/IMG`. */
function stemsOf(path: string): string[] {
  const stems: string[] = [];
  const folder = dirName(path.toLowerCase());
  let name = baseName(path.toLowerCase());
  for (let peeled = 0; peeled < 3; peeled++) {
    const { stem } = splitName(name);
    if (stem === name) break;
    name = stem;
    stems.push(`${folder}/${name}`);
  }
  return stems;
}
