import { expect, test } from 'vitest';
import { chartsOf } from './charts.ts';

const statistics = {
  total_files: 31,
  total_photos: 30,
  total_size_bytes: 3_000_000,
  total_size_mb: 3,
  by_format: [{ format: 'JPEG', files: 30, bytes: 2_900_000 }],
  companions: { files: 1, bytes: 100_000 },
  by_year: [
    { year: null, photos: 2 },
    { year: '2023', photos: 10 },
    { year: '2024', photos: 18 },
  ],
  by_camera: Array.from({ length: 15 }, (_, n) => ({ camera: n === 3 ? null : `Camera ${n}`, photos: 2 })),
  by_size: [
    { from_bytes: 0, files: 31, bytes: 3_000_000 },
    { from_bytes: 1_000_000, files: 0, bytes: 0 },
  ],
};

test('every chart holds all that its sum says: cameras beyond those that are shown are one bar, companions are one', () => {
  const charts = chartsOf(statistics);
  expect(charts.map(({ title, rows, total }) => [title, rows.reduce((sum, row) => sum + row.amount, 0), total])).toEqual([
    ['Photos by year', 30, '30'],
    ['Photos by camera', 30, '30'],
    ['Size by format', 3_000_000, '3 MB · 31 files'],
    ['Size of the files', 3_000_000, '3 MB · 31 files'],
  ]);
  expect(charts[0]?.rows.map(({ label }) => label)).toEqual(['2024', '2023', 'No date']);
  expect(charts[1]?.rows.at(-1)).toEqual({ label: '4 others', amount: 8, value: '8' });
  expect(charts[2]?.rows.map(({ label }) => label)).toEqual(['JPEG', 'Companions']);
  expect(charts[3]?.rows.map(({ label }) => label)).toEqual(['up to 1 MB', 'from 1 MB']);
});
