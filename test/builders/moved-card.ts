/**
 * A card that is moved into a storage by a process of its own, which faults end or hinder, and what must be true of it
 * at any moment: looked at with plain file functions, never with the code under test.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { ImportResult } from '#contract/import.ts';
import { runScript, type CliResult } from './cli.ts';
import { nextStart } from './engine.ts';
import { tempFolder } from './temp-folder.ts';
import { jpeg, readTree, sha256, writeTree } from './tree.ts';

const sourceRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Where its parts lie: all on one disk, or the storage on one of its own. */
export interface Places {
  readonly home: string;
  readonly card: string;
  readonly base: string;
  readonly data: string;
}

export interface MovedCard {
  readonly places: Places;
  readonly root: string;
  readonly photos: string;
  /** Puts everything back as it was before the move. */
  reset(): void;
  /** Runs the move, or goes on with it, in a process of its own. @param code folder with the `src` to run */
  move(env: Readonly<Record<string, string>>, code?: string): Promise<CliResult>;
  /** The next start: goes on until the session is complete. */
  recover(code?: string): Promise<ImportResult | null>;
  /** What is wrong at this moment; nothing when all is well. */
  faults(isOver: boolean): string[];
  /** What became of somebody else's file at `Card/b.jpg`, and of a file of the card that was worked on meanwhile. */
  foreign(isPlanted: boolean, edited: readonly ['photos' | 'card', string] | undefined): string[];
}

/** One photo with a sidecar, one alone, a twin, one that the storage has already: six files. */
export async function movedCard(places: Places): Promise<MovedCard> {
  const template = join(tempFolder(), 'template');
  const known = await jpeg({ seed: 7 });
  const files = {
    'a.jpg': await jpeg({ seed: 1 }),
    'a.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'b.jpg': await jpeg({ seed: 2 }),
    'sub/known.jpg': known,
    'sub/twin of b.jpg': await jpeg({ seed: 2 }),
    'sub/c.jpg': await jpeg({ seed: 3 }),
  };
  const originals = new Map(Object.entries(files).map(([path, content]) => [path, sha256(Buffer.from(content))]));
  for (const folder of Object.values(places)) mkdirSync(folder, { recursive: true });
  const first = join(tempFolder(), 'First');
  writeTree(first, { 'known.jpg': known });
  const { root, uuid } = await nextStart(places.home, async ({ call, ended }) => {
    const storage = await call('storage.create', { base_path: places.base });
    await ended(await call('import.start', { sources: [first], storage: storage.uuid }));
    return { root: storage.full_path, uuid: storage.uuid };
  });
  writeTree(places.card, files);
  for (const folder of Object.values(places))
    cpSync(folder, join(template, basename(folder)), { recursive: true, preserveTimestamps: true });
  const photos = join(root, 'photos');
  const entry = join(tempFolder(), 'move.mjs');
  const script = (code: string): string => {
    writeFileSync(entry, scriptOf(code));
    return entry;
  };
  return {
    places,
    root,
    photos,
    reset: () => {
      for (const folder of Object.values(places)) {
        rmSync(folder, { recursive: true, force: true });
        cpSync(join(template, basename(folder)), folder, { recursive: true, preserveTimestamps: true });
      }
    },
    move: (env, code = sourceRoot) => runScript(script(code), [places.home, places.card, uuid], { ...env, XDG_DATA_HOME: places.data }),
    recover: async (code = sourceRoot) => {
      const ended = await runScript(script(code), [places.home, places.card, uuid], { XDG_DATA_HOME: places.data });
      if (ended.code !== 0) throw new Error(`the next start failed: ${ended.stdout}${ended.stderr}`);
      const outcome = JSON.parse(ended.stdout) as ImportResult | null;
      if (outcome !== null && !('counts' in outcome)) throw new Error(`the next start did not end it: ${ended.stdout}`);
      return outcome;
    },
    foreign: (isPlanted, edited) => [
      ...(isPlanted && !printsOf(photos).has(sha256(Buffer.from("somebody else's"))) ? ["somebody else's file is gone"] : []),
      ...(edited?.[0] === 'card' && !existsSync(join(places.card, edited[1])) ? [`${edited[1]} was worked on and is gone`] : []),
    ],
    faults: (isOver) => [
      ...lostBytes(originals, places, photos),
      ...wrongTrash(originals, places),
      ...unindexed(originals, places, root),
      ...(isOver ? [...wrongRows(originals, places, photos), ...tornUnit(places)] : []),
    ],
  };
}

const scriptOf = (code: string): string => `
  import { openEngine } from ${JSON.stringify(join(code, 'src/core/services/engine.ts'))};
  const [home, card, storage] = process.argv.slice(2);
  const engine = await openEngine({ home });
  const { sessions } = await engine.handlers['session.list']({});
  const mine = sessions.find(({ id }) => id > 1);
  const request = { sources: [card], storage, mode: 'move', layout: 'keep', duplicates: 'skip', verify: true, companions: true };
  const { job_id } = !mine
    ? await engine.handlers['import.start'](request)
    : mine.status === 'incomplete' ? await engine.handlers['session.resume']({ session_id: mine.id }) : { job_id: null };
  const ended = () => job_id === null || engine.handlers['job.show']({ job_id }).finished_at !== null;
  await new Promise((resolve) => {
    const look = () => { if (ended()) resolve(); };
    engine.onEvent(look);
    look();
  });
  const job = job_id === null ? { result: null } : engine.handlers['job.show']({ job_id });
  await engine.close();
  console.log(JSON.stringify(job.result ?? job.error ?? null));
`;

const printsOf = (folder: string): Set<string> =>
  new Set(existsSync(folder) ? Object.values(readTree(folder)).map((print) => print.split(' ')[0] ?? '') : []);

/** Promise of a move: every byte of a person is in the source or in the storage, at any moment. The trash does not count. */
function lostBytes(originals: ReadonlyMap<string, string>, { card }: Places, photos: string): string[] {
  const there = new Set([...printsOf(card), ...printsOf(photos)]);
  return [...originals].flatMap(([path, hash]) => (there.has(hash) ? [] : [`${path} is neither in the source nor in the storage`]));
}

/** What left the card stands in the trash, with a note that says where it was. */
function wrongTrash(originals: ReadonlyMap<string, string>, { card, data }: Places): string[] {
  const trash = join(data, 'Trash');
  const there = printsOf(join(trash, 'files'));
  const notes = existsSync(join(trash, 'info')) ? readdirSync(join(trash, 'info')) : [];
  const said = notes.map((name) => /^Path=(.*)$/m.exec(readFileSync(join(trash, 'info', name), 'utf8'))?.[1] ?? '');
  return gone(originals, card).flatMap(([path, hash]) => [
    ...(there.has(hash) ? [] : [`${path} left the card and is not in the trash`]),
    ...(said.includes(join(card, path).split('/').map(encodeURIComponent).join('/')) ? [] : [`the trash does not say where ${path} was`]),
  ]);
}

const gone = (originals: ReadonlyMap<string, string>, card: string): [string, string][] =>
  [...originals].filter(([path]) => !existsSync(join(card, path)));

/** A catalog that is lost now must not take with it what the card no longer has. */
function unindexed(originals: ReadonlyMap<string, string>, { card }: Places, root: string): string[] {
  const imports = join(root, 'imports');
  const text = readdirSync(imports).map((name) => readFileSync(join(imports, name), 'utf8'));
  return gone(originals, card).flatMap(([path, hash]) =>
    text.some((each) => each.includes(hash)) ? [] : [`${path} left the card and no index knows it`],
  );
}

/** Everything the journal calls stored stands at its place with its bytes; what left the card is called stored. */
function wrongRows(originals: ReadonlyMap<string, string>, { home, card }: Places, photos: string): string[] {
  const database = new Database(join(home, 'catalog.sqlite'), { readonly: true });
  const rows = database.prepare('select * from import_item where session_id > 1').all() as {
    relative_path: string;
    state: string;
    checksum: string | null;
    target_path: string | null;
    matches: string | null;
    source_state: string | null;
  }[];
  const files = (database.prepare('select path from image_file union select path from companion').all() as { path: string }[]).map(
    ({ path }) => path,
  );
  database.close();
  const stored = rows.filter(({ state }) => state === 'done' || state === 'duplicate');
  const isThere = (path: string | null, hash: string | null): boolean =>
    path !== null && existsSync(join(photos, path)) && sha256(readFileSync(join(photos, path))) === hash;
  return [
    ...stored.flatMap(({ relative_path: path, target_path, matches, checksum }) => {
      const at = target_path ?? matches;
      return isThere(at, checksum) && files.includes(at ?? '') ? [] : [`${path} is called stored at ${at}, and is not`];
    }),
    ...gone(originals, card).flatMap(([path]) => {
      const row = stored.find((each) => each.relative_path === path);
      return row?.source_state === 'removed' ? [] : [`${path} left the card and the journal does not say that it was moved`];
    }),
    ...originalNames(
      rows.map((row) => row.relative_path),
      originals,
    ),
  ];
}

/** A photo and its sidecar are on the same side. */
const tornUnit = ({ card }: Places): string[] =>
  existsSync(join(card, 'a.jpg')) === existsSync(join(card, 'a.xmp')) ? [] : ['a.jpg and a.xmp are on different sides'];

const originalNames = (listed: readonly string[], originals: ReadonlyMap<string, string>): string[] =>
  [...originals.keys()].flatMap((path) => (listed.includes(path) ? [] : [`${path} is not in the journal`]));

/** Everything on one disk. */
export const placesIn = (folder: string): Places => ({
  home: join(folder, 'home'),
  card: join(folder, 'Card'),
  base: join(folder, 'base'),
  data: join(folder, 'data'),
});

/** The storage on a disk of its own, as an external drive is. */
export const placesApart = (disk: string, folder: string): Places => ({ ...placesIn(folder), base: join(disk, 'base') });

/** For messages: what of a log line says where a fault struck. */
export const shortCall = (line: string | undefined, places: Places): string => (line ?? '').replaceAll(dirname(places.card), '');
