/**
 * SIGKILL at 25 moments of an import, each resumed: storage and catalog equal an undisturbed import, and no
 * half-written file ever has a real name. The moments are spread over the length of the undisturbed run.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { startCli } from '../builders/cli.ts';
import { nextStart } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const moments = 25;
const source: Record<string, Uint8Array | string> = {};

beforeAll(async () => {
  for (let seed = 0; seed < 40; seed++) {
    source[`day ${seed % 3}/IMG_${seed}.jpg`] = await jpeg({
      seed,
      takenAt: `2024:07:${10 + (seed % 15)} 10:00:00`,
      widthPx: 640,
      heightPx: 480,
    });
    if (seed % 4 === 0) source[`day ${seed % 3}/IMG_${seed}.xmp`] = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/><!-- ${seed} -->`;
  }
  source['again/IMG_1.jpg'] = source['day 1/IMG_1.jpg'] as Uint8Array;
  source['again/IMG_2.jpg'] = await jpeg({ seed: 900 });
});

interface Outcome {
  readonly photos: Record<string, string>;
  readonly dump: unknown;
}

/** Imports once, killed after `killAfterMs` when given, and resumed until complete. */
async function importOnce(killAfterMs: number | null): Promise<Outcome & { readonly durationMs: number; readonly wasKilled: boolean }> {
  const folder = tempFolder();
  const home = join(folder, 'home');
  writeTree(join(folder, 'Card'), source);
  mkdirSync(join(folder, 'base'));
  const storage = await nextStart(home, ({ call }) => call('storage.create', { base_path: join(folder, 'base') }));
  const photosFolder = join(storage.full_path, 'photos');
  const whole = new Set(Object.values(readTree(join(folder, 'Card'))).map((text) => text.split(' ')[0]));
  const startedMs = performance.now();
  const { child, ended } = startCli(home, [
    'import',
    join(folder, 'Card'),
    '--storage',
    storage.uuid,
    '--layout',
    'date',
    '--tag',
    'Iceland',
    '--json',
  ]);
  if (killAfterMs !== null) {
    await Promise.race([ended, delay(killAfterMs)]);
    child.kill('SIGKILL');
  }
  const wasKilled = (await ended).code === null;
  const durationMs = performance.now() - startedMs;
  // Whatever has a real name is whole, at this very moment.
  for (const [path, text] of Object.entries(readTree(photosFolder)))
    expect(whole.has(text.split(' ')[0] as string), `${path} is not whole after a kill at ${killAfterMs} ms`).toBe(true);
  const { result, dump } = await nextStart(home, async (app) => {
    const { sessions } = await app.call('session.list', {});
    if (sessions.length === 0)
      await app.ended(
        await app.call('import.start', { sources: [join(folder, 'Card')], storage: storage.uuid, layout: 'date', tags: ['Iceland'] }),
      );
    else if (sessions[0]?.status === 'incomplete') await app.ended(await app.call('session.resume', { session_id: sessions[0].id }));
    // A start that may write brings the indexes up to the catalog, if the kill came between them, and sweeps.
    const doctor = await app.call('system.doctor', { fix: true });
    expect(doctor.checks.filter((check) => check.status !== 'ok')).toEqual([]);
    expect(readdirSync(join(storage.full_path, '.imalink/staging'))).toEqual([]);
    return {
      result: await app.call('session.show', { session_id: 1 }),
      dump: (await app.call('dump', { normalised: true })) as { photos: { files: { storage: string; session: string }[] }[] },
    };
  });
  for (const photo of dump.photos) for (const file of photo.files) Object.assign(file, { storage: 'S', session: 's' });
  return {
    photos: readTree(photosFolder),
    dump: { photos: dump.photos, problems: result.problems },
    durationMs,
    wasKilled,
  };
}

test(`an import killed at ${moments} moments and resumed equals one that was left alone`, { timeout: 600_000 }, async () => {
  const undisturbed = await importOnce(null);
  expect(Object.keys(undisturbed.photos)).toHaveLength(40 + 10 + 1);
  const { photos: brought } = undisturbed.dump as { readonly photos: readonly { readonly tags: string[] }[] };
  expect(brought.map(({ tags }) => tags)).toEqual(Array.from({ length: 41 }, () => ['Iceland']));
  let kills = 0;
  let lengthMs = undisturbed.durationMs;
  for (let attempt = 0; kills < moments && attempt < moments * 3; attempt++) {
    // The first fifth is Node starting; a little randomness finds what a fixed grid would step over.
    const at = lengthMs * (0.2 + (0.8 * (kills + Math.random())) / moments);
    const { photos, dump, wasKilled, durationMs } = await importOnce(at);
    if (wasKilled) kills += 1;
    // A machine that got faster ends before the blow: aim earlier.
    else lengthMs = Math.min(lengthMs, durationMs);
    expect(photos, `files after a kill at ${at} ms`).toEqual(undisturbed.photos);
    expect(dump, `catalog after a kill at ${at} ms`).toEqual(undisturbed.dump);
  }
  expect(kills).toBe(moments);
});
