/**
 * What earlier scans have told and what still holds: files that are missing, copies that could be set aside. Told again
 * by every scan, so that the inbox never forgets a question, and marked as standing, so that none is counted twice.
 */
import { identityKey } from './identity.ts';
import { missing } from './judge-missing.ts';
import { duplicate } from './judge-moves.ts';
import type { Matched } from './match-files.ts';
import type { Situation } from './situation.ts';
import type { CataloguedFile, Finding } from './types.ts';

/** Files that were missing before and were not found by this scan either. */
export function judgeStillMissing(matched: Matched, { input, isIgnored }: Situation): Finding[] {
  const prefix = input.scope.subtree === '' ? '' : `${input.scope.subtree}/`;
  const before = input.catalogued.filter((file) => file.status === 'missing' && file.path.startsWith(prefix));
  if (before.length === 0) return [];
  const found = new Set([...matched.stays, ...matched.moves].map(({ file }) => file.fileId));
  const asked = new Set(matched.questions.flatMap(({ olds }) => olds.map((file) => file.fileId)));
  const lost = new Set([...matched.gone, ...matched.displaced.map(({ file }) => file)].map(({ fileId }) => fileId));
  const holders = input.catalogued.filter((file) => file.status !== 'missing' && !lost.has(file.fileId));
  const standing = new Set([...holders, ...matched.moves.map(({ file }) => file)].map(identityKey));
  return (
    before
      .filter((file) => !found.has(file.fileId) && !asked.has(file.fileId) && !isIgnored(file.path))
      // Of a photo that stands elsewhere only a copy is gone: that was told once and needs nothing.
      .filter((file) => !standing.has(identityKey(file)) && !matched.contentAt.has(identityKey(file)))
      .map((file) => missing(file, { elsewhere: undefined, isStanding: true }))
  );
}

/** Files of one photo that are equal byte for byte and were known before: all but the first may be set aside. */
export function judgeStandingCopies(matched: Matched, situation: Situation): Finding[] {
  const { input, isIgnored, isKept } = situation;
  const present = input.catalogued.filter((file) => file.status === 'present');
  const perPhoto = new Map<number, number>();
  for (const { photoId } of present) perPhoto.set(photoId, (perPhoto.get(photoId) ?? 0) + 1);
  if (perPhoto.size === present.length) return [];
  const isSingle = ({ photoId }: CataloguedFile): boolean => (perPhoto.get(photoId) ?? 0) < 2;
  const holders = [
    ...matched.stays.map(({ file, at }) => ({ file, path: at.path, checksum: at.identity?.checksum ?? file.checksum })),
    ...matched.moves.map(({ file, to }) => ({ file, path: to.path, checksum: to.identity.checksum })),
    // A scan of a folder says nothing about the rest, and a twin may stand there: it counts as the catalog has it.
    ...present
      .filter(({ path }) => !isInside(path, input.scope.subtree))
      .map((file) => ({ file, path: file.path, checksum: file.checksum })),
  ].filter(({ file }) => file.status === 'present' && !isSingle(file));
  const twins = Map.groupBy(
    holders.toSorted((a, b) => a.file.fileId - b.file.fileId),
    ({ file, checksum }) => `${file.photoId}:${checksum}`,
  );
  return [...twins.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : others
          .filter(({ file, path }) => isInside(path, input.scope.subtree) && !isIgnored(path) && !isKept(file.hothash, path))
          .map(({ file, path }) =>
            duplicate({
              of: { ...first.file, path: first.path },
              aside: { path, sizeBytes: file.sizeBytes },
              isIdentical: true,
              isKept: false,
              lane: 'suggest',
              isStanding: true,
            }),
          ),
  );
}

const isInside = (path: string, subtree: string): boolean => subtree === '' || path === subtree || path.startsWith(`${subtree}/`);
