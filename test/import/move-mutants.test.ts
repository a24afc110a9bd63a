/**
 * Mistakes that somebody could make in the recipe of a move, each found by what the tests of the move look at. The
 * recipe itself passes every one of these trials first. `MOVE_MUTANTS=all` tries them all, otherwise one of each trial.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultShim, type FaultMode, type FaultShim } from '../builders/fault-shim.ts';
import { canCutPower, loopMount, type LoopMount } from '../builders/loop-mount.ts';
import { movedCard, placesApart, placesIn, type MovedCard } from '../builders/moved-card.ts';
import { mutant, type Change } from '../builders/mutant.ts';
import { tempFolder } from '../builders/temp-folder.ts';

interface Mistake {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly trial: Trial;
  /** Tried without being asked for. */
  readonly always?: true;
}

/** What is done to a move, at calls whose log line fits; `cut`: with the storage on a disk of its own. */
interface Trial {
  readonly mode: FaultMode | 'cut';
  /** Part of a path: only its calls are counted, so that their numbers are the same in every run. */
  readonly match?: string;
  readonly calls: RegExp;
  /** What rots then, below the storage's photos folder or the card. */
  readonly rots?: readonly ['photos' | 'card', string];
}

const killNearTrash: Trial = { mode: 'kill', calls: /^\d+ (?:rename|fsync) \S*Trash\/files/ };
const killNearNames: Trial = { mode: 'kill', calls: /^\d+ (?:link|fsync) \S*photos\/Card/ };
const cutAfterNames: Trial = { mode: 'cut', calls: /^\d+ (?:unlink \S*\.part|\S+ \S*imports|create \S*lock|fsync \S*photos\/Card)/ };
const rotStored: Trial = { mode: 'rot', calls: /^\d+ fsync \S*photos\/Card/, rots: ['photos', 'Card/a.jpg'] };
const editSource: Trial = { mode: 'rot', calls: /^\d+ fsync \S*photos\/Card/, rots: ['card', 'b.jpg'] };
const editSidecar: Trial = { ...editSource, rots: ['card', 'a.xmp'] };
const badCopy: Trial = { mode: 'corrupt', calls: /^\d+ write \S*staging\/\S*\.part/ };
const somebodyElse: Trial = { mode: 'plant', match: 'photos/Card/b.jpg', calls: /^1 (?:link|rename)/ };

const place = 'core/services/import/place-groups.ts';
const moving = 'core/services/import/move-sources.ts';
const check = 'core/services/import/source-check.ts';
const syncFolders = '  for (const folder of folders) await syncFolder(folder);\n';
const record = '  await catalog.write(queries);\n';

const mistakes: readonly Mistake[] = [
  {
    name: 'the bytes of a copy are not synced',
    changes: [{ file: 'core/media/read-once.ts', from: '        fsyncSync(openFd());\n', to: '' }],
    trial: cutAfterNames,
    always: true,
  },
  { name: 'the names of copies are not synced', changes: [{ file: place, from: syncFolders, to: '' }], trial: cutAfterNames },
  {
    name: 'copies are recorded before their names are synced',
    changes: [
      { file: place, from: syncFolders, to: '' },
      { file: place, from: record, to: record + syncFolders },
    ],
    trial: cutAfterNames,
  },
  {
    name: 'copies are not read back',
    changes: [{ file: 'core/media/read-once.ts', from: 'if (verify) verifyCopy(', to: 'if (verify && !path) verifyCopy(' }],
    trial: badCopy,
    always: true,
  },
  {
    name: 'names are given by rename, over whatever has them',
    changes: [
      {
        file: 'core/storage/place-file.ts',
        from: '    await link(staging, target);\n',
        to: '    await rename(staging, target);\n',
      },
    ],
    trial: somebodyElse,
    always: true,
  },
  {
    name: 'sources go before their copies are on record',
    changes: [
      {
        file: place,
        from: record,
        to: `  for (const { placements } of placed) for (const { named } of placements) await run.context.trash.put(named.file.item.source_path);\n${record}`,
      },
    ],
    trial: killNearTrash,
    always: true,
  },
  {
    name: 'sources go before the index is on disk',
    changes: [
      {
        file: 'core/services/import/run-import.ts',
        from: '  await run.context.indexes.writeSession(run.session.id);\n  await moveSources',
        to: '  await moveSources',
      },
      { file: moving, from: '  await requireIndexed(run);\n', to: '' },
    ],
    trial: killNearTrash,
  },
  {
    name: 'stored copies are not read again before their sources go',
    changes: [{ file: check, from: '(await fileChecksum(file.storedPath)) !== file.checksum || stored === null', to: 'stored === null' }],
    trial: rotStored,
    always: true,
  },
  {
    name: 'sources are not looked at again before they go',
    changes: [{ file: check, from: '!isAsListed || (await handleChecksum(source)) !== checksum', to: 'isAsListed === null' }],
    trial: editSource,
  },
  {
    name: 'sources are removed for good',
    changes: [
      {
        file: moving,
        from: 'run.context.trash.put(item.source_path)',
        to: "(await import('node:fs/promises')).unlink(item.source_path).then(() => null)",
      },
    ],
    trial: killNearNames,
  },
  {
    name: 'the journal does not say beforehand what is about to go',
    changes: [{ file: moving, from: "    await mark(run, items, 'removing');\n", to: '' }],
    trial: killNearTrash,
  },
  {
    name: 'a photo goes although its companion stays',
    changes: [{ file: moving, from: 'else if (blocked) await keep', to: 'else if (blocked && !blocked) await keep' }],
    trial: editSidecar,
  },
];

const isAll = process.env['MOVE_MUTANTS'] === 'all';
/** Points of one trial that are tried before a mistake counts as not found. */
const mostPoints = 24;

interface Bench {
  readonly card: MovedCard;
  readonly disk: LoopMount | null;
  readonly shim: FaultShim;
  readonly match: string;
}

/** @returns null where what a trial needs cannot be had */
async function benchFor(trial: Trial): Promise<Bench | null> {
  const shim = faultShim();
  if (!shim) return null;
  const folder = tempFolder();
  if (trial.mode !== 'cut') return { card: await movedCard(placesIn(folder)), disk: null, shim, match: trial.match ?? folder };
  const disk = canCutPower() ? loopMount('ext4') : null;
  return disk && { card: await movedCard(placesApart(disk.path, folder)), disk, shim, match: disk.path };
}

/** Numbers of the calls of a trial: those of an undisturbed move of this code. */
async function pointsOf({ card, shim, match }: Bench, trial: Trial, code: string | undefined): Promise<number[]> {
  card.reset();
  await card.move(shim.env(match, 'kill', 0), code);
  const fitting = shim.takeLog().filter((line) => trial.calls.test(line));
  const stride = Math.max(1, fitting.length / mostPoints);
  return Array.from({ length: Math.min(fitting.length, mostPoints) }, (_, index) =>
    Number.parseInt(fitting[Math.floor(index * stride)] ?? '', 10),
  );
}

/** What is wrong after one trial at one point, and after the next start. */
async function tryOut({ card, disk, shim, match }: Bench, trial: Trial, at: number, code: string | undefined): Promise<string[]> {
  card.reset();
  if (disk) execFileSync('sync', ['-f', disk.path]);
  const rots = trial.rots && join(trial.rots[0] === 'card' ? card.places.card : card.photos, trial.rots[1]);
  await card.move(shim.env(match, trial.mode === 'cut' ? 'kill' : trial.mode, at, rots), code);
  shim.takeLog();
  disk?.cutPower();
  const before = card.faults(false);
  await card.recover(code);
  return [...new Set([...before, ...card.faults(trial.rots?.[0] !== 'photos'), ...card.foreign(trial.mode === 'plant', trial.rots)])];
}

const trials = new Map(
  [killNearTrash, killNearNames, cutAfterNames, rotStored, editSource, editSidecar, badCopy, somebodyElse].map((trial) => [
    trial,
    `${trial.mode} ${trial.rots?.join(' ') ?? trial.calls.source}`,
  ]),
);

for (const [trial, name] of isAll ? trials : [])
  test(`the recipe passes: ${name}`, { timeout: 600_000 }, async ({ skip }) => {
    const bench = await benchFor(trial);
    if (!bench) return skip('needs a C compiler, and for cuts root and loop devices');
    const points = await pointsOf(bench, trial, undefined);
    expect(points.length).toBeGreaterThan(0);
    for (const at of points) expect(await tryOut(bench, trial, at, undefined), `${name} at call ${at}`).toEqual([]);
  });

for (const { name, changes, trial, always } of mistakes)
  if (isAll || always)
    test(`found: ${name}`, { timeout: 600_000 }, async ({ skip }) => {
      const bench = await benchFor(trial);
      if (!bench) return skip('needs a C compiler, and for cuts root and loop devices');
      const code = mutant(changes);
      const points = await pointsOf(bench, trial, code);
      let found: string[] = [];
      for (const at of points)
        if (found.length === 0) found = await tryOut(bench, trial, at, code).catch((error: unknown) => [String(error)]);
      console.log(`${name}: ${found[0] ?? 'not found'}`);
      expect(found).not.toEqual([]);
    });
