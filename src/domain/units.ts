/**
 * Units: a primary file with the companions that travel with it. Decided from names alone, within one
 * folder; what only the content can tell (capture times, Live Photo ids) is confirmed after reading.
 * Source of the rules: docs/design/import.md#units.
 */
import { baseName, dirName, splitName } from './rel-path.ts';

/** What a name promises; the content has the last word when the file is read. */
export type NameKind = 'image' | 'raw' | 'video' | 'sidecar' | 'audio' | 'other';
export type CompanionRole = 'raw' | 'live' | 'sidecar' | 'audio' | 'other';

export interface NamedFile {
  /** Relative to the source, `/` separated. */
  readonly path: string;
  readonly kind: NameKind;
}

export interface Unit<F extends NamedFile> {
  readonly primary: F;
  readonly companions: readonly { readonly file: F; readonly role: CompanionRole }[];
}

/** Milliseconds two capture times of one shot may differ (RAW and JPEG are written one after the other). */
export const pairToleranceMs = 2000;

/**
 * Groups the files of one source into units. Every file with a supported kind stands in exactly one unit,
 * except sidecars and audio without a primary, which come back as orphans. Order of units follows the input.
 */
export function groupUnits<F extends NamedFile>(files: readonly F[]): { readonly units: Unit<F>[]; readonly orphans: F[] } {
  const folders = Map.groupBy(files, (file) => dirName(file.path));
  const units: Unit<F>[] = [];
  const orphans: F[] = [];
  for (const members of folders.values()) groupFolder(members, units, orphans);
  return { units, orphans };
}

function groupFolder<F extends NamedFile>(members: readonly F[], units: Unit<F>[], orphans: F[]): void {
  const primaries = choosePrimaries(members);
  const companions = new Map<F, { file: F; role: CompanionRole }[]>(primaries.map((file) => [file, []]));
  const byName = new Map(primaries.map((file) => [nameKey(file), file]));
  const byStem = new Map<string, F>();
  for (const file of primaries) if (!byStem.has(stemKey(file))) byStem.set(stemKey(file), file);
  const taken = new Set(primaries);
  for (const file of members) {
    if (taken.has(file)) continue;
    const owner = ownerOf(file, byName, byStem);
    if (owner) companions.get(owner)?.push({ file, role: roleOf(file) });
    else orphans.push(file);
  }
  for (const primary of primaries) units.push({ primary, companions: companions.get(primary) ?? [] });
}

/** One primary per stem: a picture before a RAW before a video; several pictures of one stem are units of their own. */
function choosePrimaries<F extends NamedFile>(members: readonly F[]): F[] {
  const withImage = new Set(members.filter((file) => file.kind === 'image').map(stemKey));
  const withRaw = new Set(members.filter((file) => file.kind === 'raw').map(stemKey));
  return members.filter((file) => {
    if (file.kind === 'image') return true;
    if (file.kind === 'raw') return !withImage.has(stemKey(file));
    return file.kind === 'video' && !withImage.has(stemKey(file)) && !withRaw.has(stemKey(file));
  });
}

/** `IMG.RAF.xmp` belongs to `IMG.RAF` (exact wins) and, without it, to the unit of the stem `IMG`. */
function ownerOf<F extends NamedFile>(file: F, byName: ReadonlyMap<string, F>, byStem: ReadonlyMap<string, F>): F | undefined {
  if (file.kind !== 'sidecar' && file.kind !== 'audio') return byStem.get(stemKey(file));
  let rest = stemKey(file);
  // Google Takeout writes IMG.jpg.supplemental-metadata.json: peel extensions until something fits.
  for (let peeled = 0; peeled < 3; peeled++) {
    const owner = byName.get(rest) ?? byStem.get(rest);
    if (owner) return owner;
    const shorter = splitName(rest).stem;
    if (shorter === rest) return undefined;
    rest = shorter;
  }
  return undefined;
}

function roleOf(file: NamedFile): CompanionRole {
  switch (file.kind) {
    case 'raw':
      return 'raw';
    case 'video':
      return 'live';
    case 'sidecar':
      return 'sidecar';
    case 'audio':
      return 'audio';
    default:
      return 'other';
  }
}

const nameKey = (file: NamedFile): string => baseName(file.path).toLowerCase();
const stemKey = (file: NamedFile): string => splitName(nameKey(file)).stem;

/**
 * Whether a RAW and a picture of one stem are one shot: yes unless both capture times are known and apart.
 * @param firstTakenAt wall-clock ISO time, null when unknown
 */
export function isSameShot(firstTakenAt: string | null, secondTakenAt: string | null): boolean {
  if (firstTakenAt == null || secondTakenAt == null) return true;
  return Math.abs(Date.parse(`${firstTakenAt}Z`) - Date.parse(`${secondTakenAt}Z`)) <= pairToleranceMs;
}
