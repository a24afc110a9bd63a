/** When two files are the same photo, and when two times on disk are the same time (docs/design/reconcile.md#identity). */
import type { CataloguedFile, ObservedIdentity } from './types.ts';

type Identifying = Pick<ObservedIdentity, 'hashAlgo' | 'hothash' | 'format' | 'codedWidthPx' | 'codedHeightPx'>;

/** Equal for files of the same photo: scheme, hothash, format and coded size. A hothash alone never merges anything. */
export function identityKey(file: Identifying): string {
  return `${file.hashAlgo}:${file.hothash}:${file.format}:${file.codedWidthPx}x${file.codedHeightPx}`;
}

/** The same question about two files, without building keys: most files of a scan are asked once. */
export function isSamePhoto(one: Identifying, other: Identifying): boolean {
  return (
    one.hothash === other.hothash &&
    one.hashAlgo === other.hashAlgo &&
    one.format === other.format &&
    one.codedWidthPx === other.codedWidthPx &&
    one.codedHeightPx === other.codedHeightPx
  );
}

const hourMs = 3_600_000;
/** FAT keeps times in steps of two seconds. */
const coarseStepMs = 2000;
/** No time zone is further from another than this. */
const largestShiftHours = 26;

/**
 * Whether a file's time on disk is the one the catalog knows. Indexes keep milliseconds, disks may keep more.
 * @param coarseTimes FAT and exFAT: two seconds are no difference, nor is a whole number of hours (daylight saving)
 */
export function isSameTime(knownMs: number, seenMs: number, coarseTimes: boolean): boolean {
  const apartMs = Math.abs(knownMs - seenMs);
  if (apartMs < 1) return true;
  if (!coarseTimes) return false;
  const hours = Math.round(apartMs / hourMs);
  return hours <= largestShiftHours && Math.abs(apartMs - hours * hourMs) <= coarseStepMs;
}

/**
 * Whether what now stands under a path is another shot than the catalog's, judged by capture time, camera and size.
 * A value that one side lacks says nothing: editors drop metadata. A turned picture keeps its size.
 */
export function isAnotherShot(known: CataloguedFile, seen: ObservedIdentity): boolean {
  return differs(known.takenAt, seen.takenAt) || differs(known.camera, seen.camera) || differs(sides(known), sides(seen));
}

function differs(known: string | null, seen: string | null): boolean {
  return known != null && seen != null && known !== seen;
}

function sides({ codedWidthPx: width, codedHeightPx: height }: Identifying): string | null {
  return width == null || height == null ? null : `${Math.min(width, height)}x${Math.max(width, height)}`;
}
