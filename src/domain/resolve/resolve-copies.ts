/** Two files with one picture: which stays, which is set aside, which comes first. */
import type { FileRecord } from '../reconcile/catalog-change.ts';
import { absolute, answer, bytesOf, changed, presentAt, refuse, standsAs } from './answer.ts';
import type { Choice, Evidence, FileStep, OpenFinding, Outcome } from './types.ts';

export function resolveDuplicate(finding: OpenFinding, choice: Choice, evidence: Evidence): Outcome {
  switch (choice.as) {
    case 'set_aside':
      return setAside(choice.path ?? String(finding.facts['suggest_aside'] ?? finding.path), evidence);
    case 'make_primary':
      return makePrimary(choice.path ?? finding.path, evidence);
    case 'keep_both': {
      const hothash = String(finding.facts['hothash']);
      return answer('Both stay, and the question is not asked again.', {
        remember: [{ decision: 'kept_together', hothash, path: finding.path }],
      });
    }
    default:
      return answer('Both are on record and both stay.');
  }
}

/** The last file of a photo is never set aside: one that holds the same bytes must stand, and is read again before it happens. */
function setAside(path: string, evidence: Evidence): Outcome {
  const record = presentAt(evidence, path);
  if (!record || !standsAs(evidence, record.file)) return changed(path);
  const others = evidence.records.filter(
    ({ file }) => file.photoId === record.file.photoId && file !== record.file && file.status === 'present' && standsAs(evidence, file),
  );
  const keeper = others.find(({ file }) => file.checksum === record.file.checksum) ?? others[0];
  if (!keeper) return refuse(`${path} is the only file of its photo that can be read now; it stays.`);
  const beside = companionSteps(record, keeper, evidence);
  if (typeof beside === 'string') return refuse(beside);
  const isIdentical = keeper.file.checksum === record.file.checksum;
  return answer(
    isIdentical
      ? `Byte for byte the same as ${keeper.file.path}, which stays.`
      : `The same picture as ${keeper.file.path}, which stays; the metadata of the two differ.`,
    {
      changes: [{ change: 'drop_file', record }],
      steps: [asideStep(record.file.path, record.file, { path: keeper.file.path, checksum: keeper.file.checksum }, evidence), ...beside],
    },
  );
}

function asideStep(
  path: FileRecord['file']['path'],
  bytes: { readonly sizeBytes: number; readonly mtimeMs: number; readonly checksum: string },
  keeper: { readonly path: string; readonly checksum: string },
  evidence: Evidence,
): FileStep {
  return {
    step: 'set_aside',
    path,
    ...bytesOf(bytes),
    keeper: { absolutePath: absolute(evidence, keeper.path), checksum: keeper.checksum },
  };
}

/** What belongs to the file goes with it, when the same bytes belong to the one that stays. @returns a sentence when they do not */
function companionSteps(record: FileRecord, keeper: FileRecord, evidence: Evidence): FileStep[] | string {
  const steps: FileStep[] = [];
  for (const companion of record.file.companions) {
    if (evidence.disk.get(companion.path) == null) continue;
    const twin = keeper.file.companions.find(({ checksum }) => checksum === companion.checksum);
    if (!twin) return `${companion.path} belongs to ${record.file.path} and not to ${keeper.file.path}: setting it aside would part them.`;
    steps.push(asideStep(companion.path, companion, twin, evidence));
  }
  return steps;
}

/** The file that opens first is the one recorded first: the two records trade places. */
function makePrimary(path: string, evidence: Evidence): Outcome {
  const chosen = presentAt(evidence, path);
  const [first] = evidence.records
    .filter(({ file }) => file.photoId === chosen?.file.photoId && file.status === 'present')
    .toSorted((a, b) => a.file.fileId - b.file.fileId);
  if (!chosen || !first) return changed(path);
  if (chosen === first) return answer(`${path} is the first file of its photo already.`);
  if (chosen.file.companions.length + first.file.companions.length > 0)
    return refuse(`${path} or ${first.file.path} has companions, which stay with their file.`);
  return answer(`${path} is shown first; both files stay where they are.`, {
    changes: [
      { change: 'move_file', fileId: first.file.fileId, from: first.file.path, to: chosen.file.path, ...bytesOf(chosen.file) },
      { change: 'move_file', fileId: chosen.file.fileId, from: chosen.file.path, to: first.file.path, ...bytesOf(first.file) },
    ],
  });
}
