/** A storage with photos that came in by a real import, and the words for what people do to it with a file manager. */
import { copyFileSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Output } from '#contract/procedures.ts';
import type { Decision, ResolvePlan, ResolveResult } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { testEngine, type TestEngine } from './engine.ts';
import { jpeg, writeTree } from './tree.ts';

export interface ScannedLibrary {
  readonly app: TestEngine;
  readonly uuid: string;
  readonly root: string;
  readonly photos: string;
  scan(more?: object): Promise<Awaited<ReturnType<TestEngine['scan']>>>;
  /** Renames inside the photos folder. */
  move(from: string, to: string): void;
  /** Copies inside the photos folder with its time, as file managers do. */
  copy(from: string, to: string): void;
  /** Writes a file of the photos folder, with a time that no scan takes for a file still being written. */
  write(path: string, bytes: Uint8Array | string): void;
  open(): Promise<Conflict[]>;
  plan(decisions: readonly Decision[]): Promise<ResolvePlan>;
  apply(plan: ResolvePlan): Promise<ResolveResult>;
  resolve(decisions: readonly Decision[]): Promise<ResolveResult>;
  undo(id: number | undefined): Promise<Output<'history.undo'>>;
  /** What a person can see of photos, as text. */
  dump(): Promise<string>;
  /** Entries of the first session's index. */
  index(): SessionIndex['files'];
}

export const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

/** Ten photos, `Card/a/0.jpg` to `Card/b/9.jpg`; the first has a sidecar. */
export async function scannedLibrary(
  extra: Readonly<Record<string, Uint8Array | string>> = {},
  options: Parameters<typeof testEngine>[0] = {},
): Promise<ScannedLibrary> {
  const app = await testEngine(options);
  const storage = await app.newStorage();
  const files: Record<string, Uint8Array | string> = { 'a/0.xmp': xmp };
  for (let seed = 0; seed < 10; seed++)
    files[`${seed < 5 ? 'a' : 'b'}/${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:1${seed} 10:00:00` });
  writeTree(join(app.folder, 'Card'), { ...files, ...extra });
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, title: 'Trip' });
  const plan = (decisions: readonly Decision[]) => app.call('conflict.plan', { decisions: [...decisions] });
  const apply = async ({ plan_id }: ResolvePlan): Promise<ResolveResult> => {
    const job = await app.ended((await app.call('conflict.apply', { plan_id })).job_id);
    if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
    return job.result as ResolveResult;
  };
  return {
    app,
    ...storage,
    scan: (more = {}) => app.scan({ storage: storage.uuid, ...more }),
    move: (from, to) => {
      mkdirSync(dirname(join(storage.photos, to)), { recursive: true });
      renameSync(join(storage.photos, from), join(storage.photos, to));
    },
    copy: (from, to) => {
      const source = join(storage.photos, from);
      mkdirSync(dirname(join(storage.photos, to)), { recursive: true });
      copyFileSync(source, join(storage.photos, to));
      const { mtime } = statSync(source);
      utimesSync(join(storage.photos, to), mtime, mtime);
    },
    write: (path, bytes) => {
      const target = join(storage.photos, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
      const time = new Date('2024-09-01T08:00:00.500Z');
      utimesSync(target, time, time);
    },
    open: async () => (await app.call('conflict.list', { storage: storage.uuid })).conflicts,
    plan,
    apply,
    resolve: async (decisions) => apply(await plan(decisions)),
    undo: (id) => app.call('history.undo', { id: id ?? -1 }),
    dump: async () => JSON.stringify((await app.call('dump', { normalised: true }))['photos']),
    index: () => SessionIndex.parse(JSON.parse(readFileSync(join(storage.root, 'imports/session_1.json'), 'utf8'))).files,
  };
}
