import { formatNumber, plural } from '../numbers.ts';

/** One photo, large. */
export const viewer = {
  backgrounds: { black: 'black', dark: 'dark grey', mid: 'mid grey', white: 'white' },
  place: (place: number, total: number) => `${formatNumber(place)} of ${formatNumber(total)}`,
  filmstrip: 'Filmstrip',
  slideshow: 'Slideshow',
  endSlideshow: 'End the slideshow',
  pause: 'Pause',
  goOn: 'Go on',
  interval: 'Time on each photo',
  seconds: (seconds: number) => `${formatNumber(seconds)} s`,
  comparing: (photos: number) => `Comparing ${plural(photos, 'photo')}`,
  missing: 'The file is missing and there is no preview of it.',
  notDecoded: 'This picture could not be decoded. The file itself is kept as it is.',
  back: 'Back to the photos',
  zoomFull: 'Zoom to 100 %',
  fit: 'Fit to the window',
  background: (name: string) => `Background: ${name}`,
} as const;
