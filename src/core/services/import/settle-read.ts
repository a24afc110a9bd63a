/** What the files of a unit turned out to be, once all of them were read: the same for a preview and for the import. */
import type { MediaMetadata, MediaOutcome, MediaResult } from '#core/media/types.ts';
import { settleUnit, type SettledGroup } from '#domain/settle-unit.ts';
import type { CompanionRole } from '#domain/units.ts';

export interface ReadMember {
  readonly path: string;
  /** Null for the file whose name made it the primary. */
  readonly role: CompanionRole | null;
  readonly outcome: MediaOutcome;
}

export interface SettledUnit<M> {
  /** What belongs to the photo that was recorded earlier. */
  readonly joining: SettledGroup<M>['companions'];
  /** Could not be read, or is no picture and no film though its name said so. */
  readonly refused: readonly M[];
  readonly groups: readonly SettledGroup<M>[];
  /** Without a photo to travel with. */
  readonly orphans: readonly M[];
}

/**
 * Sorts the files of one unit by their content.
 * @param recorded the unit's photo, when an earlier run recorded it and only others are left; its time as its camera wrote it
 */
export function settleRead<M>(
  unit: readonly M[],
  readOf: (member: M) => ReadMember,
  recorded: { readonly taken_at: string | null } | null = null,
): SettledUnit<M> {
  const refused = unit.filter((member) => {
    const { role, outcome } = readOf(member);
    return !outcome.ok || isRefused(outcome.value.kind, role);
  });
  // Whatever it is, it leads: its place is taken.
  const leader = { member: null, role: null, read: { kind: 'image' as const, takenAt: recorded?.taken_at ?? null } };
  const members = unit
    .filter((member) => !refused.includes(member))
    .map((member) => {
      const { path, role, outcome } = readOf(member);
      if (!outcome.ok) return { member, role, read: null };
      const kind = role === 'sidecar' && isThumbnail(path) ? 'sidecar' : outcome.value.kind;
      return { member, role, read: { kind, takenAt: captureTime(outcome.value.metadata) } };
    });
  if (!recorded) return { refused, joining: [], ...settleUnit<M>(members) };
  const { groups } = settleUnit<M | null>([leader, ...members]);
  const isOwn = (group: SettledGroup<M | null>): group is SettledGroup<M> => group.primary !== null;
  const joining = (groups.find((group) => !isOwn(group))?.companions ?? []) as SettledGroup<M>['companions'];
  return { refused, joining, groups: groups.filter(isOwn), orphans: [] };
}

/** A primary whose content is no picture and no film at all is not imported: it only carries the name of one. */
export const isRefused = (kind: MediaResult['kind'], role: CompanionRole | null): boolean =>
  role === null && (kind === 'other' || kind === 'sidecar' || kind === 'audio');

/** Cameras write a small JPEG under this name beside a film or a RAW: a picture by its content, and no photo. */
const isThumbnail = (path: string): boolean => path.toLowerCase().endsWith('.thm');

/** Only what the camera wrote tells one shot from another: a file's own time says when it was copied. */
const captureTime = ({ takenAt, takenAtSource }: MediaMetadata): string | null =>
  takenAtSource === 'exif' || takenAtSource === 'exif_digitized' ? takenAt : null;

/** Said of a file that has nothing to travel with. */
export const orphanProblem = (path: string) =>
  ({ path, code: 'orphan-sidecar', message: `${path}: its photo could not be imported` }) as const;
