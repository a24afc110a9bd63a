/** Lookups over what a scan was given: what stands where, and whether an absence may be concluded. */
import { ignoreTest } from '../ignore-patterns.ts';
import { collisionKey, type RelPath } from '../rel-path.ts';
import type { CataloguedCompanion, ObservedFile, ObservedIdentity, PlanInput, Remembered, ScanScope } from './types.ts';

/** A file whose content is known in this scan. */
export type ReadFile = ObservedFile & { readonly identity: ObservedIdentity };

export interface Situation {
  readonly input: PlanInput;
  readonly seen: ReadonlyMap<string, ObservedFile>;
  readonly companions: ReadonlyMap<string, CataloguedCompanion>;
  /** The one unknown path that only case or Unicode form tells from a path that is not there. */
  readonly respelled: (path: RelPath) => ObservedFile | undefined;
  /** True when nobody can say whether something stands under a path that was not seen. */
  readonly isUnknown: (path: RelPath) => boolean;
  /** True when the path was looked at and nothing stands there. */
  readonly isGone: (path: RelPath) => boolean;
  readonly isIgnored: (path: string) => boolean;
  /** True for a path that a person chose to keep beside others of its content. */
  readonly isKept: (hothash: string, path: string) => boolean;
  /** True for a path that a person said does not show the photo of that content. */
  readonly isApart: (hothash: string, path: string) => boolean;
}

export function isRead(file: ObservedFile): file is ReadFile {
  return file.reading === 'read' && file.identity != null;
}

export function situate(input: PlanInput): Situation {
  const { catalogued, observed, scope, remembered } = input;
  const seen = new Map<string, ObservedFile>();
  for (const file of observed) seen.set(file.path, file);
  const companions = new Map<string, CataloguedCompanion>();
  for (const { companions: own } of catalogued) {
    for (const companion of own) {
      // Where another took the path of one that is lost, the path belongs to the one that fits.
      const at = companions.has(companion.path) ? seen.get(companion.path) : undefined;
      if (!companions.has(companion.path) || (at?.sizeBytes === companion.sizeBytes && at.mtimeMs === companion.mtimeMs))
        companions.set(companion.path, companion);
    }
  }
  const isUnknown = unknownPaths(scope);
  const kept = pairSet(remembered.keptTogether);
  const apart = pairSet(remembered.apart);
  const isBelowIgnored = isBelow(new Set(remembered.ignored), (path) => path);
  const isOfPattern = ignoreTest(remembered.patterns ?? []);
  return {
    input,
    seen,
    companions,
    respelled: respellings(input, companions),
    isUnknown: (path) => !seen.has(path) && isUnknown(path),
    isGone: (path) => !seen.has(path) && !isUnknown(path),
    isIgnored: (path) => isBelowIgnored(path) || isOfPattern(path),
    isKept: (hothash, path) => kept.has(`${hothash}:${path}`),
    isApart: (hothash, path) => apart.has(`${hothash}:${path}`),
  };
}

const pairSet = (pairs: Remembered['apart']): ReadonlySet<string> => new Set(pairs.map(({ hothash, path }) => `${hothash}:${path}`));

function unknownPaths(scope: ScanScope): (path: RelPath) => boolean {
  // Folders are compared without case: a false `unknown` costs a question, a false `gone` a wrong mark.
  const isBelowUnknown = isBelow(new Set(scope.unknownFolders.map(collisionKey)), collisionKey);
  const absent = new Set(scope.absent);
  const prefix = scope.subtree === '' ? '' : `${scope.subtree}/`;
  return (path) => isBelowUnknown(path) || !(path.startsWith(prefix) || absent.has(path));
}

/** Is the path one of the folders, or below one? The empty folder is the storage itself. Costs the depth of the path. */
function isBelow(folders: ReadonlySet<string>, spell: (path: string) => string): (path: string) => boolean {
  if (folders.size === 0) return () => false;
  return (path) => {
    for (let at = spell(path); ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      if (folders.has(at)) return true;
      if (at === '') return false;
    }
  };
}

/** Built when the first path is not there, which in most scans none is. */
function respellings({ catalogued, observed }: PlanInput, companions: ReadonlyMap<string, unknown>): Situation['respelled'] {
  let byKey: Map<string, ObservedFile | null> | undefined;
  return (path) => {
    byKey ??= build();
    return byKey.get(collisionKey(path)) ?? undefined;
  };

  /** Null where several paths would do. */
  function build(): Map<string, ObservedFile | null> {
    const known = new Set<string>(catalogued.map((file) => file.path));
    const found = new Map<string, ObservedFile | null>();
    for (const file of observed) {
      if (known.has(file.path) || companions.has(file.path)) continue;
      const key = collisionKey(file.path);
      found.set(key, found.has(key) ? null : file);
    }
    return found;
  }
}
