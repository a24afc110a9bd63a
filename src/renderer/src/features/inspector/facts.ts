/** What is known of a photo, as words. Pure. */
import type { PhotoDetail, PhotoHistoryEntry } from '#contract/photo.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { formatExposure, formatInstant, formatWallClock } from '#renderer/ui/format.ts';

type Fact = readonly [name: string, value: string];

const dateSources: Record<PhotoDetail['taken_at_source'], string> = {
  exif: '',
  exif_digitized: ' (digitized)',
  filename: ' (from the file name)',
  mtime: ' (from the file’s date)',
  user: ' (set by you)',
  none: '',
};

/** Facts of the picture; those that are not known are left out. */
export function photoFacts(photo: PhotoDetail): Fact[] {
  const megapixels = photo.width == null || photo.height == null ? null : (photo.width * photo.height) / 1e6;
  return present([
    [
      'Taken',
      photo.taken_at == null
        ? 'No date'
        : `${formatWallClock(photo.taken_at)}${photo.taken_at_offset == null ? '' : ` ${photo.taken_at_offset}`}${dateSources[photo.taken_at_source]}`,
    ],
    [
      'Size',
      megapixels == null ? null : `${formatNumber(photo.width ?? 0)} × ${formatNumber(photo.height ?? 0)} · ${megapixels.toFixed(1)} MP`,
    ],
    ['Format', photo.format.toUpperCase()],
    ['Place', photo.place],
    ['Position', photo.gps == null ? null : `${photo.gps.latitude.toFixed(5)}, ${photo.gps.longitude.toFixed(5)}`],
    ['Imported', formatInstant(photo.imported_at)],
    ['Identity', photo.hothash.slice(0, 16)],
  ]);
}

/** Facts of camera and exposure; empty for a photo that tells nothing. */
export function cameraFacts(photo: PhotoDetail): Fact[] {
  const { exposure } = photo;
  return present([
    ['Camera', photo.camera],
    ['Lens', photo.lens],
    ['Exposure', exposure?.exposure_time_s == null ? null : formatExposure(exposure.exposure_time_s)],
    ['Aperture', exposure?.f_number == null ? null : `f/${Number(exposure.f_number.toFixed(1))}`],
    ['ISO', exposure?.iso == null ? null : formatNumber(exposure.iso)],
    ['Focal length', exposure?.focal_length_mm == null ? null : `${Number(exposure.focal_length_mm.toFixed(1))} mm`],
  ]);
}

const present = (facts: readonly (readonly [string, string | null])[]): Fact[] =>
  facts.flatMap(([name, value]) => (value == null || value === '' ? [] : [[name, value] as const]));

type File = PhotoDetail['files'][number];

/** The state of a copy. A file on a drive that is away is not missing. */
export function fileState({ status, storage_online: isOnline }: File): string {
  if (!isOnline) return 'Offline';
  return { present: 'Present', missing: 'Missing', edited: 'Edited outside', corrupt: 'Damaged' }[status];
}

export const verifiedWords = ({ verified_at: at }: File): string => (at == null ? 'Never verified' : `Verified ${formatInstant(at)}`);

/** One line of a photo's history. */
export function historyWords({ kind, what }: PhotoHistoryEntry): string {
  if (kind === 'import') return `Imported with “${what}”`;
  if (kind === 'edit') return what;
  const words = what.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${kind === 'automatic' ? ', resolved for you' : ', found by a scan'}`;
}
