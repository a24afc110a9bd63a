import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noControl } from '#core/media/read-once.ts';
import { plainTools, runMediaJob } from '#core/media/run-media-job.ts';
import type { MediaJob } from '#core/media/types.ts';
import { tinyJpeg } from '../builders/images.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'imalink-media-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const job = (over: Partial<MediaJob> = {}): MediaJob => ({
  sourcePath: join(dir, 'a.jpg'),
  copyToPath: join(dir, 'copy.jpg'),
  verify: true,
  hotpreviewsDir: null,
  hashOnly: true,
  ...over,
});
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the copy is the same bytes with the same mtime, and the checksum is theirs', async () => {
  const bytes = await tinyJpeg();
  writeFileSync(join(dir, 'a.jpg'), bytes);
  utimesSync(join(dir, 'a.jpg'), new Date(0), new Date(Date.UTC(1965, 1, 2)));
  const outcome = await runMediaJob(job());
  expect(outcome).toMatchObject({ ok: true, value: { checksum: sha256(bytes), sizeBytes: bytes.length, format: 'JPEG' } });
  expect(readFileSync(join(dir, 'copy.jpg'))).toEqual(bytes);
  expect(statSync(join(dir, 'copy.jpg')).mtime).toEqual(new Date(Date.UTC(1965, 1, 2)));
});

test('a file beyond the memory limit is hashed and copied block by block to the same result', async () => {
  const head = await tinyJpeg();
  const bytes = Buffer.concat([head, Buffer.alloc(65 * 1024 * 1024, 7)]);
  writeFileSync(join(dir, 'a.jpg'), bytes);
  writeFileSync(join(dir, 'small.jpg'), head);
  const large = await runMediaJob(job());
  const small = await runMediaJob(job({ sourcePath: join(dir, 'small.jpg'), copyToPath: null }));
  expect(large).toMatchObject({ ok: true, value: { checksum: sha256(bytes), hashAlgo: 'img1', sizeBytes: bytes.length } });
  expect(large.ok && small.ok && large.value.hothash === small.value.hothash).toBe(true);
  expect(statSync(join(dir, 'copy.jpg')).size).toBe(bytes.length);
});

test('an existing target is neither overwritten nor removed', async () => {
  writeFileSync(join(dir, 'a.jpg'), await tinyJpeg());
  writeFileSync(join(dir, 'copy.jpg'), 'precious');
  expect(await runMediaJob(job())).toMatchObject({ ok: false, problem: { code: 'write-failed', errno: 'EEXIST' } });
  expect(readFileSync(join(dir, 'copy.jpg'), 'utf8')).toBe('precious');
});

test.each([
  ['nothing there', 'vanished', () => undefined],
  ['an empty file', 'empty', (path: string) => writeFileSync(path, '')],
  ['a link', 'not-a-file', (path: string) => symlinkSync('/etc/hostname', path)],
  ['a fifo, without waiting for a writer', 'not-a-file', (path: string) => execFileSync('mkfifo', [path])],
])('%s is %s and leaves no copy', async (_name, code, prepare) => {
  prepare(join(dir, 'a.jpg'));
  const outcome = await runMediaJob(job());
  expect(outcome).toMatchObject({ ok: false, problem: { code } });
  expect(!outcome.ok && outcome.problem.message).toContain('a.jpg');
  expect(existsSync(join(dir, 'copy.jpg'))).toBe(false);
});

test.skipIf(process.getuid?.() === 0)('a file without permission is unreadable, with the errno', async () => {
  writeFileSync(join(dir, 'a.jpg'), 'x');
  chmodSync(join(dir, 'a.jpg'), 0);
  expect(await runMediaJob(job())).toMatchObject({ ok: false, problem: { code: 'unreadable', errno: 'EACCES' } });
});

test('a file that grows at every attempt is given up after three, without a copy', async () => {
  writeFileSync(join(dir, 'a.jpg'), Buffer.alloc(2 * 1024 * 1024));
  let attempts = 0;
  const control = {
    ...noControl,
    onCopy: () => {
      attempts += 1;
      appendFileSync(join(dir, 'a.jpg'), 'more');
    },
  };
  expect(await runMediaJob(job(), { ...plainTools, control })).toMatchObject({ ok: false, problem: { code: 'changing' } });
  expect(attempts).toBe(3);
  expect(existsSync(join(dir, 'copy.jpg'))).toBe(false);
});

test('a file written over in place, as long as before, is read again', async () => {
  writeFileSync(join(dir, 'a.jpg'), Buffer.alloc(1000, 1));
  let createdCopies = 0;
  let isFirst = true;
  const control = {
    ...noControl,
    onCopy: () => {
      createdCopies += 1;
      if (isFirst) writeFileSync(join(dir, 'a.jpg'), Buffer.alloc(1000, 2));
      isFirst = false;
    },
  };
  const outcome = await runMediaJob(job(), { ...plainTools, control });
  expect(isFirst).toBe(false);
  expect(outcome).toMatchObject({ ok: true, value: { checksum: sha256(Buffer.alloc(1000, 2)) } });
  expect(createdCopies, 'the first copy was thrown away').toBe(2);
});

test('a file that settles is read in a later attempt, whole', async () => {
  writeFileSync(join(dir, 'a.jpg'), await tinyJpeg());
  let isFirst = true;
  const control = {
    ...noControl,
    onCopy: () => {
      if (isFirst) appendFileSync(join(dir, 'a.jpg'), 'tail');
      isFirst = false;
    },
  };
  const outcome = await runMediaJob(job(), { ...plainTools, control });
  expect(outcome).toMatchObject({ ok: true, value: { checksum: sha256(readFileSync(join(dir, 'a.jpg'))) } });
});

test('cancelling in the middle removes the copy', async () => {
  writeFileSync(join(dir, 'a.jpg'), Buffer.alloc(4 * 1024 * 1024));
  let blocks = 0;
  const control = { ...noControl, isCancelled: () => (blocks += 1) > 3 };
  expect(await runMediaJob(job(), { ...plainTools, control })).toMatchObject({
    ok: false,
    problem: { code: 'worker-crashed', message: 'cancelled' },
  });
  expect(existsSync(join(dir, 'copy.jpg'))).toBe(false);
});

test('a copy that does not read back as it was written is a failure and goes away', async () => {
  writeFileSync(join(dir, 'a.jpg'), Buffer.alloc(2 * 1024 * 1024, 1));
  let blocks = 0;
  // the fourth look falls after two and a half blocks: cut what is written so far, as a lying disk would
  const control = {
    ...noControl,
    isCancelled: () => {
      blocks += 1;
      if (blocks === 4) truncateSync(join(dir, 'copy.jpg'), 10);
      return false;
    },
  };
  expect(await runMediaJob(job(), { ...plainTools, control })).toMatchObject({ ok: false, problem: { code: 'verify-failed' } });
  expect(existsSync(join(dir, 'copy.jpg'))).toBe(false);
});

test('a target folder that is not there is a write failure that names the target', async () => {
  writeFileSync(join(dir, 'a.jpg'), await tinyJpeg());
  const outcome = await runMediaJob(job({ copyToPath: join(dir, 'no/copy.jpg') }));
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'write-failed', errno: 'ENOENT' } });
});
