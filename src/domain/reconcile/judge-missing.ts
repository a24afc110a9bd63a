/** What is not there any more, and the brake that holds a conclusion which is too large to be true. */
import { baseName, dirName } from '../rel-path.ts';
import { identityKey } from './identity.ts';
import type { Matched } from './match-files.ts';
import { makeFinding } from './offers.ts';
import type { Situation } from './situation.ts';
import { tinyDigest } from './tiny-digest.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { CataloguedFile, Finding } from './types.ts';

/** More newly missing files than this are never a matter of course. */
const mostFiles = 50;
/** Nor is a larger share of what the scan should have found. One file alone is never a mass. */
const mostShare = 0.2;
const leastMass = 2;

export function judgeMissing(matched: Matched, gone: readonly CataloguedFile[], situation: Situation): Finding[] {
  if (gone.length === 0 || situation.input.scope.hadErrors) return [];
  const mayBeThere = unidentified(matched, situation);
  const absent = gone.filter((file) => !mayBeThere(file));
  const lost = absent.filter((file) => !matched.contentAt.has(identityKey(file)));
  const copies = absent.filter((file) => matched.contentAt.has(identityKey(file)));
  const tell = (file: CataloguedFile): Finding =>
    missing(file, {
      elsewhere: matched.contentAt.get(identityKey(file)),
      facts: { companions_left: file.companions.filter(({ path }) => situation.seen.has(path)).map(({ path }) => path) },
    });
  const marked = copies.map(tell);
  if (isMass(lost, matched, situation)) return [...marked, massMissing(lost, situation)];
  return [...marked, ...lost.map(tell)];
}

/** A new path that could not be read may hold what is sought: same size or same name is enough not to call it missing. */
function unidentified(matched: Matched, { input, companions }: Situation): (file: CataloguedFile) => boolean {
  const known = new Set<string>(input.catalogued.filter((file) => file.status !== 'missing').map((file) => file.path));
  const unread = input.observed.filter(
    (file) =>
      file.role === 'photo' && file.identity == null && !known.has(file.path) && !companions.has(file.path) && !matched.uses.has(file.path),
  );
  const names = new Set(unread.map((file) => baseName(file.path)));
  const sizes = new Set(unread.map((file) => file.sizeBytes));
  return (file) => names.has(baseName(file.path)) || sizes.has(file.sizeBytes);
}

function isMass(lost: readonly CataloguedFile[], matched: Matched, situation: Situation): boolean {
  const { catalogued, observed, scope } = situation.input;
  if (lost.length > mostFiles) return true;
  // A whole storage without a single file is an empty mount point, however small the storage was.
  if (lost.length > 0 && scope.subtree === '' && observed.length === 0) return true;
  if (lost.length < leastMass) return false;
  const prefix = scope.subtree === '' ? '' : `${scope.subtree}/`;
  const counted = catalogued.filter((file) => file.status !== 'missing' && file.path.startsWith(prefix));
  // By photos, not files: a copy recorded by the very same plan must not loosen the brake for the next one.
  return photosOf(lost) > mostShare * photosOf(counted) || hasVanishedFolder(lost, counted, matched, situation);
}

const photosOf = (files: readonly CataloguedFile[]): number => new Set(files.map((file) => file.photoId)).size;

/** A top folder of which not one known file was found, and at least two are newly missing. */
function hasVanishedFolder(
  lost: readonly CataloguedFile[],
  counted: readonly CataloguedFile[],
  matched: Matched,
  situation: Situation,
): boolean {
  const lostPaths = new Map<string, number>();
  for (const { path } of lost) lostPaths.set(topFolder(path), (lostPaths.get(topFolder(path)) ?? 0) + 1);
  const standing = new Set(counted.filter((file) => situation.seen.has(file.path)).map((file) => topFolder(file.path)));
  // What this very plan finds in the folder is known there at the next scan, which must not conclude otherwise.
  for (const { to } of matched.moves) standing.add(topFolder(to.path));
  for (const { at } of matched.copies) if (!situation.isIgnored(at.path)) standing.add(topFolder(at.path));
  return [...lostPaths].some(([folder, files]) => folder !== '' && files >= leastMass && !standing.has(folder));
}

const topFolder = (path: string): string => path.slice(0, Math.max(0, path.indexOf('/')));

function mark({ fileId, status: from }: CataloguedFile): CatalogChange {
  return { change: 'set_status', fileId, from, to: 'missing' };
}

/** A copy that is gone is noted; a photo that is gone waits for a person, who may know where it went. */
export function missing(
  file: CataloguedFile,
  why: {
    readonly elsewhere: string | undefined;
    readonly reason?: string;
    readonly facts?: Finding['facts'];
    readonly isStanding?: boolean;
  },
): Finding {
  const { elsewhere } = why;
  const changes = why.isStanding ? [] : [mark(file)];
  return makeFinding({
    key: `${file.fileId}:${file.path}`,
    kind: 'missing',
    path: file.path,
    reason:
      why.reason ??
      (elsewhere
        ? `${file.path} is gone; the same picture still stands at ${elsewhere}.`
        : `${file.path} is gone, and its picture was found nowhere else in this storage.`),
    ...(elsewhere ? { lane: 'auto', changes, default: 'mark_missing' } : { lane: 'ask', atOnce: changes }),
    ...(why.isStanding ? { isStanding: true } : {}),
    facts: {
      photo_id: file.photoId,
      file_id: file.fileId,
      hothash: file.hothash,
      folder: dirName(file.path),
      file_size: file.sizeBytes,
      content_at: elsewhere ?? null,
      ...why.facts,
    },
  });
}

/** Files whose path now holds another known file: seen with our own eyes, so no brake and no doubt applies. */
export function judgeOverwritten(files: readonly CataloguedFile[], matched: Matched): Finding[] {
  return files.map((file) => {
    const elsewhere = matched.contentAt.get(identityKey(file));
    const fate = elsewhere
      ? `the picture it held still stands at ${elsewhere}`
      : 'the picture it held was found nowhere else in this storage';
    return missing(file, { elsewhere, reason: `${file.path} now holds another known file; ${fate}.`, facts: { overwritten: true } });
  });
}

function massMissing(lost: readonly CataloguedFile[], { input }: Situation): Finding {
  const folder = commonFolder(lost.map((file) => file.path));
  const isConfirmed = input.massMissingConfirmed;
  return makeFinding({
    key: `${folder}:${tinyDigest(lost.map((file) => file.fileId).toSorted((a, b) => a - b))}`,
    kind: 'mass_missing',
    path: folder,
    reason: isConfirmed
      ? `${lost.length} files are gone at once, and you confirmed that they are.`
      : `${lost.length} files ${folder === '' ? '' : `below ${folder} `}would be missing at once: a drive or folder that is away is likelier, so nothing was marked.`,
    lane: isConfirmed ? 'auto' : 'ask',
    ...(isConfirmed ? { default: 'confirm' } : {}),
    changes: isConfirmed ? lost.map(mark) : [],
    facts: { count: lost.length, file_ids: lost.map((file) => file.fileId), examples: lost.slice(0, 20).map((file) => file.path) },
  });
}

function commonFolder(paths: readonly string[]): string {
  let folder = dirName(paths[0] ?? '');
  for (const path of paths) while (folder !== '' && !path.startsWith(`${folder}/`)) folder = dirName(folder);
  return folder;
}
