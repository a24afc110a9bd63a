/**
 * A batch that sets files aside, brings one back and moves another is killed before every single call that changes a
 * file of the storage, one after the other. After the next start each finding is either resolved or not, its files
 * stand where that says, and every byte there was is still there.
 */
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { json, runScript } from '../builders/cli.ts';
import { nextStart } from '../builders/engine.ts';
import { faultShim } from '../builders/fault-shim.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface Prepared {
  readonly work: string;
  readonly home: string;
  readonly root: string;
  readonly photos: string;
  readonly decisions: readonly string[];
}

/** A storage with two copies, a missing file whose bytes a second storage has, and a sidecar away from its photo. */
async function prepare(): Promise<Prepared> {
  const work = join(tempFolder(), 'work');
  const home = join(work, 'home');
  const files: Record<string, Uint8Array | string> = { 'a/0.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>' };
  for (let seed = 0; seed < 6; seed++) files[`a/${seed}.jpg`] = await jpeg({ seed });
  writeTree(join(work, 'Card'), files);
  const roots: string[] = [];
  for (const name of ['first', 'second']) {
    mkdirSync(join(work, name));
    const storage = await json<{ uuid: string; full_path: string }>(home, ['storage', 'create', join(work, name)]);
    await json(home, ['import', join(work, 'Card'), '--storage', storage.uuid]);
    roots.push(storage.full_path);
  }
  const photos = join(roots[0] ?? '', 'photos');
  for (const seed of [1, 2]) {
    const target = join(photos, `copies/${seed}.jpg`);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(photos, `Card/a/${seed}.jpg`), target, { preserveTimestamps: true });
  }
  rmSync(join(photos, 'Card/a/5.jpg'));
  mkdirSync(join(photos, 'notes'));
  renameSync(join(photos, 'Card/a/0.xmp'), join(photos, 'notes/0.xmp'));
  const scanned = await json<{ conflicts: { id: number; kind: string }[] }>(home, ['scan', roots[0] ?? ''], [0, 4]);
  const ids = (kind: string): string[] => scanned.conflicts.filter((each) => each.kind === kind).map(({ id }) => String(id));
  return { work, home, root: roots[0] ?? '', photos, decisions: [...ids('duplicate'), ...ids('missing'), ...ids('pair_broken')] };
}

/** One batch of different answers: the API takes them, the command line takes one kind at a time. */
const script = `
  import { openEngine } from ${JSON.stringify(new URL('../../src/core/services/engine.ts', import.meta.url).href)};
  const [home, ...ids] = process.argv.slice(2);
  const engine = await openEngine({ home });
  const as = ['set_aside', 'set_aside', 'restore_from_copy', 'reunite'];
  const plan = await engine.handlers['conflict.plan']({ decisions: ids.map((id, index) => ({ id: Number(id), as: as[index] })) });
  const { job_id } = await engine.handlers['conflict.apply']({ plan_id: plan.plan_id });
  await new Promise((resolve) => {
    const look = () => { if (engine.handlers['job.show']({ job_id }).finished_at !== null) resolve(); };
    engine.onEvent(look);
    look();
  });
  const { result, error } = engine.handlers['job.show']({ job_id });
  console.log(JSON.stringify({ result, error, refused: plan.refused }));
  await engine.close();
`;

const contents = (folder: string): string[] =>
  Object.entries(readTree(folder))
    .filter(([path]) => /\.(?:jpg|xmp)$/.test(path) && !path.includes('hotpreviews'))
    .map(([, print]) => print.split(' ')[0] ?? '')
    .toSorted();

test('killed before every call that changes a file: done or not done, nothing lost', { timeout: 900_000 }, async ({ skip }) => {
  const shim = faultShim();
  if (!shim) return skip('no fault shim here');
  const { work, home, root, photos, decisions } = await prepare();
  expect(decisions).toHaveLength(4);
  const template = `${work}-template`;
  cpSync(work, template, { recursive: true, preserveTimestamps: true });
  const entry = join(tempFolder(), 'apply.mjs');
  writeTree(dirname(entry), { 'apply.mjs': script });
  const apply = (at: number) => runScript(entry, [home, ...decisions], shim.env(root, 'kill', at));

  // Undisturbed, to know how many calls there are and what the end looks like.
  const whole = await apply(0);
  expect(JSON.parse(whole.stdout)).toMatchObject({
    result: { resolved: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)], returned: [] },
  });
  const calls = shim.takeLog();
  const end = { photos: Object.keys(readTree(photos)), bytes: contents(root) };
  expect(calls.length).toBeGreaterThan(30);

  const start = contents(join(template, root.slice(work.length + 1)));
  for (let at = 1; at <= calls.length; at++) {
    // What the lease of the storage is written with changes nothing of what was there: the call after it is tried.
    if (calls[at - 1]?.includes('.imalink/lock')) continue;
    rmSync(work, { recursive: true });
    cpSync(template, work, { recursive: true, preserveTimestamps: true });
    const killed = await apply(at);
    const where = `killed before call ${calls[at - 1] ?? at}`;
    expect(killed.code, where).toBe(null);
    // At once, and after the next start: everything there was is there.
    for (const bytes of new Set(start)) expect(contents(root), `${where}, before recovery`).toContain(bytes);
    const [scanned, { entries }] = await nextStart(home, async ({ call }) => [
      await call('scan.run', { storage: root }),
      await call('history.list', {}),
    ]);
    for (const bytes of new Set(start)) expect(contents(root), `${where}, after recovery`).toContain(bytes);
    const isDone = entries.some(({ title }) => title.startsWith('Decided'));
    if (isDone) expect([Object.keys(readTree(photos)), contents(root)], where).toEqual([end.photos, end.bytes]);
    else
      expect([Object.keys(readTree(photos)), contents(root)], where).toEqual([
        Object.keys(readTree(join(template, photos.slice(work.length + 1)))),
        start,
      ]);
    expect(scanned.changes_detected, `${where}: catalog and storage agree`).toBe(false);
    const left = Object.keys(readTree(join(root, '.imalink/staging')));
    expect(left, where).toEqual([]);
  }
});
