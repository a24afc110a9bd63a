/**
 * The promise: everything a person can see is in the storages. Random libraries, random edits; then the catalog is
 * deleted and recovered, and nothing is different. 300 models on a build server; RECOVER_RUNS=3000 tries more.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecoverResult } from '#contract/recover.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { hothashOf, uuidOf, writeLibrary, type LibraryModel } from '../builders/library-rows.ts';
import { memoryFolder } from '../builders/temp-folder.ts';
import { readTree } from '../builders/tree.ts';

const runs = Number(process.env['RECOVER_RUNS'] ?? (process.env['CI'] ? 300 : 60));

const text = fc.constantFrom('', 'Rome', 'Café ☕', 'a "quoted" \\ line\nand another', '<b>x</b>', '__proto__', 'נסיון');
const takenAt = fc.constantFrom('2024-07-15T10:00:00.000', '1999-12-31T23:59:59.999', '2024-07-15T10:00:00.123');
const photo = fc.record({
  taken: fc.option(takenAt),
  offset: fc.constantFrom(null, '+02:00', '-09:30'),
  camera: fc.constantFrom(null, 'Canon EOS 40D'),
  gps: fc.option(
    fc.tuple(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.option(fc.double({ min: -400, max: 9000, noNaN: true })),
    ),
  ),
  exposure: fc.boolean(),
  title: text,
  custom: fc.boolean(),
  previous: fc.boolean(),
  hasHotpreview: fc.boolean(),
});
const model: fc.Arbitrary<LibraryModel> = fc.record({
  photos: fc.array(photo, { minLength: 2, maxLength: 6 }),
  sessions: fc.array(
    fc.record({
      storage: fc.nat(1),
      title: text,
      notes: text,
      author: fc.constantFrom(null, 'Anna', 'Bo'),
      problem: fc.boolean(),
      incomplete: fc.boolean(),
      mirrorOf: fc.option(fc.nat(3)),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  files: fc.array(
    fc.record({
      photo: fc.nat(20),
      session: fc.nat(20),
      folder: fc.constantFrom('', '2024/', 'Ünïcode/a b/'),
      status: fc.constantFrom('present', 'present', 'present', 'missing', 'edited', 'corrupt'),
      companions: fc.array(fc.constantFrom('raw', 'sidecar', 'live'), { maxLength: 2 }),
      verified: fc.boolean(),
      referencedBy: fc.nat(4),
    }),
    { minLength: 3, maxLength: 10 },
  ),
});

type Step = (app: TestEngine, home: string, known: readonly string[]) => Promise<unknown>;
const pick = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 });
const some = (known: readonly string[], picked: readonly number[]): string[] => [
  ...new Set(picked.map((index) => known[index % known.length] as string)),
];
const customField = fc.record({
  name: fc.constantFrom('Client', 'Location', '2024', 'shelf', 'toString'),
  value: fc.constantFrom('Rome', 'a "quoted" \\ value', '{}', 'null', '☕'),
});
const change = fc.oneof(
  fc.record({ rating: fc.nat(5) }),
  fc.record({ flag: fc.constantFrom('pick', 'reject', 'none') }),
  fc.record({ color: fc.constantFrom('red', null) }),
  fc.record({ title: text, caption: text }),
  fc.record({ add_tags: fc.array(fc.constantFrom('rome', 'Café', 'x y'), { minLength: 1, maxLength: 2 }) }),
  fc.record({ remove_tags: fc.constantFrom(['rome'], ['Café', 'x y']) }),
  fc.record({ author: fc.constantFrom('Anna', 'Cleo', null) }),
  fc.record({ set_custom: fc.array(customField, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    set_custom: fc.constant([{ name: 'Client', value: 'Berg' }]),
    remove_custom: fc.constantFrom(['Location'], ['shelf', '2024']),
  }),
  fc.record({ taken_at: fc.option(takenAt) }),
  fc.record({ taken_at: takenAt, taken_at_offset: fc.constantFrom('+05:45', null) }),
  fc.record({ shift_taken_at_s: fc.integer({ min: -100_000, max: 100_000 }) }),
);
/** An edit that the state does not allow (nothing to undo, a name that is taken) is no edit. */
const allowed = (step: Promise<unknown>): Promise<unknown> =>
  step.catch((error: { code?: string }) => {
    if (!['bad-input', 'nothing-to-undo', 'history-changed', 'album-not-found'].includes(error.code ?? '')) throw error;
  });
const album = fc.constantFrom('One', 'Two');
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(pick, change).map<Step>(
      ([picked, set]) =>
        (app, _home, known) =>
          app.call('photo.edit', { hothashes: some(known, picked), change: set as object }),
    ),
  },
  fc.constantFrom<Step>(
    (app) => allowed(app.call('edit.undo', {})),
    (app) => allowed(app.call('edit.redo', {})),
  ),
  album.map<Step>((name) => (app) => allowed(app.call('album.create', { name }))),
  fc.tuple(album, pick, fc.option(fc.nat(3))).map<Step>(
    ([name, picked, position]) =>
      (app, _home, known) =>
        allowed(app.call('album.addPhotos', { album: name, hothashes: some(known, picked), ...(position === null ? {} : { position }) })),
  ),
  fc.tuple(album, pick).map<Step>(
    ([name, picked]) =>
      (app, _home, known) =>
        allowed(app.call('album.removePhotos', { album: name, hothashes: some(known, picked) })),
  ),
  album.map<Step>((name) => (app) => allowed(app.call('album.remove', { album: name }))),
  pick.map<Step>((picked) => (app, _home, known) => allowed(app.call('stack.create', { hothashes: some(known, [...picked, 1, 2]) }))),
  text.map<Step>((name) => (app) => allowed(app.call('savedSearch.save', { name: name || 'x', query: 'rome' }))),
  fc.constant<Step>((app) => allowed(app.call('session.edit', { session_id: 1, title: 'Renamed', notes: 'again' }))),
  fc.nat(20).map<Step>((index) => async (_app, home) => direct(home, (db) => decide(db, index))),
);

/** What other services decide: rules, remembered decisions, photos forgotten by choice. */
function decide(db: Database.Database, index: number): void {
  const storage = 1 + (index % 2);
  db.prepare('insert or ignore into remembered (storage_id, decision, hothash, path, decided_at) values (?, ?, ?, ?, ?)').run(
    storage,
    'ignored',
    '',
    `folder ${index}`,
    '2024-01-01T00:00:00.000Z',
  );
  db.prepare('insert or ignore into rule (uuid, storage_id, folder, kind, resolution, created_at) values (?, ?, ?, ?, ?, ?)').run(
    uuidOf(`rule ${index}`),
    storage,
    `Exports ${index}`,
    'edited',
    'new_version',
    '2024-01-01T00:00:00.000Z',
  );
  if (index % 3 !== 0) return;
  const hothash = hothashOf(0);
  db.prepare(`update photo set hidden = 'forgotten', hidden_at = '2024-09-09T00:00:00.000Z', rev = rev + 1 where hothash = ?`).run(hothash);
  db.prepare('delete from image_file where photo_id = (select id from photo where hothash = ?)').run(hothash);
  db.prepare('update session set generation = generation + 1').run();
}

function direct(home: string, work: (db: Database.Database) => void): void {
  const db = new Database(join(home, 'catalog.sqlite'));
  db.pragma('foreign_keys = on');
  db.transaction(() => work(db))();
  db.close();
}

/** What mirrors what: nobody is told, and asking for a mirror again goes by it. */
function mirrors(home: string): unknown {
  const db = new Database(join(home, 'catalog.sqlite'), { readonly: true });
  const rows = db.prepare("select uuid, request_json ->> 'mirror_of' as mirrors from session order by uuid").all();
  db.close();
  return rows;
}

/** Everything but numbers of rows, which are no one's business, and where the storage is on this machine. */
async function everything(app: TestEngine): Promise<unknown> {
  const dump = await app.call('dump', { normalised: false });
  const { sessions } = await app.call('session.list', {});
  const details = await Promise.all(sessions.map((session) => app.call('session.show', { session_id: session.id })));
  const shown = JSON.parse(
    JSON.stringify(
      {
        dump,
        details,
        mirrors: mirrors(join(app.folder, 'home')),
        tags: await app.call('tag.list', {}),
        custom: await app.call('custom.list', {}),
        withCustom: (await app.call('search', { query: 'has:custom', limit: 100, offset: 0 })).total,
        search: (await app.call('search', { query: 'rome', limit: 100, offset: 0 })).total,
      },
      (key, value: unknown) => (['id', 'generation', 'full_path'].includes(key) ? undefined : value),
    ),
  ) as { dump: { photos: { files: unknown[] }[] } };
  // A photo that no file is left of stands in no storage: nobody can see it.
  shown.dump.photos = shown.dump.photos.filter((entry) => entry.files.length > 0);
  return shown;
}

async function recover(app: TestEngine, paths: string[]): Promise<RecoverResult> {
  const { job_id: jobId } = await app.call('recover.start', { paths, dry_run: false });
  const job = await app.ended(jobId);
  if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
  return job.result as RecoverResult;
}

const storageTrees = (roots: readonly string[]) => roots.map(readTree);

test(
  `what a person can see survives the loss of the catalog (${runs} libraries)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(model, fc.array(steps, { maxLength: 10 }), fc.boolean(), async (library, edits, isReversed) => {
        const folder = memoryFolder();
        const home = join(folder, 'home');
        const first = await testEngine({ folder });
        const storages = [await first.newStorage('a'), await first.newStorage('b')];
        const roots = storages.map((storage) => storage.root);
        writeLibrary(home, storages, library);
        // Indexes of the untouched library: every edit has to make its own way into them.
        await first.call('system.doctor', { fix: true });
        const { photos } = (await first.call('dump', { normalised: true })) as { photos: { hothash: string; files: unknown[] }[] };
        const known = photos.filter((entry) => entry.files.length > 0).map((entry) => entry.hothash);
        for (const edit of edits)
          await edit(first, home, known).catch((error: { code?: string }) => {
            if (error.code !== 'photo-not-found') throw error;
          });
        await first.call('system.doctor', { fix: true });
        const before = await everything(first);
        await first.engine.close();
        const trees = storageTrees(roots);

        rmSync(home, { recursive: true });
        const second = await testEngine({ folder });
        const result = await recover(second, isReversed ? roots.toReversed() : roots);
        expect(result.problems).toEqual([]);
        expect(await everything(second)).toEqual(before);
        const indexed = trees.flatMap((tree) => Object.keys(tree).filter((path) => path.startsWith('photos/') && path.endsWith('.jpg')));
        expect({ restored: result.restored, unreadable: result.unreadable }).toEqual({
          restored: indexed.length - result.untracked,
          unreadable: 0,
        });

        const again = await recover(second, roots);
        expect(again).toMatchObject({ sessions: 0, restored: result.restored, missing: result.missing, problems: [] });
        expect(await everything(second)).toEqual(before);
        await second.engine.close();
        expect(storageTrees(roots)).toEqual(trees);
        rmSync(folder, { recursive: true });
      }),
      { numRuns: runs, ...(process.env['RECOVER_SEED'] ? { seed: Number(process.env['RECOVER_SEED']) } : {}) },
    );
  },
  20 * 60_000,
);
