/**
 * Storages and catalogs with a damage each, as a former version of ImaLink left them. They are never made again: every
 * later version must read them (scripts/make-golden.ts says how they were made).
 */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RecoverResult } from '#contract/recover.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { readTree } from '../builders/tree.ts';

const golden = fileURLToPath(new URL('./2.0', import.meta.url));

interface Dump {
  readonly photos: readonly { rating: number; tags: string[]; caption: string; files: { path: string; status: string }[] }[];
  readonly sessions: readonly { title: string; status: string }[];
  readonly albums: readonly { name: string; hothashes: string[] }[];
}

interface Opened {
  readonly app: TestEngine;
  readonly folder: string;
  readonly root: string;
  /** What stood under photos/ before anything was opened. */
  readonly photos: Record<string, string>;
}

/** A copy of a fixture, opened with its own home when it has one. */
async function opened(name: string): Promise<Opened> {
  const folder = tempFolder();
  cpSync(join(golden, name), folder, { recursive: true });
  const root = join(folder, 'storage');
  return { folder, root, photos: readTree(join(root, 'photos')), app: await testEngine({ folder }) };
}

async function recover({ app, root }: Opened, ...more: string[]): Promise<{ result: RecoverResult; dump: Dump }> {
  const job = await app.ended((await app.call('recover.start', { paths: [root, ...more], dry_run: false })).job_id);
  expect(job.error).toBe(null);
  return { result: job.result as RecoverResult, dump: (await app.call('dump', { normalised: true })) as unknown as Dump };
}

/** Four photos in two sessions, rated and tagged, in one album. */
function isWhole(dump: Dump): void {
  expect(dump.photos.map(({ rating, tags, files }) => ({ rating, tags, statuses: files.map((file) => file.status) }))).toEqual(
    Array.from({ length: 4 }, () => ({ rating: 4, tags: ['golden'], statuses: ['present'] })),
  );
  expect(dump.sessions).toHaveLength(2);
  expect(dump.albums).toMatchObject([
    { name: 'Best', hothashes: [expect.any(String), expect.any(String), expect.any(String), expect.any(String)] },
  ]);
}

const cases: Record<string, (given: Opened) => Promise<void>> = {
  'index-missing': async (given) => {
    const { result, dump } = await recover(given);
    expect(result).toMatchObject({ sessions: 1, untracked: 4 });
    expect(dump.sessions).toMatchObject([{ title: expect.stringMatching(/^Adopted /) as string }]);
    expect(dump.photos).toHaveLength(4);
  },
  'session-truncated': async (given) => {
    const { result, dump } = await recover(given);
    expect(result).toMatchObject({ sessions: 2, restored: 4, missing: 0 });
    expect(result.problems.map(({ code }) => code)).toEqual(['index-corrupt', 'index-former']);
    expect(dump.photos).toHaveLength(4);
    expect(readdirSync(join(given.root, '.imalink/quarantine'))).toEqual(['session_1.json']);
  },
  'master-missing': async (given) => {
    isWhole((await recover(given)).dump);
    expect(existsSync(join(given.root, 'index.json'))).toBe(true);
  },
  'session-hand-edited': async (given) => {
    const { dump } = await recover(given);
    isWhole(dump);
    expect(dump.sessions.map(({ title }) => title)).toContain('By hand');
    expect(dump.photos.filter(({ caption }) => caption === 'by hand')).toHaveLength(2);
  },
  'preview-orphan': async (given) => {
    isWhole((await recover(given)).dump);
    expect(existsSync(join(given.root, '.imalink/hotpreviews', `${'f'.repeat(64)}.jpg`))).toBe(true);
  },
  'import-interrupted': async (given) => {
    const { dump } = await recover(given);
    isWhole(dump);
    expect(dump.sessions.map(({ status }) => status).toSorted()).toEqual(['complete', 'incomplete']);
    await given.app.engine.close();
    await testEngine({ folder: given.folder }).then(({ engine }) => engine.close());
    expect(readdirSync(join(given.root, '.imalink/staging'))).toEqual([]);
  },
  'catalog-zero-bytes': async (given) => {
    expect(given.app.engine.catalog()).toMatchObject({ catalog_state: 'lost' });
    isWhole((await recover(given)).dump);
  },
  'catalog-bitflip': async (given) => {
    expect(given.app.engine.catalog()).toMatchObject({ catalog_state: 'lost' });
    isWhole((await recover(given)).dump);
  },
  'clone-of-storage': async (given) => {
    const { result, dump } = await recover(given, join(given.folder, 'clone'));
    expect(result).toMatchObject({ storages: 1, restored: 4, conflicts: 1 });
    isWhole(dump);
  },
};

test('every golden storage has its test', () => {
  expect(readdirSync(golden).toSorted()).toEqual(Object.keys(cases).toSorted());
});

test.each(Object.entries(cases))('%s is read, and no photo is touched', async (name, check) => {
  const given = await opened(name);
  await check(given);
  expect(readTree(join(given.root, 'photos'))).toEqual(given.photos);
  // A second time there is nothing to do.
  if (name === 'clone-of-storage' || name === 'import-interrupted') return;
  const index = readFileSync(join(given.root, 'index.json'));
  expect((await recover(given)).result).toMatchObject({ sessions: 0, restored: 4 });
  expect(readFileSync(join(given.root, 'index.json'))).toEqual(index);
});
