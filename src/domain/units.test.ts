import { expect, test } from 'vitest';
import { groupUnits, isSameShot, type NameKind } from './units.ts';

const kinds: Record<string, NameKind> = {
  jpg: 'image',
  heic: 'image',
  raf: 'raw',
  mov: 'video',
  xmp: 'sidecar',
  aae: 'sidecar',
  json: 'sidecar',
  thm: 'sidecar',
  wav: 'audio',
};
const files = (...paths: string[]) =>
  paths.map((path) => ({ path, kind: kinds[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'other' }));
const shape = (...paths: string[]) => {
  const { units, orphans } = groupUnits(files(...paths));
  return {
    units: units.map((unit) => [unit.primary.path, ...unit.companions.map(({ file, role }) => `${role}:${file.path}`)]),
    orphans: orphans.map((file) => file.path),
  };
};

test('RAW and JPEG of one stem in one folder are a unit, whatever the case', () => {
  expect(shape('a/IMG_1.JPG', 'a/img_1.raf')).toEqual({ units: [['a/IMG_1.JPG', 'raw:a/img_1.raf']], orphans: [] });
});

test('units never reach across folders', () => {
  expect(shape('a/IMG_1.jpg', 'b/IMG_1.raf').units).toEqual([['a/IMG_1.jpg'], ['b/IMG_1.raf']]);
});

test('the exact sidecar name wins over the stem', () => {
  expect(shape('IMG.jpg', 'IMG.raf', 'IMG.raf.xmp', 'IMG.xmp', 'IMG.jpg.xmp').units).toEqual([
    ['IMG.jpg', 'raw:IMG.raf', 'sidecar:IMG.raf.xmp', 'sidecar:IMG.xmp', 'sidecar:IMG.jpg.xmp'],
  ]);
});

test('a sidecar with a peeled extension does not steal another stem', () => {
  expect(shape('IMG.jpg', 'IMG.heic', 'IMG.heic.xmp').units).toEqual([['IMG.jpg'], ['IMG.heic', 'sidecar:IMG.heic.xmp']]);
});

test('Google, Apple and camera sidecars find their photo', () => {
  expect(shape('a.jpg', 'a.jpg.json', 'a.jpg.supplemental-metadata.json', 'a.aae', 'a.thm', 'a.wav').units).toEqual([
    ['a.jpg', 'sidecar:a.jpg.json', 'sidecar:a.jpg.supplemental-metadata.json', 'sidecar:a.aae', 'sidecar:a.thm', 'audio:a.wav'],
  ]);
});

test('a movie travels with its still and stands alone without one', () => {
  expect(shape('IMG_1.HEIC', 'IMG_1.MOV', 'clip.mov').units).toEqual([['IMG_1.HEIC', 'live:IMG_1.MOV'], ['clip.mov']]);
});

test('a sidecar without a photo is an orphan', () => {
  expect(shape('lonely.xmp')).toEqual({ units: [], orphans: ['lonely.xmp'] });
});

test('one shot is within two seconds, or unknown', () => {
  expect([
    isSameShot('2024-01-01T10:00:00.000', '2024-01-01T10:00:02.000'),
    isSameShot('2024-01-01T10:00:00.000', '2024-01-01T10:00:02.001'),
    isSameShot(null, '2024-01-01T10:00:02.001'),
  ]).toEqual([true, false, true]);
});
