/** Files that could not be read, and files whose content is elsewhere: tried again, fetched, or left alone as they are. */
import { asPath, answer, changed, refuse } from './answer.ts';
import type { Choice, Evidence, OpenFinding, Outcome } from './types.ts';

/** Kinds `unreadable` and `placeholder`. */
export function resolveUnread(finding: OpenFinding, { as }: Choice, evidence: Evidence): Outcome {
  switch (as) {
    case 'retry':
      return answer('It is read again.', { rescan: finding.path });
    case 'hydrate':
      return fetchContent(finding, evidence);
    case 'skip_version':
      return answer('Nothing is said of it as long as its size and date stay.');
    default:
      return answer('It stays as it is.');
  }
}

/** How much would be fetched is told before it is. */
function fetchContent(finding: OpenFinding, evidence: Evidence): Outcome {
  const path = asPath(finding.path);
  if (finding.kind !== 'placeholder' || path === null) return refuse('Only a file whose content is in the cloud can be fetched.');
  const stat = evidence.disk.get(path);
  if (stat == null) return changed(path);
  return answer('It is read to its end, so that its cloud program fetches it, and is then looked at.', {
    fetch: { path, sizeBytes: stat.sizeBytes },
    rescan: path,
  });
}
