import { formatNumber, plural } from '../numbers.ts';

/** The grid of photos and its tiles. */
export const grid = {
  labels: { red: 'red label', yellow: 'yellow label', green: 'green label', blue: 'blue label', purple: 'purple label' },
  picked: 'picked',
  rejected: 'rejected',
  selectDay: (day: string) => `Select all photos of ${day}`,
  loading: 'Loading photos',
  date: 'Date',
  place: 'Place in the list',
  monthOf: (month: string, photos: number) => `${month}, ${plural(photos, 'photo')}`,
  photo: (place: number) => `Photo ${formatNumber(place)}`,
  previewAway: 'Preview not available',
  noPreview: 'No preview',
  missing: 'Missing',
  damaged: 'Damaged',
  edited: 'Edited',
  rawAndJpeg: 'R+J',
  live: 'Live',
  copies: (count: number) => `${formatNumber(count)} copies`,
  stackOf: (photos: number) => `stack of ${formatNumber(photos)}`,
  noDate: 'no date',
  noSession: 'No session',
  noFolder: 'No folder',
} as const;
