/** Findings about paths as such: not catalogued, not readable, or with names that get in each other's way. */
import { baseName, collisionKey, dirName } from '../rel-path.ts';
import type { Matched } from './match-files.ts';
import { makeFinding } from './offers.ts';
import { isRead, type ReadFile, type Situation } from './situation.ts';
import type { CataloguedFile, Finding } from './types.ts';

/** Read photos without a record, that are not part of another finding. */
export function listUntracked(matched: Matched, situation: Situation, claimed: ReadonlySet<string>): readonly ReadFile[] {
  const questioned = new Set(matched.displaced.map(({ at }) => at.path));
  return situation.input.observed
    .filter(isRead)
    .filter(
      ({ role, path }) =>
        role === 'photo' &&
        matched.uses.get(path) === 'fresh' &&
        !claimed.has(path) &&
        !questioned.has(path) &&
        !situation.companions.has(path) &&
        !situation.isIgnored(path),
    );
}

export function judgeUntracked(untracked: readonly ReadFile[], matched: Matched, situation: Situation): Finding[] {
  if (untracked.length === 0) return [];
  const tombstones = new Set(situation.input.remembered.tombstones);
  const shots = new Map<string, CataloguedFile>();
  for (const file of [...situation.input.catalogued.filter(({ status }) => status === 'missing'), ...matched.gone]) {
    const shot = shotOf(file);
    if (shot) shots.set(shot, file);
  }
  const byHothash = new Map(situation.input.catalogued.map((file) => [file.hothash, file]));
  return untracked.map(({ path, identity, sizeBytes }) => {
    const { hothash, takenAt, camera, checksum } = identity;
    const isForgotten = tombstones.has(hothash);
    const similar = shots.get(shotOf(identity) ?? '');
    // Equal hothash with another scheme, format or size: never merged, only told.
    const sameHothash = byHothash.get(hothash);
    const apartFrom = situation.isApart(hothash, path) ? sameHothash : undefined;
    return makeFinding({
      key: `${path}:${hothash}`,
      kind: 'untracked',
      path,
      reason: isForgotten ? `${path} is a photo that you chose to forget; it can be restored.` : reasonOf(path, similar, apartFrom),
      lane: isForgotten ? 'ask' : 'info',
      facts: {
        hothash,
        checksum,
        file_size: sizeBytes,
        taken_at: takenAt,
        camera,
        forgotten: isForgotten,
        similar_to: similar ? { photo_id: similar.photoId, file_id: similar.fileId, path: similar.path } : null,
        same_hothash_as: sameHothash?.path ?? null,
        ...(apartFrom ? { apart_from: apartFrom.path } : {}),
      },
    });
  });
}

function reasonOf(path: string, similar: CataloguedFile | undefined, apartFrom: CataloguedFile | undefined): string {
  if (apartFrom) return `${path} shows what ${apartFrom.path} showed, and you said that it is not that photo.`;
  return `${path} is a photo that is in no session yet${similar ? `; it may be a new version of ${similar.path}` : ''}.`;
}

/** Capture time and camera together point at one shot; either alone points at nothing. */
function shotOf({ takenAt, camera }: { readonly takenAt: string | null; readonly camera: string | null }): string | null {
  return takenAt == null || camera == null ? null : `${takenAt}/${camera}`;
}

export function judgeUnread(situation: Situation): Finding[] {
  return [...unreadFolders(situation), ...unreadFiles(situation)];
}

/** So many that could not be looked at in one folder are told one by one; more are a matter of that folder. */
const mostOfFolder = 20;

/** Folders, and paths that nobody could even look at. The top itself is not told: then nothing was scanned. */
function unreadFolders({ input, isIgnored }: Situation): Finding[] {
  const paths = [...new Set(input.scope.unknownFolders)].filter((path) => path !== '' && !isIgnored(path));
  const told = [...Map.groupBy(paths, dirName)].flatMap(([parent, each]) =>
    each.length > mostOfFolder && parent !== '' && !paths.includes(parent) ? [parent] : each,
  );
  return told.map((path) =>
    makeFinding({
      key: `folder:${path}`,
      kind: 'unreadable',
      path,
      reason: `${path} could not be read; what is known of it stays as it was.`,
      lane: 'info',
    }),
  );
}

function unreadFiles(situation: Situation): Finding[] {
  return situation.input.observed.flatMap(({ role, reading, path, reason, sizeBytes, mtimeMs }) => {
    if (role === 'unsupported' || situation.isIgnored(path)) return [];
    // With size and time: a version that is skipped is asked about again when another stands there.
    const told = { key: `${path}:${sizeBytes}:${Math.round(mtimeMs)}`, path, lane: 'info' as const, facts: { file_size: sizeBytes } };
    if (reading === 'unreadable')
      return [makeFinding({ ...told, kind: 'unreadable', reason: `${path} could not be read${because(reason)}.` })];
    if (reading !== 'placeholder') return [];
    return [
      makeFinding({
        ...told,
        kind: 'placeholder',
        reason: `${path} is only a placeholder; its content is in the cloud${because(reason)}.`,
      }),
    ];
  });
}

const because = (reason: string | undefined): string => (reason ? `: ${reason.replace(/\.$/, '')}` : '');

/** Photos that are new and share their name with another content; files of old that do are a matter of cameras, not of this scan. */
export function judgeFilenames(untracked: readonly ReadFile[], situation: Situation): Finding[] {
  if (untracked.length === 0) return [];
  const news = new Set(untracked.map(({ path }) => baseName(path)));
  const named = situation.input.observed.filter(({ role, path }) => role === 'photo' && news.has(baseName(path)));
  const hothashes = new Map(situation.input.catalogued.map((file) => [file.path as string, file.hothash]));
  return [...Map.groupBy(named, ({ path }) => baseName(path))].flatMap(([name, files]) => {
    const contents = new Set(files.map((file) => file.identity?.hothash ?? hothashes.get(file.path) ?? file.path));
    const [first] = files;
    if (contents.size < 2 || !first) return [];
    return [
      makeFinding({
        key: name,
        kind: 'duplicate_filename',
        path: first.path,
        reason: `${files.length} files are called ${name} and hold different pictures.`,
        lane: 'info',
        facts: { name, count: files.length, paths: files.slice(0, 20).map(({ path }) => path) },
      }),
    ];
  });
}

export function judgeCollisions(situation: Situation): Finding[] {
  const first = new Map<string, string>();
  const colliding = new Map<string, string[]>();
  for (const { path } of situation.input.observed) {
    const key = collisionKey(path);
    const other = first.get(key);
    if (other === undefined) first.set(key, path);
    else colliding.set(key, [...(colliding.get(key) ?? [other]), path]);
  }
  return [...colliding.values()].flatMap((paths) => {
    const sorted = paths.toSorted();
    const [path] = sorted;
    if (path === undefined || sorted.some(situation.isIgnored)) return [];
    return [
      makeFinding({
        key: sorted.join('|'),
        kind: 'name_collision',
        path,
        reason: `${sorted.join(' and ')} differ only in case or accents; other systems take them for one file.`,
        lane: 'info',
        facts: { paths: sorted },
      }),
    ];
  });
}
