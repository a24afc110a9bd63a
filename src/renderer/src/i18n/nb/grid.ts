import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { formatNumber, plural } from '../numbers.ts';

export const grid = {
  labels: { red: 'rødt merke', yellow: 'gult merke', green: 'grønt merke', blue: 'blått merke', purple: 'lilla merke' },
  picked: 'valgt',
  rejected: 'vraket',
  selectDay: (day) => `Velg alle bilder: ${day}`,
  loading: 'Laster bilder',
  date: 'Dato',
  place: 'Sted i listen',
  monthOf: (month, photos) => `${month}, ${plural(photos, 'bilde', 'bilder')}`,
  photo: (place) => `Bilde ${formatNumber(place)}`,
  previewAway: 'Forhåndsvisning ikke tilgjengelig',
  noPreview: 'Ingen forhåndsvisning',
  missing: 'Mangler',
  damaged: 'Skadet',
  edited: 'Endret',
  rawAndJpeg: 'R+J',
  live: 'Live',
  copies: (count) => `${formatNumber(count)} kopier`,
  stackOf: (photos) => `stabel med ${formatNumber(photos)}`,
  noDate: 'uten dato',
  noSession: 'Uten økt',
  noFolder: 'Uten mappe',
} as const satisfies Messages<typeof en.grid>;
