/** Files without a record, companions without their photo, names that get in each other's way. */
import { baseName, dirName, joinRelPath, parseRelPath, type RelPath } from '../rel-path.ts';
import { answer, asPath, bytesOf, changed, ownRecord, presentAt, refuse, setStatus } from './answer.ts';
import { proposedName, renamedPath, whyNotName } from './new-name.ts';
import type { Choice, Evidence, OpenFinding, Outcome } from './types.ts';

export function resolveUntracked(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  const path = finding.path as RelPath;
  if (choice.as === 'ignore') return ignore(choice.path ?? path, evidence);
  if (choice.as === 'set_aside') return setAsideAsOther(path, evidence);
  if (choice.as !== 'import' && choice.as !== 'adopt') return answer('It stays without a record.');
  if (evidence.disk.get(path) == null) return changed(path);
  if (finding.facts['forgotten'] === true) return takeBack(finding, evidence);
  if (choice.session_id !== undefined) return joinSession(path, choice.session_id, evidence);
  const folder = baseName(dirName(path));
  const title = choice.title ?? (choice.as === 'adopt' || folder === '' ? evidence.adoptedTitle : folder);
  return answer(`It joins the library where it stands, in the session “${title}”.`, { register: { path, title, sessionId: null } });
}

/** What is no photo to anybody leaves the photos folder, and can come back; a known photo never goes this way. */
function setAsideAsOther(path: RelPath, evidence: Evidence): Outcome {
  const fresh = evidence.fresh.get(path);
  if (!fresh) return refuse(`${path} cannot be read now, so it cannot be set aside.`);
  if (evidence.onRecord.has(path) || evidence.photoIdOf.has(String(fresh.facts['hothash'])))
    return refuse(`${path} shows a photo that is known; it stays.`);
  return answer('It has no record and is set aside; it can be brought back.', {
    steps: [{ step: 'set_aside', path, ...bytesOf(fresh), keeper: null }],
  });
}

function joinSession(path: RelPath, sessionId: number, { sessions }: Evidence): Outcome {
  const title = sessions.get(sessionId);
  if (title === undefined)
    return refuse(`There is no session ${sessionId} in this storage that is complete. Choose another, or make a new one.`);
  return answer(`It joins the session “${title}” where it stands.`, { register: { path, title, sessionId } });
}

/** A photo that was forgotten is here again: everything people said of it comes back. */
function takeBack(finding: OpenFinding, evidence: Evidence): Outcome {
  const path = finding.path as RelPath;
  const fresh = evidence.fresh.get(path);
  const photoId = evidence.photoIdOf.get(String(finding.facts['hothash']));
  const [record] = evidence.records.filter(({ file }) => file.photoId === photoId);
  if (!fresh || photoId === undefined || !record) return changed(path);
  const { file } = record;
  const move = { change: 'move_file' as const, fileId: file.fileId, from: file.path, to: path, ...bytesOf(fresh) };
  const update = { change: 'update_file' as const, fileId: file.fileId, ...bytesOf(fresh) };
  return answer('The photo is back, with everything you said of it.', {
    changes: [{ change: 'show_photo', photoId, as: 'forgotten' }, file.path === path ? update : move, ...setStatus(file, 'present')],
  });
}

/** A folder that holds files on record is not ignored unsaid: their number goes with the answer. */
export function ignore(path: string, { onRecord }: Pick<Evidence, 'onRecord'>): Outcome {
  const checked = parseRelPath(path.replace(/\/+$/, ''));
  if (checked === null) return refuse(`${path} is not a path inside the storage.`);
  const tracked = [...onRecord].filter((each) => each.startsWith(`${checked}/`)).length;
  const stay =
    tracked === 0
      ? ''
      : ` ${tracked} ${tracked === 1 ? 'file' : 'files'} in it on record stay in the library; what is new beside them is not told.`;
  return answer(`${checked} is left alone from now on.${stay}`, {
    remember: [{ decision: 'ignored', path: checked }],
    ...(tracked > 0 ? { tracked } : {}),
  });
}

export function resolveOrphan(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  if (choice.as === 'ignore') return ignore(choice.path ?? finding.path, evidence);
  if (choice.as !== 'adopt') return answer('It stays where it is.');
  const owner = ownRecord(finding, evidence)?.file;
  const fresh = evidence.fresh.get(finding.path);
  if (!owner || !fresh) return refuse(`No photo is known that ${finding.path} belongs to.`);
  return answer(`It belongs to ${owner.path} from now on.`, {
    changes: [{ change: 'add_companion', ownerPath: owner.path, path: finding.path as RelPath, role: 'sidecar', ...bytesOf(fresh) }],
  });
}

export function resolvePair(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  const owner = ownRecord(finding, evidence)?.file;
  const companion = owner?.companions.find((each) => each.companionId === finding.facts['companion_id']);
  if (!owner || !companion) return changed(finding.path);
  const { path, role } = companion;
  if (choice.as === 'split')
    return answer(`${path} and ${owner.path} go their own ways.`, {
      changes: [{ change: 'remove_companion', ownerPath: owner.path, path, role, ...bytesOf(companion) }],
    });
  if (choice.as !== 'reunite') return answer('The link is kept.');
  const from = asPath(finding.facts['companion_at']);
  if (from === null || from !== path || evidence.disk.get(from) == null) return refuse(`${path} is not there to be moved.`);
  const to = joinRelPath(dirName(owner.path), baseName(from));
  if (evidence.disk.get(to) != null) return refuse(`${to} is taken by another file.`);
  return answer(`${baseName(from)} is moved beside ${owner.path}.`, {
    changes: [{ change: 'move_companion', companionId: companion.companionId, from, to, ...bytesOf(companion) }],
    steps: [{ step: 'move', from, to, ...bytesOf(companion) }],
  });
}

export function resolveCollision(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  if (choice.as !== 'rename') return answer('Both names stay.');
  const paths = Array.isArray(finding.facts['paths']) ? (finding.facts['paths'] as string[]) : [];
  const from = asPath(paths.at(-1));
  if (from === null) return changed(finding.path);
  const name = choice.path ?? proposedName(from, paths);
  const objection = whyNotName(from, name, paths);
  if (objection !== null) return refuse(`${from} cannot be called ${name}. ${objection}`);
  const to = renamedPath(from, name);
  const fresh = evidence.fresh.get(from);
  if (!fresh) return changed(from);
  if (evidence.disk.get(to) != null) return refuse(`${to} is taken by another file.`);
  const record = presentAt(evidence, from);
  return answer(`${baseName(from)} is renamed to ${baseName(to)}.`, {
    changes: record ? [{ change: 'move_file', fileId: record.file.fileId, from, to, ...bytesOf(fresh) }] : [],
    steps: [{ step: 'move', from, to, ...bytesOf(fresh) }],
  });
}
