/** Files that are gone: pointing at where they are, bringing them back, or letting them go. */
import type { CataloguedFile } from '../reconcile/types.ts';
import { answer, bytesOf, changed, ownRecord, presentAt, recordOf, refuse, setStatus, sourceOf, updateFile } from './answer.ts';
import { parseRelPath } from '../rel-path.ts';
import { newVersion } from './resolve-changed.ts';
import type { Choice, Evidence, OpenFinding, Outcome } from './types.ts';

export function resolveMissing(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  const record = ownRecord(finding, evidence);
  if (record?.file.status !== 'missing') return changed(finding.path);
  const { file } = record;
  switch (choice.as) {
    case 'locate':
      return locate(file, evidence);
    case 'restore_from_copy':
      return bringBack(file, evidence);
    case 'new_version':
      return followEdited(file, choice.path, evidence);
    case 'rescan':
      return answer('The whole storage is searched again, and every file of it is read.', { rescan: '', isFullScan: true });
    case 'forget': {
      const photo = evidence.photos.get(file.photoId);
      const hasOthers = (photo?.fileCount ?? 1) > 1;
      return hasOthers
        ? answer('The record of this path goes; the photo keeps its other files.', { changes: [{ change: 'drop_file', record }] })
        : answer('The photo leaves the library; what you said of it is kept, should it come back.', {
            changes: [{ change: 'hide_photo', photoId: file.photoId, as: 'forgotten' }],
          });
    }
    default:
      return answer('It stays on record as missing.');
  }
}

/** The file a person pointed at: inside the storage it is followed, elsewhere its bytes are copied back and it stays there. */
function locate(file: CataloguedFile, evidence: Evidence): Outcome {
  const { located } = evidence;
  if (!located) return refuse(`Nothing there has the name and the content of ${file.path}.`);
  if (located.hothash !== file.hothash) return refuse(`${located.absolutePath} holds another picture than ${file.path} did.`);
  if (located.path === null) {
    if (evidence.disk.get(file.path) != null) return refuse(`Something else stands at ${file.path} now.`);
    return answer(`Its bytes are copied back from ${located.absolutePath}, which stays as it is.`, {
      changes: [...setStatus(file, 'present'), updateFile(file, located)],
      steps: [{ step: 'copy_in', source: located.absolutePath, to: file.path, ...bytesOf(located) }],
    });
  }
  const { path } = located;
  const known = presentAt(evidence, path);
  const record = recordOf(evidence, file.fileId);
  if (known && record) return answer(`${path} is on record already; this record goes.`, { changes: [{ change: 'drop_file', record }] });
  return answer(`It is at ${path} now.`, {
    changes: [
      ...(path === file.path
        ? [updateFile(file, located)]
        : [{ change: 'move_file' as const, fileId: file.fileId, from: file.path, to: path, ...bytesOf(located) }]),
      ...setStatus(file, 'present'),
    ],
  });
}

/** A file that was edited and moved at once: a person says which new file it is, and everything said of the photo follows. */
function followEdited(file: CataloguedFile, to: string | undefined, evidence: Evidence): Outcome {
  const at = parseRelPath(to ?? '');
  if (at === null) return refuse(`Say which new file ${file.path} is now, by its path in the storage.`);
  if (evidence.onRecord.has(at)) return refuse(`${at} is the file of a known photo already.`);
  const fresh = evidence.fresh.get(at);
  if (!fresh) return refuse(`${at} cannot be read now.`);
  return newVersion(file, fresh, evidence, at);
}

/** The same bytes from wherever they can be had. The former content of the path, if any, must have been dealt with. */
export function bringBack(file: CataloguedFile, evidence: Evidence): Outcome {
  const source = sourceOf(file, evidence);
  if (!source) return refuse(`No reachable file has the bytes that ${file.path} had.`);
  if (evidence.disk.get(file.path) != null) return refuse(`Something else stands at ${file.path} now.`);
  const bytes = { checksum: file.checksum, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs };
  return answer(`Its bytes are copied from ${source.where}.`, {
    changes: [...setStatus(file, 'present'), updateFile(file, bytes)],
    steps: [{ step: 'copy_in', source: source.absolutePath, to: file.path, ...bytes }],
  });
}

export function resolveMassMissing(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  if (choice.as === 'rescan') return answer('The folder is scanned again.', { rescan: finding.path });
  if (choice.as !== 'confirm') return answer('Nothing is marked; the files are taken for being away.');
  const ids = Array.isArray(finding.facts['file_ids']) ? (finding.facts['file_ids'] as number[]) : [];
  const gone = ids
    .map((id) => recordOf(evidence, id)?.file)
    .filter((file) => file !== undefined)
    .filter((file) => file.status !== 'missing' && evidence.disk.get(file.path) === null);
  if (gone.length === 0) return changed(finding.path === '' ? 'The storage' : finding.path);
  return answer(`${gone.length} files are marked as missing; nothing is removed.`, {
    changes: gone.flatMap((file) => setStatus(file, 'missing')),
  });
}
