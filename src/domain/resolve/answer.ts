/** Small words that all answers are made of. */
import type { CatalogChange, FileRecord } from '../reconcile/catalog-change.ts';
import type { CataloguedFile } from '../reconcile/types.ts';
import type { RelPath } from '../rel-path.ts';
import type { Answer, Evidence, OpenFinding, Outcome, Stat } from './types.ts';

export function answer(why: string, more: Partial<Omit<Answer, 'why'>> = {}): Answer {
  return { why, changes: [], steps: [], remember: [], ...more };
}

export const refuse = (reason: string): Outcome => ({ refused: reason });

/** It is not any more as the finding says: a scan will tell. */
export const changed = (path: string): Outcome => refuse(`${path} has changed since it was found. Scan again.`);

export function recordOf(evidence: Evidence, fileId: unknown): FileRecord | undefined {
  return evidence.records.find(({ file }) => file.fileId === fileId);
}

/** The record the finding is about. */
export function ownRecord(finding: OpenFinding, evidence: Evidence): FileRecord | undefined {
  return recordOf(evidence, finding.facts['file_id']);
}

export function presentAt(evidence: Evidence, path: string): FileRecord | undefined {
  return evidence.records.find(({ file }) => file.path === path && file.status !== 'missing');
}

/** Does the file stand on the disk as the catalog has it? */
export function standsAs(evidence: Evidence, file: CataloguedFile): boolean {
  const stat = evidence.disk.get(file.path);
  return stat != null && stat.sizeBytes === file.sizeBytes && Math.abs(stat.mtimeMs - file.mtimeMs) < 1;
}

export const absolute = (evidence: Evidence, path: string): string => `${evidence.photosFolder}/${path}`;

export const bytesOf = ({ sizeBytes, mtimeMs, checksum }: Stat & { readonly checksum: string }) => ({ sizeBytes, mtimeMs, checksum });

export function setStatus(file: CataloguedFile, to: CataloguedFile['status']): CatalogChange[] {
  return file.status === to ? [] : [{ change: 'set_status', fileId: file.fileId, from: file.status, to }];
}

export function updateFile(file: CataloguedFile, now: Stat & { readonly checksum: string }): CatalogChange {
  return { change: 'update_file', fileId: file.fileId, ...bytesOf(now) };
}

/** Do the files still stand in the catalog where the changes expect them? */
export function stillHold(changes: readonly CatalogChange[], evidence: Evidence): boolean {
  return changes.every((change) => {
    if (change.change === 'move_file') return recordOf(evidence, change.fileId)?.file.path === change.from;
    if (change.change === 'set_status') return recordOf(evidence, change.fileId)?.file.status === change.from;
    if (change.change === 'add_copy') return presentAt(evidence, change.path) === undefined && evidence.disk.get(change.path) != null;
    return true;
  });
}

/** Where the bytes of a file can be had: in this storage, else in another. */
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

export const asPath = (value: unknown): RelPath | null => (typeof value === 'string' && value !== '' ? (value as RelPath) : null);
