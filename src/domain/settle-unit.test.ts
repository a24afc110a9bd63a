import { expect, test } from 'vitest';
import { settleUnit, type UnitMember } from './settle-unit.ts';

const member = (
  name: string,
  role: UnitMember<string>['role'],
  kind: NonNullable<UnitMember<string>['read']>['kind'] | null,
  takenAt: string | null = null,
): UnitMember<string> => ({ member: name, role, read: kind ? { kind, takenAt } : null });

test('a unit that reads as its names promised stays whole', () => {
  expect(settleUnit([member('a.jpg', null, 'image'), member('a.raf', 'raw', 'raw'), member('a.xmp', 'sidecar', 'sidecar')])).toEqual({
    groups: [
      {
        primary: 'a.jpg',
        companions: [
          { member: 'a.raf', role: 'raw' },
          { member: 'a.xmp', role: 'sidecar' },
        ],
      },
    ],
    orphans: [],
  });
});

test('a RAW of another shot is a photo of its own', () => {
  expect(
    settleUnit([member('a.jpg', null, 'image', '2024-01-01T10:00:00.000'), member('a.raf', 'raw', 'raw', '2024-01-02T10:00:00.000')])
      .groups,
  ).toEqual([
    { primary: 'a.jpg', companions: [] },
    { primary: 'a.raf', companions: [] },
  ]);
});

test('when the picture cannot be read the RAW leads and the sidecars follow it', () => {
  expect(settleUnit([member('a.jpg', null, null), member('a.raf', 'raw', 'raw'), member('a.xmp', 'sidecar', 'sidecar')]).groups).toEqual([
    { primary: 'a.raf', companions: [{ member: 'a.xmp', role: 'sidecar' }] },
  ]);
});

test('a JPEG that calls itself RAW is a photo of its own', () => {
  expect(settleUnit([member('a.jpg', null, 'image'), member('a.nef', 'raw', 'image')]).groups).toEqual([
    { primary: 'a.jpg', companions: [] },
    { primary: 'a.nef', companions: [] },
  ]);
});

test('a sidecar whose photo is gone comes back as an orphan', () => {
  expect(settleUnit([member('a.jpg', null, null), member('a.xmp', 'sidecar', 'sidecar')])).toEqual({ groups: [], orphans: ['a.xmp'] });
});
