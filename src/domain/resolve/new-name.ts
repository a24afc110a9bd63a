/** Another name for a file whose name gets in the way: what may be chosen, and what is proposed. */
import {
  baseName,
  byteLength,
  collisionKey,
  dirName,
  isStorableName,
  joinRelPath,
  maxNameBytes,
  numberedName,
  splitName,
  type RelPath,
} from '../rel-path.ts';

/** Names that Windows takes for devices, with any extension. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** What no name on Windows may hold, control characters among it. */
// oxlint-disable-next-line no-control-regex -- exactly what must not pass
const unportable = /[<>:"|?*\x00-\x1f]/;

/** The path a file would get: a bare name stays in its folder. */
export function renamedPath(from: string, name: string): RelPath {
  return name.includes('/') ? (name as RelPath) : joinRelPath(dirName(from), name);
}

/** The first free alternative: `IMG.jpg` becomes `IMG-1.jpg`. @param others paths that are taken */
export function proposedName(from: string, others: readonly string[]): string {
  const taken = new Set(others.map(collisionKey));
  for (let attempt = 1; ; attempt++) {
    const name = numberedName(baseName(from), attempt);
    if (!taken.has(collisionKey(renamedPath(from, name)))) return name;
  }
}

/**
 * What is wrong with a name for this file, as a sentence; null when it may have it on every system.
 * @param others paths that are taken
 */
export function whyNotName(from: string, name: string, others: readonly string[]): string | null {
  const to = renamedPath(from, name);
  const bare = baseName(to);
  const { extension } = splitName(baseName(from));
  if (bare.trim() === '' || bare === '.' || bare === '..') return 'The file needs a name.';
  if (dirName(to) !== dirName(from) || !isStorableName(bare)) return 'A name has no slash: the file stays in its folder.';
  if (unportable.test(bare)) return 'Some systems allow no < > : " | ? * in a name.';
  if (devices.test(bare)) return 'Windows keeps that name for itself.';
  if (/[. ]$/.test(bare)) return 'A name does not end with a dot or a space.';
  if (byteLength(bare) > maxNameBytes) return 'That name is too long for some systems.';
  if (splitName(bare).extension.toLowerCase() !== extension.toLowerCase()) return `The name keeps its ending ${extension}.`;
  const taken = others.find((other) => collisionKey(other) === collisionKey(to));
  return taken === undefined ? null : `${baseName(taken)} is taken, for some systems.`;
}
