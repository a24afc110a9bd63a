/** Indexes from a disk are hostile until proven: what is refused, where the fault is said to be, and that nothing crashes. */
import { isAbsolute, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { ImaLinkError } from '#contract/errors.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { CollectionFile } from '#core/format/metadata-files.ts';
import { parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';

const hash = 'ab'.repeat(32);
const other = 'cd'.repeat(32);
const author = { uuid: '6f0c1f0e-0f0d-4c0b-8a0a-090807060504', name: 'Anna' };

const entry = {
  filename: 'a.jpg',
  file_size: 1,
  taken_at: '2024-07-10T14:30:00.000+02:00',
  created_at: '2024-01-01T00:00:00.000Z',
  original_filename: 'a.jpg',
  file_format: 'JPEG',
  width: 10,
  height: 10,
  has_hotpreview: true,
  path: 'rome/a.jpg',
  checksum: hash,
  hash_algo: 'img1',
  mtime: '2024-01-01T00:00:00.000Z',
  gps: { latitude: 1.5, longitude: 2.25, altitude_m: null },
  copies: [{ path: 'b.jpg', checksum: other, mtime: '2024-01-01T00:00:00.000Z' }],
  companions: [{ path: 'rome/a.xmp', role: 'sidecar', checksum: other, file_size: 3 }],
  photo: {
    title: '',
    caption: 'x',
    rating: 3,
    flag: 'pick',
    color: null,
    tags: ['rome'],
    author,
    previous_hothashes: [other],
    rev: 2,
    updated_at: null,
  },
  status: 'present',
};
const session = {
  import_session: {
    id: 1,
    title: 'T',
    description: '',
    imported_at: '2024-01-01T00:00:00.000Z',
    default_author_id: null,
    file_storage_id: 1,
    storage_directory: 'd',
    uuid: 'u',
    generation: 4,
  },
  files: { [hash]: entry },
  statistics: { total_files: 1, index_generated: 'x', imalink_version: '2.0' },
};

/** The message a document is refused with. */
function refusal(text: string | Uint8Array, schema: Parameters<typeof parseIndex>[1] = SessionIndex): string {
  try {
    parseIndex(typeof text === 'string' ? Buffer.from(text) : text, schema, 's.json');
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ImaLinkError) || error.code !== 'index-corrupt') throw error;
    return error.message;
  }
}

const withEntry = (change: object): string => JSON.stringify({ ...session, files: { [hash]: { ...entry, ...change } } });
const text = JSON.stringify(session, null, 2);

test('what is right is read, with a byte order mark and CRLF as well', () => {
  expect(refusal(text)).toBe('accepted');
  expect(parseIndex(Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`), SessionIndex, 's.json')).toEqual(session);
});

test.each([
  ['absolute', '/etc/passwd'],
  ['climbing', '../../etc/passwd'],
  ['climbing in the middle', 'a/../../b'],
  ['UNC', '\\\\server\\share\\a.jpg'],
  ['drive letter', 'C:/a.jpg'],
  ['backslash', 'a\\b.jpg'],
  ['NUL', 'a\0.jpg'],
  ['empty', ''],
  ['empty name', 'a//b'],
  ['a dot', './a'],
  ['too long', 'a/'.repeat(3000)],
])('a path that is %s is refused with its place, wherever it stands', (_name, path) => {
  expect(refusal(withEntry({ path }))).toMatch(`s.json at /files/${hash}/path: a path must be relative`);
  expect(refusal(withEntry({ copies: [{ ...entry.copies[0], path }] }))).toMatch(`at /files/${hash}/copies/0/path`);
  expect(refusal(withEntry({ companions: [{ ...entry.companions[0], path }] }))).toMatch(`at /files/${hash}/companions/0/path`);
});

test.each([
  ['a hash that is none', JSON.stringify({ ...session, files: { '../../x': entry } }), /at \/files\/\.\.~1\.\.~1x/],
  ['a file name that leads elsewhere', withEntry({ path: undefined, filename: '../../etc/passwd' }), /\/filename/],
  ['a file name with folders', withEntry({ filename: 'a/b.jpg' }), /\/filename/],
  ['a checksum that is none', withEntry({ checksum: 'zz' }), /\/checksum/],
  ['a former hash that is none', withEntry({ photo: { ...entry.photo, previous_hothashes: ['../x'] } }), /\/previous_hothashes\/0/],
  ['a negative size', withEntry({ file_size: -1 }), /\/file_size/],
  ['a size that is no whole number', withEntry({ file_size: 1.5 }), /\/file_size/],
  [
    'a size that cannot be held exactly',
    text.replace('"file_size": 1,', '"file_size": 9007199254740993,'),
    /\/file_size: .*cannot be held exactly/,
  ],
  ['a number without end', text.replace('"latitude": 1.5', '"latitude": 1e400'), /\/gps\/latitude: .*too large/],
  [
    'a key that stands twice',
    text.replace('"caption": "x"', '"caption": "x", "caption": "y"'),
    /\/photo\/caption: the key "caption" stands twice/,
  ],
  ['the same with an escape', text.replace('"caption": "x"', '"caption": "x", "c\\u0061ption": "y"'), /the key "caption" stands twice/],
  ['a photo that stands twice', text.replace('"files": {', `"files": {"${hash}": {},`), /the key "(ab)+" stands twice/],
  ['a prototype', text.replace('"caption": "x"', '"__proto__": {"isAdmin": true}'), /"__proto__" is refused/],
  ['an escaped prototype', text.replace('"caption": "x"', '"\\u005f_proto__": {"isAdmin": true}'), /"__proto__" is refused/],
  ['a constructor', text.replace('"caption": "x"', '"constructor": {}'), /"constructor" is refused/],
  ['nesting', text.replace('"x"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`), /nested deeper than 32/],
  ['a rating of six', withEntry({ photo: { ...entry.photo, rating: 6 } }), /\/photo\/rating/],
  ['half a file', text.slice(0, 400), /s\.json: /],
  ['nothing', '', /s\.json: /],
  ['zeros', Buffer.alloc(4096), /s\.json: /],
  ['UTF-16', Buffer.from(text, 'utf16le'), /s\.json: /],
])('%s is refused', (_name, hostile, expected) => {
  expect(refusal(hostile)).toMatch(expected);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
});

test('a master index that names files elsewhere is refused', () => {
  const master = (index_file: string, photos_dir = 'photos') =>
    JSON.stringify({
      storage_info: { uuid: 'u', directory_name: 'd', display_name: 'n', created_at: 'c', photos_dir },
      import_sessions: [{ id: 1, title: 'T', imported_at: 'x', file_count: 1, index_file }],
      imalink_version: '2.0',
    });
  expect(refusal(master('imports/session_1.json'), MasterIndex)).toBe('accepted');
  for (const path of ['/etc/passwd', 'imports/../../x.json', '../x.json', 'imports/a/b.json', 'imports/..', 'imports\\x.json'])
    expect(refusal(master(path), MasterIndex)).toMatch('/import_sessions/0/index_file');
  for (const folder of ['..', '/', '../photos', 'C:/photos', 'a\\b', ''])
    expect(refusal(master('imports/session_1.json', folder), MasterIndex)).toMatch('/storage_info/photos_dir');
});

test('an album whose uuid would become a path elsewhere is refused', () => {
  const album = { format_version: '2.0', uuid: '../../x', name: 'n', created_at: 'c', rev: 0, updated_at: null, hothashes: [] };
  expect(refusal(JSON.stringify(album), CollectionFile)).toMatch('/uuid');
});

/** A small generator with a seed, so that a failure can be made again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '-',
  '1e999',
  'null',
  '"__proto__":',
  '"../"',
  '\0',
  '\uFFFD',
  '99999999999999999999',
  '\\u0000',
];

/** Every path that a document says, by rules of this test alone. */
const pathsIn = ({ files }: SessionIndex): string[] =>
  Object.values(files).flatMap(({ path, filename, copies = [], companions = [] }) => [
    path ?? filename,
    ...copies.map((copy) => copy.path),
    ...companions.map((companion) => companion.path),
  ]);
const leadsOut = (path: string): boolean => isAbsolute(path) || /^[a-z]:|\\/i.test(path) || normalize(path).startsWith('..');

test('mutated documents are read or refused, each of them quickly and in little memory, and change nothing else', () => {
  const runs = Number(process.env['FUZZ_RUNS'] ?? 3000);
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const startedMs = performance.now();
  let [accepted, slowestMs, residentBytes] = [0, 0, 0];
  for (let seed = 1; seed <= runs; seed++) {
    const next = random(seed);
    let mutant = text;
    for (let count = 1 + next(3); count > 0; count--) {
      const at = next(mutant.length);
      const kind = next(4);
      const piece = kind === 0 ? (pieces[next(pieces.length)] as string) : kind === 1 ? mutant.slice(at, at + next(200)) : '';
      mutant = mutant.slice(0, at) + piece + mutant.slice(kind === 2 ? at + 1 + next(40) : at + (kind === 3 ? 1 : 0));
    }
    const beganMs = performance.now();
    const answer = refusal(mutant);
    slowestMs = Math.max(slowestMs, performance.now() - beganMs);
    if (seed % 500 === 0) residentBytes = Math.max(residentBytes, process.memoryUsage.rss());
    if (answer === 'accepted') {
      accepted++;
      // What is accepted is what JSON.parse reads: no key was dropped or doubled on the way.
      const index = parseIndex(Buffer.from(mutant), SessionIndex, 's.json');
      expect(index, `seed ${seed}`).toEqual(JSON.parse(mutant));
      expect(pathsIn(index).filter(leadsOut), `seed ${seed}`).toEqual([]);
    }
  }
  console.log(
    `${runs} documents, ${accepted} read; the slowest took ${Math.round(slowestMs)} ms, at most ${Math.round(residentBytes / 2 ** 20)} MB`,
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(runs / 2);
  expect((performance.now() - startedMs) / runs).toBeLessThan(20);
  // What issue and format promise of each single one.
  expect(slowestMs).toBeLessThan(2000);
  expect(residentBytes).toBeLessThan(2 ** 30);
});
