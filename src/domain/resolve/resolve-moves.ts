/** Questions about which file became which. */
import type { CatalogChange } from '../reconcile/catalog-change.ts';
import type { RelPath } from '../rel-path.ts';
import { collisionKey } from '../rel-path.ts';
import { answer, asPath, bytesOf, changed, ownRecord, recordOf, refuse, setStatus, stillHold } from './answer.ts';
import type { Choice, Evidence, OpenFinding, Outcome } from './types.ts';

interface Candidate {
  readonly path: RelPath;
  readonly checksum: string;
  readonly size_bytes: number;
  readonly mtime_ms: number;
}

export function resolveAmbiguous(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  const gone = listOf<{ file_id: number; path: string }>(finding.facts['gone']);
  const candidates = listOf<Candidate>(finding.facts['candidates']);
  const isStale =
    gone.some(({ file_id, path }) => recordOf(evidence, file_id)?.file.path !== path) ||
    candidates.some(({ path, size_bytes }) => evidence.disk.get(path)?.sizeBytes !== size_bytes);
  if (isStale) return changed(finding.path);
  if (choice.as === 'treat_as_copies') return pair(gone, candidates, [], evidence);
  if (choice.pairs) return pair(gone, candidates, choice.pairs, evidence);
  if (finding.changes.length === 0 || !stillHold(finding.changes, evidence)) return changed(finding.path);
  return answer('The likeliest pairs by name and place.', { changes: finding.changes });
}

const listOf = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);

/** Paired files moved; the other paths are further copies, the other files are missing. */
function pair(
  gone: readonly { readonly file_id: number }[],
  candidates: readonly Candidate[],
  pairs: NonNullable<Choice['pairs']>,
  evidence: Evidence,
): Outcome {
  const changes: CatalogChange[] = [];
  const paired = new Set<string>();
  for (const { file_id: fileId } of gone) {
    const file = recordOf(evidence, fileId)?.file;
    if (!file) return changed(String(fileId));
    const wish = pairs.find((each) => each.file_id === fileId)?.path;
    const to = candidates.find(({ path }) => path === wish);
    if (wish !== undefined && (!to || paired.has(wish))) return refuse(`${wish} is not one of the new paths, or is named twice.`);
    if (!to) {
      changes.push(...setStatus(file, 'missing'));
      continue;
    }
    paired.add(to.path);
    changes.push({ change: 'move_file', fileId, from: file.path, to: to.path, ...bytes(to) }, ...setStatus(file, 'present'));
  }
  const [first] = evidence.records.filter(({ file }) => gone.some(({ file_id }) => file_id === file.fileId));
  if (!first) return changed('The photo');
  const { photoId, sessionId } = first.file;
  for (const to of candidates)
    if (!paired.has(to.path)) changes.push({ change: 'add_copy', photoId, sessionId, path: to.path, ...bytes(to) });
  return answer(pairs.length > 0 ? 'Paired by hand.' : 'Every new path is a further copy; the former paths are missing.', { changes });
}

const bytes = ({ checksum, size_bytes, mtime_ms }: Candidate) => ({ checksum, sizeBytes: size_bytes, mtimeMs: mtime_ms });

/**
 * A move that was followed, and should not have been: the photo is missing where it was, the file has no record, and the
 * two are never linked again. Their content is the same, so only a person can say that.
 */
export function resolveNotSame(finding: OpenFinding, evidence: Evidence): Outcome {
  const file = ownRecord(finding, evidence)?.file;
  const from = asPath(finding.facts['from']);
  if (!file || from === null || file.path !== finding.path || file.status !== 'present') return changed(finding.path);
  if (collisionKey(from) === collisionKey(file.path))
    return refuse(`${file.path} only came back, or its name is spelled otherwise: there is nothing to part.`);
  if (file.companions.length > 0)
    return refuse(`${file.path} has companions, which moved with it. Split them first, or take the scan back in the history.`);
  if (evidence.onRecord.has(from)) return refuse(`Another photo stands at ${from} now.`);
  return answer(`The photo is missing at ${from} again; ${file.path} is not linked to it any more.`, {
    changes: [{ change: 'move_file', fileId: file.fileId, from: file.path, to: from, ...bytesOf(file) }, ...setStatus(file, 'missing')],
    remember: [{ decision: 'ignored', path: file.path, hothash: file.hothash }],
    rescan: '',
  });
}
