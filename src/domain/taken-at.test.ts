import { expect, test } from 'vitest';
import { decideTakenAt, type RawTime, type TakenAtEvidence } from './taken-at.ts';

const none: RawTime = { dateTime: null, subSeconds: null, offset: null };
const at = (dateTime: string | null, subSeconds: string | null = null, offset: string | null = null): RawTime => ({
  dateTime,
  subSeconds,
  offset,
});
const mtimeMs = Date.UTC(2020, 0, 2, 3, 4, 5, 678);
const decide = (evidence: Partial<TakenAtEvidence>) =>
  decideTakenAt({
    original: none,
    digitized: none,
    gpsUtc: null,
    fileName: 'DSC_0001.JPG',
    mtimeMs,
    nowMs: Date.UTC(2026, 5, 1),
    ...evidence,
  });

test('the original date with sub-seconds and offset comes first', () => {
  expect(
    decide({
      original: at('2024:04:30 18:36:42', '495109', '+02:00'),
      digitized: at('2001:01:01 00:00:00'),
      fileName: 'IMG_20180725_163423.jpg',
    }),
  ).toEqual({ takenAt: '2024-04-30T18:36:42.495', offset: '+02:00', source: 'exif' });
});

test.each([
  ['9', '.900'],
  ['09', '.090'],
  ['95', '.950'],
  [' 5 ', '.500'],
  ['', '.000'],
  ['nonsense', '.000'],
])('sub-seconds %j are a fraction, not a number of milliseconds', (subSeconds, expected) => {
  expect(decide({ original: at('2024:04:30 18:36:42', subSeconds) }).takenAt).toBe(`2024-04-30T18:36:42${expected}`);
});

test('without an offset the time stays wall-clock time with none', () => {
  expect(decide({ original: at('2024:04:30 18:36:42') }).offset).toBeNull();
});

test.each([
  ['Z', '+00:00'],
  ['+0530', '+05:30'],
  ['-00:00', '+00:00'],
  ['+05:45 ', '+05:45'],
  ['   :  ', null],
  ['+15:00', null],
  ['+02:75', null],
])('offset %j is read as %j', (offset, expected) => {
  expect(decide({ original: at('2024:04:30 18:36:42', null, offset) }).offset).toBe(expected);
});

test('ISO dates from XMP carry their own fraction and offset', () => {
  expect(decide({ original: at('2023-08-05T17:16:53.939+02:00') })).toEqual({
    takenAt: '2023-08-05T17:16:53.939',
    offset: '+02:00',
    source: 'exif',
  });
});

test('then the digitized date, then the file name, then the mtime in UTC, each named', () => {
  expect(decide({ digitized: at('2003:12:14 12:01:44') })).toEqual({
    takenAt: '2003-12-14T12:01:44.000',
    offset: null,
    source: 'exif_digitized',
  });
  expect(decide({ fileName: 'PXL_20230709_203633616.jpg' })).toEqual({
    takenAt: '2023-07-09T20:36:33.616',
    offset: null,
    source: 'filename',
  });
  expect(decide({})).toEqual({ takenAt: '2020-01-02T03:04:05.678', offset: '+00:00', source: 'mtime' });
});

test('blanks, which EXIF defines as unknown, count as absent', () => {
  expect(decide({ original: at('    :  :     :  :  ') }).source).toBe('mtime');
});

test.each(['0000:00:00 00:00:00', '1825:12:31 23:59:59', '2026:06:03 00:00:01', '2024:13:01 00:00:00', '2024:02:31 10:00:00', 'yesterday'])(
  '%j cannot be a capture time: the picture is undated, never dated by its mtime',
  (dateTime) => {
    expect(decide({ original: at(dateTime) })).toEqual({ takenAt: null, offset: null, source: 'none' });
  },
);

test('a bad original date gives way to a good digitized one or to the file name', () => {
  expect(decide({ original: at('0000:00:00 00:00:00'), digitized: at('2003:12:14 12:01:44') }).source).toBe('exif_digitized');
  expect(decide({ original: at('0000:00:00 00:00:00'), fileName: '2024-05-06 07.08.09.jpg' }).source).toBe('filename');
});

test('1826 and tomorrow are possible', () => {
  expect(decide({ original: at('1826:01:01 00:00:00') }).source).toBe('exif');
  expect(decide({ original: at('2026:06:02 23:00:00') }).source).toBe('exif');
});

test('an impossible mtime leaves the picture undated', () => {
  expect(decide({ mtimeMs: Date.UTC(2107, 0, 1) }).source).toBe('none');
  expect(decide({ mtimeMs: Number.NaN }).source).toBe('none');
});

test('GPS time tells the offset and never the time', () => {
  expect(decide({ original: at('2018:07:25 16:34:23'), gpsUtc: '2018:07:25 14:34:20' })).toEqual({
    takenAt: '2018-07-25T16:34:23.000',
    offset: '+02:00',
    source: 'exif',
  });
  expect(decide({ original: at('2024:04:14 02:20:31'), gpsUtc: '2024:04:13 20:35:31' }).offset).toBe('+05:45');
  expect(decide({ original: at('2024:04:13 17:35:30'), gpsUtc: '2024:04:13 20:35:30' }).offset).toBe('-03:00');
  expect(decide({ gpsUtc: '2018:07:25 14:34:20' }).source).toBe('mtime');
});

test('a stale GPS fix tells nothing', () => {
  expect(decide({ original: at('2018:07:25 16:34:23'), gpsUtc: '2018:07:25 14:27:00' }).offset).toBeNull();
  expect(decide({ original: at('2018:07:25 16:34:23'), gpsUtc: '2018:07:23 14:34:23' }).offset).toBeNull();
  expect(decide({ original: at('2018:07:25 16:34:23'), gpsUtc: '2018:07:25 15:19:23' }).offset).toBeNull(); // no zone has +01:15
});

test('the offset of the file wins over the one from GPS', () => {
  expect(decide({ original: at('2018:07:25 16:34:23', null, '+03:00'), gpsUtc: '2018:07:25 14:34:20' }).offset).toBe('+03:00');
});

test.each([
  ['IMG_20180725_163423.jpg', '2018-07-25T16:34:23.000'],
  ['IMG-20240101-WA0001.jpg', '2024-01-01T00:00:00.000'],
  ['20240107_110258.jpg', '2024-01-07T11:02:58.000'],
  ['Screenshot 2024-01-02 at 10.11.12.png', '2024-01-02T10:11:12.000'],
  ['2024-04-30_G012.JPG', '2024-04-30T00:00:00.000'],
  ['Foto 2019-03-04 05-06-07.jpg', '2019-03-04T05:06:07.000'],
])('the name %j holds %s', (fileName, expected) => {
  expect(decide({ fileName })).toMatchObject({ takenAt: expected, source: 'filename' });
});

test.each(['DSC_20001231.1.jpg', 'IMG_99999999.jpg', '1234567890123.jpg', '20241345_120000.jpg', 'photo_20.jpg'])(
  'the name %j holds no possible date or is taken for what it is',
  (fileName) => {
    expect(['mtime', 'filename']).toContain(decide({ fileName }).source);
    if (!fileName.startsWith('DSC')) expect(decide({ fileName }).source).toBe('mtime');
  },
);
