import type { MapCell } from '#contract/photo.ts';
import { useLanguage } from '#renderer/i18n/language.ts';

/** What a dot is called: the place that a photo names, else its degrees. */
export function placeName({ place, latitude, longitude }: MapCell): string {
  if (place !== '') return place;
  const degrees = new Intl.NumberFormat(useLanguage.getState().locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${degrees.format(latitude)}°, ${degrees.format(longitude)}°`;
}
