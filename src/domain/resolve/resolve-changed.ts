/** Paths that hold something else than before: a new version, another photo, or damage. */
import { refreshedFacts } from './refreshed-facts.ts';
import type { CataloguedFile } from '../reconcile/types.ts';
import type { CatalogChange } from '../reconcile/catalog-change.ts';
import type { RelPath } from '../rel-path.ts';
import { answer, bytesOf, changed, ownRecord, refuse, setStatus, sourceOf, stillHold, updateFile } from './answer.ts';
import type { Choice, Evidence, FreshFile, OpenFinding, Outcome } from './types.ts';

/** Kinds `edited`, `replaced` and `corrupt`. */
export function resolveChanged(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  const file = ownRecord(finding, evidence)?.file;
  if (!file) return changed(finding.path);
  switch (choice.as) {
    case 'retry':
      return answer('Its folder is read again, every byte of it.', { rescan: file.path, isFullScan: true });
    case 'restore_from_copy':
      return restore(file, evidence);
    case 'new_version':
    case 'accept':
      return withFresh(file, evidence, (fresh) => newVersion(file, fresh, evidence));
    case 'separate_photo':
      // Where a known photo was put over this one, the planner has said what follows.
      if (finding.changes.length > 0 && stillHold(finding.changes, evidence))
        return answer('It is a copy of a known photo; the photo that was here is missing.', { changes: finding.changes });
      return withFresh(file, evidence, (fresh) => separatePhoto(file, fresh, evidence));
    default:
      return answer('It stays as it is, and flagged.');
  }
}

function withFresh(file: CataloguedFile, evidence: Evidence, then: (fresh: FreshFile) => Outcome): Outcome {
  const fresh = evidence.fresh.get(file.path);
  return fresh ? then(fresh) : refuse(`${file.path} cannot be read now.`);
}

/**
 * What people said follows to the new content; the former identity is kept among the previous ones.
 * @param at where the content stands, for a file that was moved as well
 */
export function newVersion(file: CataloguedFile, fresh: FreshFile, evidence: Evidence, at: RelPath = file.path): Outcome {
  const photo = evidence.photos.get(file.photoId);
  if (!photo) return changed(file.path);
  const place: CatalogChange =
    at === file.path ? updateFile(file, fresh) : { change: 'move_file', fileId: file.fileId, from: file.path, to: at, ...bytesOf(fresh) };
  const heal = [place, ...setStatus(file, 'present')];
  const hothash = String(fresh.facts['hothash']);
  const to = refreshedFacts(photo.facts, fresh.facts, photo.userFields);
  if (hothash === file.hothash)
    return answer('The picture is the same; the record follows its bytes.', {
      changes: [{ change: 'set_photo', photoId: photo.photoId, from: photo.facts, to, previous: 'keep' }, ...heal],
    });
  const assign = { change: 'assign_file' as const, fileId: file.fileId, fromHothash: file.hothash, toHothash: hothash };
  if (evidence.photoIdOf.has(hothash))
    return answer('The new content is a photo that is known already; the file is one of its files now.', { changes: [assign, ...heal] });
  if (photo.fileCount === 1)
    return answer('A new version of the photo: ratings, tags, captions and albums stay with it.', {
      changes: [{ change: 'set_photo', photoId: photo.photoId, from: photo.facts, to, previous: 'add' }, ...heal],
    });
  return answer('A new version beside the files that still hold the former one; what you said of the photo goes with both.', {
    changes: [{ change: 'add_photo', facts: to, likeId: photo.photoId }, assign, ...heal],
  });
}

function separatePhoto(file: CataloguedFile, fresh: FreshFile, evidence: Evidence): Outcome {
  const hothash = String(fresh.facts['hothash']);
  if (hothash === file.hothash) return newVersion(file, fresh, evidence);
  const { path, sessionId } = file;
  return answer('Another photo of its own; the photo that was here is missing and keeps what you said of it.', {
    changes: [
      ...(evidence.photoIdOf.has(hothash) ? [] : [{ change: 'add_photo' as const, facts: fresh.facts, likeId: null }]),
      ...setStatus(file, 'missing'),
      { change: 'add_file', hothash, sessionId, path, ...bytesOf(fresh) },
    ],
  });
}

/** The bytes that were known, from a copy; what stands there now is set aside. */
function restore(file: CataloguedFile, evidence: Evidence): Outcome {
  const source = sourceOf(file, evidence);
  if (!source) return refuse(`No reachable file has the bytes that ${file.path} had.`);
  const now = evidence.fresh.get(file.path);
  const stat = evidence.disk.get(file.path);
  if (stat != null && !now) return refuse(`${file.path} cannot be read now, so it cannot be set aside.`);
  const known = { checksum: file.checksum, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs };
  return answer(`The bytes of before are copied from ${source.where}; what stands there now is set aside.`, {
    changes: [...setStatus(file, 'present'), updateFile(file, known)],
    steps: [
      ...(now ? [{ step: 'set_aside' as const, path: file.path, ...bytesOf(now), keeper: null }] : []),
      { step: 'copy_in', source: source.absolutePath, to: file.path, ...known },
    ],
  });
}
