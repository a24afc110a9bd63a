import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MasterIndex, masterIndexText } from '#core/format/master-index.ts';
import { parseIndex } from '#core/format/parse-json.ts';
import { scanJson } from '#core/format/scan-json.ts';
import {
  SessionIndex,
  sessionFilesText,
  sessionHeadText,
  sessionTailText,
  takenAtText,
  type FileEntry,
} from '#core/format/session-index.ts';
import { schemaFiles } from './schema-files.ts';

const hash = (digit: string): string => digit.repeat(64);
const entry: FileEntry = {
  filename: 'a.jpg',
  file_size: 1,
  taken_at: null,
  created_at: '2024-01-01T00:00:00.000Z',
  original_filename: 'a.jpg',
  file_format: 'JPEG',
  width: 1,
  height: 1,
  has_hotpreview: true,
  path: 'a.jpg',
};
const head = {
  id: 1,
  title: 'T',
  description: '',
  imported_at: '2024-01-01T00:00:00.000Z',
  default_author_id: null,
  file_storage_id: 1,
  storage_directory: 'd',
  uuid: 'u',
};
const session = (...entries: string[]): string =>
  `${sessionHeadText(head)}${entries.map((name, index) => sessionFilesText({ [hash(name)]: entry }, index === 0)).join('')}${sessionTailText(entries.length, '2024-01-01T00:00:00.000Z', {})}`;

test('the published schemas are those the code reads with', () => {
  for (const { path, text } of schemaFiles()) expect(readFileSync(path, 'utf8'), 'run `node scripts/make-schemas.ts`').toBe(text);
});

test.each([[[]], [['a']], [['a', 'b', 'c']]])('a session written in pieces is what JSON.stringify writes: %j', (names) => {
  const text = session(...names);
  const parsed = JSON.parse(text) as object;
  expect(text).toBe(`${JSON.stringify(parsed, null, 2)}\n`);
  expect(Object.keys(SessionIndex.parse(parsed).files)).toEqual(names.map(hash));
});

test('the seed example of version 2.0 is still read', () => {
  const seed = {
    storage_info: {
      uuid: 'abc123-def456-ghi789',
      directory_name: 'imalink_20241018_143052_a1b2c3d4',
      base_path: '/external/photos',
      display_name: 'External Drive Photos',
      created_at: '2024-10-18T14:30:52Z',
      last_scan: '2024-10-18T16:45:00Z',
      is_accessible: true,
      total_files: 324,
      total_size_mb: 1250.5,
    },
    import_sessions: [
      { id: 42, title: 'Italy Summer 2024', imported_at: '2024-07-15T10:00:00Z', file_count: 127, index_file: 'imports/session_42.json' },
    ],
    imalink_version: '2.0',
  };
  expect(parseIndex(Buffer.from(JSON.stringify(seed)), MasterIndex, 'index.json')).toEqual(seed);
});

test('an unchanged master index is the same bytes, and unknown keys survive', () => {
  const input = {
    uuid: 'u',
    directoryName: 'd',
    basePath: '/b',
    displayName: 'n',
    createdAt: 'c',
    photosDir: 'photos',
    totalFiles: 0,
    totalSizeBytes: 0,
    writer: { hostUuid: 'h', hostName: 'x', generation: 1 },
    sessions: [],
    extra: { root: { theirs: 1 }, storageInfo: { note: 'mine' } },
  };
  expect(masterIndexText(input)).toBe(masterIndexText(input));
  expect(JSON.parse(masterIndexText(input))).toMatchObject({ theirs: 1, storage_info: { note: 'mine' } });
});

test('hostile JSON is refused with its place, and nothing of it takes effect', () => {
  const refuse = (text: string | Uint8Array): string => {
    try {
      parseIndex(typeof text === 'string' ? Buffer.from(text) : text, MasterIndex, 'index.json');
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(refuse('{"storage_info":{"uuid":7},"import_sessions":[],"imalink_version":"2.0"}')).toMatch(/at \/storage_info\/uuid/);
  expect(refuse('{"__proto__":{"admin":true}}')).toMatch(/"__proto__" is refused/);
  expect(refuse(`${'['.repeat(40)}${']'.repeat(40)}`)).toMatch(/nested deeper than 32/);
  expect(refuse(Uint8Array.from([0xff, 0xfe, 0x00]))).toMatch(/not UTF-8/);
  expect(refuse('{"storage_info"')).toMatch(/^index\.json: /);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});

test('brackets in strings do not count as nesting', () => {
  const text = '{"a":"[[[\\"[[","b":[{}]}';
  expect([scanJson(text, 3), scanJson(text, 2)]).toEqual([null, { pointer: '/b/0', reason: 'nested deeper than 2 levels' }]);
});

test('a capture time carries its offset when that is known', () => {
  expect([takenAtText('2024-07-10T14:30:00.000', '+02:00'), takenAtText('2024-07-10T14:30:00.000', null), takenAtText(null, null)]).toEqual(
    ['2024-07-10T14:30:00.000+02:00', '2024-07-10T14:30:00.000', null],
  );
});
