import { expect, test } from 'vitest';
import { explainPhoto, shownFile, whyKinds, whyTexts, type ExplainedFile, type PhotoEvidence } from './explain-photo.ts';

const file = (more: Partial<ExplainedFile> = {}): ExplainedFile => ({
  path: '2024/a.jpg',
  status: 'present',
  isOnline: true,
  storageName: 'Archive',
  lastSeen: '2024-07-15T10:00:00.000Z',
  companions: [],
  ...more,
});
const plain: PhotoEvidence = {
  takenAtSource: 'exif',
  offset: null,
  given: [],
  userFields: [],
  sidecarFields: [],
  files: [file()],
  stack: null,
  hasFormerVersion: false,
  done: [],
};
const sentences = (more: Partial<PhotoEvidence>): string[] =>
  explainPhoto({ ...plain, ...more })
    .map((each) => whyTexts[each.kind](each, each.at ?? ''))
    .slice(2);

test('a plain photo has its time to explain and nothing else', () => {
  expect(explainPhoto(plain).map(({ kind }) => kind)).toEqual(['time_exif', 'offset_unknown']);
  expect(explainPhoto({ ...plain, takenAtSource: 'none' }).map(({ kind }) => kind)).toEqual(['time_none']);
  expect(explainPhoto({ ...plain, takenAtSource: 'user', offset: '+02:00' }).map(({ kind }) => kind)).toEqual([
    'time_user',
    'offset_known',
  ]);
});

test('of each value the one who said it is named: the person, then the sidecar, then the file', () => {
  expect(sentences({ given: ['rating', 'tags', 'title'], userFields: ['rating', 'flag'], sidecarFields: ['rating', 'tags'] })).toEqual([
    'You set the rating and the flag; that counts, whatever files say.',
    'The XMP sidecar gave the tags; it counts before the file, because it is newer.',
    'The file itself gave the title; neither you nor a sidecar said otherwise.',
  ]);
});

test('the copy that is shown, what is missing, and what is away are told apart', () => {
  const files = [file({ status: 'missing', path: 'gone.jpg' }), file({ path: 'here.jpg' }), file({ isOnline: false, path: 'nas.jpg' })];
  expect(shownFile(files)?.path).toBe('here.jpg');
  expect(sentences({ files })).toEqual([
    'Of 3 copies here.jpg is shown: the first on record that is there and within reach.',
    'gone.jpg is missing: a scan found no file there, last seen 2024-07-15T10:00:00.000Z. Nothing that is known of it is lost.',
    'Archive is not connected; that says nothing of its files.',
  ]);
  expect(sentences({ files: [file({ isOnline: false, status: 'missing' })] })).toEqual([
    'No copy is within reach, so the kept preview is shown.',
    'Archive is not connected; that says nothing of its files.',
  ]);
});

test('stacks, companions, versions and what scans did have their reasons', () => {
  const companions = [
    { path: 'a.cr2', role: 'raw' },
    { path: 'a.xmp', role: 'sidecar' },
    { path: 'a.json', role: 'sidecar' },
  ] as const;
  expect(
    sentences({
      stack: { count: 4, position: 1, isBurst: true },
      files: [file({ companions })],
      hasFormerVersion: true,
      done: [{ kind: 'moved', path: 'b.jpg', reason: 'a.jpg is gone and the same bytes stand at b.jpg.', at: '2024-08-01T00:00:00.000Z' }],
    }),
  ).toEqual([
    'The 4 photos of its stack are a burst: one camera, each within two seconds of the one before.',
    'It is below the top of its stack, so closed stacks do not show it.',
    'a.cr2 belongs to it: the RAW file of the same name beside it.',
    'a.xmp belongs to it: the XMP sidecar that has its name.',
    'a.json belongs to it: a sidecar that has its name.',
    'It is a new version of a photo that was edited in place, and has taken over what you said of it.',
    'a.jpg is gone and the same bytes stand at b.jpg.',
  ]);
});

test('every reason is one sentence or two', () => {
  const example = { kind: 'linked', file: 'a.jpg', count: 3, name: 'Archive', fields: ['color'], at: null, said: 'It moved.' } as const;
  for (const kind of whyKinds) expect(whyTexts[kind]({ ...example, kind }, '1 May')).toMatch(/^\S.*\.$/);
});
