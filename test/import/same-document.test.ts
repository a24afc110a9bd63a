/** The same import by the command line and by REST, each on a library of its own: preview and result are the same documents. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportPreview, ImportResult, PreviewFile } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import type { ResolvePlan, ResolveResult } from '#contract/resolve.ts';
import { json, startCli } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface Documents {
  readonly preview: ImportPreview & { readonly files: PreviewFile[] };
  readonly result: ImportResult;
  /** What taking it back would do, and did. */
  readonly undone: readonly [ResolvePlan, ResolveResult];
}

/** Without what no two runs share: identities, times, the space of the disk. */
const plain = (document: unknown): unknown =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'uuid' ||
      key === 'plan_id' ||
      key === 'expires_at' ||
      key === 'storage_uuid' ||
      key === 'duration_ms' ||
      key === 'free_space_bytes'
        ? null
        : value,
    ),
  );

async function library(folder: string, name: string, card: string) {
  const [home, base] = [join(folder, name), join(folder, `${name}-base`)];
  mkdirSync(base);
  const { full_path: root } = await json<{ full_path: string }>(home, ['storage', 'create', base, '--name', 'Home archive']);
  // Something that is known already.
  await json(home, ['import', join(card, 'known'), '--storage', 'Home archive', '--title', 'Before']);
  return { home, photos: join(root, 'photos') };
}

async function byCommandLine(home: string, card: string): Promise<Documents> {
  const args = ['import', card, '--storage', 'Home archive', '--title', 'Italy', '--layout', 'date'];
  const preview = await json<Documents['preview']>(home, [...args, '--dry-run'], [3]);
  const result = await json<ImportResult>(home, args, [3]);
  const undo = ['session', 'undo', String(result.session.id)];
  return { preview, result, undone: [await json(home, undo), await json(home, [...undo, '--yes'])] };
}

/** A client that knows docs/api/reference.md and nothing else. */
async function byRest(home: string, card: string): Promise<Documents> {
  const { child, ended } = startCli(home, ['serve', '--port', '0']);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const address = await new Promise<URL>((resolve, reject) => {
    child.on('close', (code) => reject(new Error(`imalink serve ended with ${code}`)));
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      const url = said.match(/http:\S+/)?.[0];
      if (url) resolve(new URL(url));
    });
  });
  const headers = { authorization: `Bearer ${address.hash.replace('#token=', '')}`, 'content-type': 'application/json' };
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(new URL(`/api/v1${path}`, address.origin), {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const jobEnded = async (jobId: string): Promise<JobDto> => {
    for (;;) {
      const job = await call<JobDto>('GET', `/jobs/${jobId}`);
      if (job.finished_at !== null) return job;
    }
  };
  const request = { sources: [card], storage: 'Home archive', title: 'Italy', layout: 'date' };
  const preview = await call<{ job_id: string }>('POST', '/imports/preview', request);
  const counted = (await jobEnded(preview.job_id)).result as ImportPreview;
  const { files } = await call<{ files: PreviewFile[] }>('GET', `/imports/preview/${preview.job_id}/files?limit=1000`);
  const started = await call<{ job_id: string }>('POST', '/imports', request);
  const result = (await jobEnded(started.job_id)).result as ImportResult;
  const plan = await call<ResolvePlan>('POST', `/import-sessions/${result.session.id}/undo-plan`, {});
  const undone = await call<{ job_id: string }>('POST', '/import-sessions/undo', { plan_id: plan.plan_id });
  return { preview: { ...counted, files }, result, undone: [plan, (await jobEnded(undone.job_id)).result as ResolveResult] };
}

test('an import and its undo by the command line and by REST: the same preview, the same results, the same files', async () => {
  const folder = tempFolder();
  const card = join(folder, 'Card');
  const known = await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS 40D' });
  writeTree(card, {
    'known/a.jpg': known,
    'a again.jpg': known,
    'a, retagged.jpg': await jpeg({ seed: 1, takenAt: '2025:01:01 10:00:00' }),
    'b.jpg': await jpeg({ seed: 2, takenAt: '2024:07:16 10:00:00' }),
    'b.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'c.jpg': await jpeg({ seed: 3 }),
    'broken.jpg': 'no picture',
    'empty.jpg': '',
    'notes.txt': 'words',
  });
  const [one, two] = [await library(folder, 'one', card), await library(folder, 'two', card)];
  const cli = await byCommandLine(one.home, card);
  const rest = await byRest(two.home, card);
  expect(plain(rest.preview)).toEqual(plain(cli.preview));
  expect(plain(rest.result)).toEqual(plain(cli.result));
  expect(plain(rest.undone)).toEqual(plain(cli.undone));
  expect(cli.undone[1]).toMatchObject({ headline: { records_changed: 3, files_set_aside: 4 }, returned: [] });
  expect(readTree(two.photos)).toEqual(readTree(one.photos));
  expect(cli.preview.files.map(({ kind }) => kind).toSorted()).toEqual(
    ['companion', 'identical', 'identical', 'new', 'new', 'same_picture', 'unreadable', 'unsupported', 'unsupported'].toSorted(),
  );
  expect(cli.result.counts).toMatchObject({ found: 9, imported: 3, duplicates: 2, companions: 1 });
}, 120_000);
