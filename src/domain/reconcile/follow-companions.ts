/**
 * Companions follow their photo: found again by checksum, or by name beside the place the photo moved to.
 * A link is kept whatever happens; members that parted are told of. Rules: docs/design/reconcile.md#companions.
 */
import { dirName, joinRelPath, splitName, baseName, type RelPath } from '../rel-path.ts';
import type { Matched } from './match-files.ts';
import type { Situation } from './situation.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { CataloguedCompanion, CataloguedFile, ObservedFile } from './types.ts';

export interface Follower {
  readonly companion: CataloguedCompanion;
  readonly owner: CataloguedFile;
  /** Where the photo stands now. */
  readonly ownerPath: RelPath;
  /** Where the companion stands now; null when it was found nowhere, undefined when that cannot be told. */
  at: ObservedFile | null | undefined;
}

export interface Followed {
  readonly followers: readonly Follower[];
  /** Paths that belong to a companion, whatever their role by name. */
  readonly claimed: ReadonlySet<string>;
}

export function followCompanions(matched: Matched, situation: Situation): Followed {
  const followers = listFollowers(matched, situation);
  if (followers.length === 0) return { followers, claimed: new Set() };
  const claimed = new Set<string>();
  // What holds a known picture is that photo's file, whatever it is called.
  const isTaken = (path: string): boolean => claimed.has(path) || (matched.uses.get(path) ?? 'fresh') !== 'fresh';
  const withChecksum = indexByChecksum(situation);
  const steps = [sameBesideHome, sameAsNamed, sameBesidePhoto, editedInPlace, namedBesidePhoto, leftBehind, sameAnywhere, leftAndEdited];
  const search: Search = { situation, isTaken, withChecksum };
  // Again while something is found: a claim may leave another companion a single candidate.
  for (let open: Follower[] = followers, before = -1; open.length > 0 && open.length !== before;) {
    before = open.length;
    for (const step of steps) {
      for (const follower of open) {
        if (follower.at) continue;
        const found = step(follower, search);
        if (!found || isTaken(found.path)) continue;
        follower.at = found;
        claimed.add(found.path);
      }
    }
    open = open.filter(({ at }) => !at);
  }
  for (const follower of followers) {
    const { path } = follower.companion;
    // Another file on its path is proof that this one is not there.
    if (!follower.at) follower.at = isTaken(path) || situation.isGone(path) ? null : undefined;
  }
  return { followers, claimed };
}

function listFollowers(matched: Matched, situation: Situation): Follower[] {
  const placed = new Map<number, RelPath>();
  for (const { file, at } of matched.stays) placed.set(file.fileId, at.path);
  for (const { file, to } of matched.moves) placed.set(file.fileId, to.path);
  return situation.input.catalogued.flatMap((owner) => {
    const ownerPath = placed.get(owner.fileId) ?? owner.path;
    return owner.companions.map((companion) => ({ companion, owner, ownerPath, at: undefined }));
  });
}

interface Search {
  readonly situation: Situation;
  readonly isTaken: (path: string) => boolean;
  readonly withChecksum: (checksum: string) => readonly ObservedFile[];
}

type Step = (follower: Follower, search: Search) => ObservedFile | undefined;

/** Bytes that stand under a path: as read, or as the catalog knows the companion whose path was not touched. */
export function checksumAt(file: ObservedFile, situation: Situation): string | null {
  if (file.identity) return file.identity.checksum;
  return file.reading === 'unchanged' ? (situation.companions.get(file.path)?.checksum ?? null) : null;
}

const hasMoved = ({ owner, ownerPath }: Follower): boolean => owner.path !== ownerPath;

/** The photo did not move and its companion stands, unchanged, where it stood. */
const sameBesideHome: Step = (follower, { situation }) => {
  const at = situation.seen.get(follower.companion.path);
  const isSame = at && checksumAt(at, situation) === follower.companion.checksum;
  return isSame && !hasMoved(follower) ? at : undefined;
};

/** The same bytes under the expected name beside the photo's new place. All are asked before any takes another name: sidecars are often alike. */
const sameAsNamed: Step = (follower, { situation, isTaken }) => {
  if (!hasMoved(follower)) return undefined;
  return expectedPaths(follower)
    .map((path) => situation.seen.get(path))
    .find((at) => at && !isTaken(at.path) && checksumAt(at, situation) === follower.companion.checksum);
};

/** The same bytes under any name beside the photo's new place. */
const sameBesidePhoto: Step = (follower, { isTaken, withChecksum }) => {
  if (!hasMoved(follower)) return undefined;
  const folder = dirName(follower.ownerPath);
  return withChecksum(follower.companion.checksum).find((at) => !isTaken(at.path) && dirName(at.path) === folder);
};

/** The photo did not move; what stands under the companion's path was edited, or could not be read. */
const editedInPlace: Step = (follower, search) => (hasMoved(follower) ? undefined : standing(follower, search.situation));

/** Another content under the expected name beside the photo's new place: it moved and was edited. */
const namedBesidePhoto: Step = (follower, { situation, isTaken }) => {
  if (!hasMoved(follower) || isStill(follower, situation)) return undefined;
  return expectedPaths(follower)
    .filter((path) => !isTaken(path) && !situation.companions.has(path))
    .map((path) => situation.seen.get(path))
    .find((at) => at != null);
};

/** The photo went, the companion stayed. */
const leftBehind: Step = (follower, { situation }) => (isStill(follower, situation) ? standing(follower, situation) : undefined);

/** The photo went, and what stands under the companion's path is nobody else's. */
const leftAndEdited: Step = (follower, { situation }) => standing(follower, situation);

/** What stands under the path, unless it is untouched and known to be another companion. */
function standing({ companion }: Follower, situation: Situation): ObservedFile | undefined {
  const at = situation.seen.get(companion.path);
  return at?.reading === 'unchanged' && checksumAt(at, situation) !== companion.checksum ? undefined : at;
}

/** The same bytes at exactly one new path anywhere. */
const sameAnywhere: Step = ({ companion }, { isTaken, withChecksum }) => {
  const free = withChecksum(companion.checksum).filter((at) => !isTaken(at.path));
  return free.length === 1 ? free[0] : undefined;
};

function isStill({ companion }: Follower, situation: Situation): boolean {
  const at = situation.seen.get(companion.path);
  return at != null && checksumAt(at, situation) === companion.checksum;
}

/** Empty or stock sidecars may be the same thousands of times: beyond some, bytes alone say nothing. */
const mostAlike = 64;

/** Built when the first companion is not where it was. */
function indexByChecksum(situation: Situation): Search['withChecksum'] {
  let index: Map<string | null, ObservedFile[]> | undefined;
  return (checksum) => {
    index ??= Map.groupBy(situation.input.observed, (file) => checksumAt(file, situation));
    const found = index.get(checksum) ?? [];
    return found.length > mostAlike ? [] : found;
  };
}

/** `IMG_1.jpg.xmp` of `IMG_1.jpg`, moved to `b/new.jpg`: `b/new.jpg.xmp`, then `b/IMG_1.jpg.xmp`. */
function expectedPaths({ companion, owner, ownerPath }: Follower): RelPath[] {
  const name = baseName(companion.path);
  const folder = dirName(ownerPath);
  const oldName = baseName(owner.path);
  const newName = baseName(ownerPath);
  const oldStem = splitName(oldName).stem;
  const names: string[] = [];
  if (name.startsWith(oldName)) names.push(newName + name.slice(oldName.length));
  if (name.toLowerCase().startsWith(oldStem.toLowerCase())) names.push(splitName(newName).stem + name.slice(oldStem.length));
  return [...new Set([...names, name])].map((each) => joinRelPath(folder, each));
}

/** What the catalog changes so that it knows the companion where it stands; null when it does already. */
export function companionChange({ companion, at }: Follower): CatalogChange | null {
  if (!at) return null;
  const checksum = at.identity?.checksum ?? companion.checksum;
  const isKnown = at.path === companion.path && checksum === companion.checksum && at.sizeBytes === companion.sizeBytes;
  if (isKnown && (at.reading !== 'read' || Math.abs(at.mtimeMs - companion.mtimeMs) < 1)) return null;
  if (at.reading === 'unreadable' || at.reading === 'placeholder' || at.reading === 'unstable') return null;
  const { companionId, path: from } = companion;
  return { change: 'move_companion', companionId, from, to: at.path, sizeBytes: at.sizeBytes, mtimeMs: at.mtimeMs, checksum };
}
