/** A field that was changed here and in an index differently: one of the two values. */
import { customOfClash } from '../merge/custom-clash.ts';
import { readTakenAt } from '../recover/read-time.ts';
import { answer, refuse } from './answer.ts';
import type { Choice, Evidence, OpenFinding, Outcome } from './types.ts';

interface Field {
  readonly field: string;
  readonly index: unknown;
}

/** The catalog's value stands until now; taking the index's is an edit like any other, and undone like one. */
export function resolveIndexNewer({ facts }: OpenFinding, choice: Choice): Outcome {
  if (choice.as === 'keep') return answer('The catalog keeps its value, and the index is written from it.');
  if (choice.as !== 'accept') return refuse('Use the index file, or the catalog.');
  const fields = Array.isArray(facts['fields']) ? (facts['fields'] as Field[]) : [];
  const custom = fields.flatMap(({ field, index }) => {
    const name = customOfClash(field);
    return name === null ? [] : [{ name, value: String(index) }];
  });
  const others = fields.filter(({ field }) => customOfClash(field) === null);
  const change = Object.assign({}, ...others.map(changeOf), custom.length === 0 ? {} : { set_custom: custom }) as Readonly<
    Record<string, unknown>
  >;
  const hothash = typeof facts['hothash'] === 'string' ? facts['hothash'] : null;
  return answer('The value of the index is taken.', { words: { hothash, sessionId: Number(facts['session_id']), change } });
}

function changeOf({ field, index }: Field): object {
  if (field !== 'taken_at') return { [field]: index };
  const { takenAt, offset } = readTakenAt(typeof index === 'string' ? index : null, undefined);
  return takenAt === null ? { taken_at: null } : { taken_at: takenAt, taken_at_offset: offset };
}

/** The index of a session that the catalog does not know: taken in, or left where it is. */
export function resolveIndexOrphan({ path, facts }: OpenFinding, choice: Choice): Outcome {
  if (choice.as !== 'adopt') return answer('It stays where it is, and is not read.');
  return answer(`The session “${String(facts['title'] ?? path)}” is taken into the catalog, with everything said in it.`, {
    adoptIndex: path,
  });
}

/** Files that two sessions claim: the earlier owns them and the other refers to them, until a person says otherwise. */
export function resolveSessionConflict({ path, facts }: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  if (choice.as !== 'swap' && choice.as !== 'split') return answer('It is noted; both sessions show it.');
  const claimant = evidence.sessionIds.get(String(facts['session_uuid']));
  const paths = new Set(Array.isArray(facts['paths']) ? (facts['paths'] as string[]) : [path]);
  const shared = evidence.records.filter(
    ({ file, referencedBy }) =>
      paths.has(file.path) && file.status !== 'missing' && claimant !== undefined && referencedBy.includes(claimant),
  );
  if (claimant === undefined || shared.length === 0) return refuse('No two sessions claim it any more.');
  const title = String(facts['title'] ?? 'the other session');
  if (choice.as === 'split')
    return answer(`It stays with the session that was imported first, and “${title}” shows it no more.`, {
      changes: shared.map(({ file }) => ({ change: 'part_file', fileId: file.fileId, sessionId: claimant })),
    });
  return answer(`“${title}” owns it from now on; the session that was imported first refers to it.`, {
    changes: shared.map(({ file }) => ({ change: 'give_file', fileId: file.fileId, from: file.sessionId, to: claimant })),
  });
}
