/** What is known of a photo, as words. Pure. */
import { verificationOf } from '#domain/verification-words.ts';
import type { PhotoDetail, PhotoHistoryEntry } from '#contract/photo.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { formatTenths } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes, formatExposure, formatInstant, formatWallClock } from '#renderer/ui/format.ts';

export type Fact = readonly [name: string, value: string];

/** Facts of the picture; those that are not known are left out. */
export const photoFacts = (photo: PhotoDetail): Fact[] => [
  ...pictureFacts(photo),
  [t.inspector.imported, formatInstant(photo.imported_at)],
  [t.inspector.identity, photo.hothash.slice(0, 16)],
];

/** What tells photos apart that are seen side by side. */
export const comparedFacts = (photo: PhotoDetail): Fact[] => [
  ...pictureFacts(photo),
  ...present([[t.inspector.file, photo.files[0] == null ? null : formatBytes(photo.files[0].file_size)]]),
  ...cameraFacts(photo),
];

function pictureFacts(photo: PhotoDetail): Fact[] {
  const megapixels = photo.width == null || photo.height == null ? null : (photo.width * photo.height) / 1e6;
  return present([
    [
      t.inspector.taken,
      photo.taken_at == null
        ? t.format.noDate
        : `${formatWallClock(photo.taken_at)}${photo.taken_at_offset == null ? '' : ` ${photo.taken_at_offset}`}${t.inspector.dateSources[photo.taken_at_source]}`,
    ],
    [t.inspector.size, megapixels == null ? null : t.inspector.megapixels(photo.width ?? 0, photo.height ?? 0, formatTenths(megapixels))],
    [t.inspector.format, photo.format.toUpperCase()],
    [t.inspector.place, photo.place],
    [t.inspector.position, photo.gps == null ? null : `${photo.gps.latitude.toFixed(5)}, ${photo.gps.longitude.toFixed(5)}`],
  ]);
}

/** Facts of camera and exposure; empty for a photo that tells nothing. */
export function cameraFacts(photo: PhotoDetail): Fact[] {
  const { exposure } = photo;
  return present([
    [t.inspector.camera, photo.camera],
    [t.inspector.lens, photo.lens],
    [t.inspector.exposure, exposure?.exposure_time_s == null ? null : formatExposure(exposure.exposure_time_s)],
    [t.inspector.aperture, exposure?.f_number == null ? null : `f/${formatNumber(Number(exposure.f_number.toFixed(1)))}`],
    ['ISO', exposure?.iso == null ? null : formatNumber(exposure.iso)],
    [t.inspector.focalLength, exposure?.focal_length_mm == null ? null : `${formatNumber(Number(exposure.focal_length_mm.toFixed(1)))} mm`],
  ]);
}

const present = (facts: readonly (readonly [string, string | null])[]): Fact[] =>
  facts.flatMap(([name, value]) => (value == null || value === '' ? [] : [[name, value] as const]));

type File = PhotoDetail['files'][number];

/** The state of a copy. A file on a drive that is away is not missing. */
export function fileState({ status, storage_online: isOnline }: File): string {
  if (!isOnline) return t.common.offline;
  return t.inspector.states[status];
}

/** Whether a file is intact, and when that was seen. */
export const verifiedWords = (file: File): string =>
  t.inspector.verification[verificationOf(file)](file.verified_at === null ? '' : formatInstant(file.verified_at));

/** One line of a photo's history. */
export function historyWords({ kind, what }: PhotoHistoryEntry): string {
  if (kind === 'import') return t.inspector.importedWith(what);
  if (kind === 'edit') return t.inspector.edited(what);
  return (kind === 'automatic' ? t.inspector.resolvedForYou : t.inspector.foundByScan)(t.inspector.kind(what));
}
