/** What is known of a photo, as words. Pure. */
import type { PhotoDetail } from '#contract/photo.ts';
import { formatExposure, formatInstant, formatNumber, formatWallClock } from '#renderer/ui/format.ts';

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
    ['Rating', photo.rating === 0 ? null : '★'.repeat(photo.rating)],
    ['Tags', photo.tags.length === 0 ? null : photo.tags.join(', ')],
    ['Author', photo.author],
    ['Place', photo.gps == null ? null : `${photo.gps.latitude.toFixed(5)}, ${photo.gps.longitude.toFixed(5)}`],
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
