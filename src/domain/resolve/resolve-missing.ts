/** Files that are gone: pointing at where they are, bringing them back, or letting them go. */
import type { CataloguedFile } from '../reconcile/types.ts';
import { absolute, answer, bytesOf, changed, ownRecord, presentAt, recordOf, refuse, setStatus, standsAs, updateFile } from './answer.ts';
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

export function sourceOf(file: CataloguedFile, evidence: Evidence): { readonly absolutePath: string; readonly where: string } | null {
  const here = evidence.records.find(
    (other) =>
      other.file.photoId === file.photoId &&
      other.file !== file &&
      other.file.fileId !== file.fileId &&
      other.file.status === 'present' &&
      other.file.checksum === file.checksum &&
      standsAs(evidence, other.file),
  );
  if (here) return { absolutePath: absolute(evidence, here.file.path), where: here.file.path };
  const copy = evidence.elsewhere.find((each) => each.photoId === file.photoId && each.checksum === file.checksum);
  return copy ? { absolutePath: copy.absolutePath, where: copy.where } : null;
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
