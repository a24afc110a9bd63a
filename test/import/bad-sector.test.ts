/** Sectors that cannot be read, of the source, of a copy and of what is stored: the file is named with its byte, the others come. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportResult } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { VerifyResult } from '#contract/recover.ts';
import { json, runCliWith } from '../builders/cli.ts';
import { faultShim } from '../builders/fault-shim.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const sizeBytes = 1_200_000;
/** First, middle and last bytes, and both sides of the border between two blocks of the reader. */
const offsets = [0, 1, 4096, 524_287, 524_288, 700_001, sizeBytes - 1];
const nameOf = (offset: number): string => `bad@${offset}.jpg`;

const bytesOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ path, code, message }) => `${code} ${path} ${message.match(/at byte \d+/)?.[0]}`).toSorted();
const named = (folder: string): string[] => offsets.map((offset) => `unreadable ${folder}${nameOf(offset)} at byte ${offset}`).toSorted();

async function library() {
  const folder = tempFolder();
  const [home, card] = [join(folder, 'home'), join(folder, 'Card')];
  const photo = async (seed: number) => Buffer.concat([await jpeg({ seed }), Buffer.alloc(sizeBytes)]).subarray(0, sizeBytes);
  writeTree(card, {
    ...Object.fromEntries(await Promise.all(offsets.map(async (offset, n) => [nameOf(offset), await photo(n)] as const))),
    'good.jpg': await photo(20),
    'other.jpg': await photo(21),
  });
  mkdirSync(join(folder, 'base'));
  const { full_path: root } = await json<{ full_path: string }>(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  return { home, card, root, photos: join(root, 'photos/Card'), staging: join(root, '.imalink/staging') };
}

test('bad sectors of the source and of stored files: each file is named with its byte, and comes once the sector reads again', async ({
  skip,
}) => {
  const shim = faultShim();
  if (!shim) return skip('no fault shim here');
  const { home, card, photos, staging } = await library();
  const before = readTree(card);
  const first = await runCliWith(shim.env('@', 'sector', 0), home, ['import', card, '--storage', 'S', '--json']);
  const { counts, problems, session } = JSON.parse(first.stdout) as ImportResult;
  expect([first.code, counts.imported, counts.failed]).toEqual([3, 2, offsets.length]);
  expect(bytesOf(problems)).toEqual(named(''));
  expect([readdirSync(photos), readdirSync(staging)]).toEqual([['good.jpg', 'other.jpg'], []]);
  const again = await json<ImportResult>(home, ['session', 'resume', String(session.id), '--failed']);
  expect([again.counts.imported, again.counts.failed, again.session.status]).toEqual([offsets.length + 2, 0, 'complete']);
  expect([readTree(photos), readTree(card)]).toEqual([before, before]);

  const verified = await runCliWith(shim.env('@', 'sector', 0), home, ['verify', 'S', '--json']);
  const result = JSON.parse(verified.stdout) as VerifyResult;
  expect([verified.code, result.checked, result.ok, result.corrupt, result.unreadable]).toEqual([3, 9, 2, 0, offsets.length]);
  expect(bytesOf(result.problems)).toEqual(named('Card/'));
  // What cannot be read is not taken for damage: nothing was set aside, and all of it is well once it can be read.
  expect(await json<VerifyResult>(home, ['verify', 'S'])).toMatchObject({ ok: 9, corrupt: 0, unreadable: 0 });
  expect(readTree(photos)).toEqual(before);
});

test('a copy that cannot be read back ends the import as a fault of the disk, leaves nothing, and the session goes on', async ({
  skip,
}) => {
  const shim = faultShim();
  if (!shim) return skip('no fault shim here');
  const { home, card, root, photos, staging } = await library();
  const first = await runCliWith(shim.env('.part', 'sector', 0), home, ['import', card, '--storage', 'S', '--json']);
  expect([first.code, JSON.parse(first.stdout)]).toMatchObject([
    1,
    { error: { code: 'io-error', message: expect.stringContaining('resume session 1') } },
  ]);
  expect([readTree(join(root, 'photos')), readdirSync(staging)]).toEqual([{}, []]);
  const resumed = await json<ImportResult>(home, ['session', 'resume', '1']);
  expect([resumed.counts.imported, resumed.counts.failed]).toEqual([offsets.length + 2, 0]);
  expect(readTree(photos)).toEqual(readTree(card));
});
