/** A small library in memory for tests: files with contents, a catalog of them, and a scan that sees what a real one would. */
import { splitName, type RelPath } from '../rel-path.ts';
import { applyChanges, changesAtOnce } from './changes.ts';
import { planReconcile } from './plan-reconcile.ts';
import type {
  CataloguedCompanion,
  CataloguedFile,
  Finding,
  ObservedFile,
  ObservedIdentity,
  Plan,
  PlanInput,
  Remembered,
  ScanScope,
} from './types.ts';

/** A file on the disk: `content` names the picture, `bytes` the metadata around it. */
export interface DiskFile {
  readonly content: string;
  readonly bytes: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly role: ObservedFile['role'];
  readonly reading?: 'unreadable' | 'placeholder' | 'unstable';
  readonly identity: Partial<ObservedIdentity>;
}

export type Disk = Map<string, DiskFile>;

let clock = 1_700_000_000_000;

/** A file as a program writes it now. Sizes differ by content, so that equal sizes are chosen by a test. */
export function file(content: string, more: Partial<DiskFile> = {}): DiskFile {
  clock += 10_000;
  const bytes = more.bytes ?? '';
  const sizeBytes = 1000 + [...`${content}/${bytes}`].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 99_991, 7);
  return { content, bytes, sizeBytes, mtimeMs: clock, role: 'photo', identity: {}, ...more };
}

export const sidecar = (content: string, more: Partial<DiskFile> = {}): DiskFile => file(content, { role: 'companion', ...more });

export function disk(files: Readonly<Record<string, DiskFile>>): Disk {
  return new Map(Object.entries(files));
}

export function identityOf(on: DiskFile): ObservedIdentity {
  return {
    hothash: on.content,
    hashAlgo: 'img1',
    checksum: `${on.content}/${on.bytes}`,
    format: 'jpeg',
    codedWidthPx: 4000,
    codedHeightPx: 3000,
    takenAt: '2024-07-15T10:00:00.000',
    camera: 'Fuji X100',
    decodes: true,
    ...on.identity,
  };
}

/** A catalog that knows the disk as it is. Companions belong to the photo of their folder and stem. */
export function catalogue(on: Disk): CataloguedFile[] {
  const photos = [...on].filter(([, each]) => each.role === 'photo');
  const photoIds = new Map<string, number>();
  for (const [, each] of photos) if (!photoIds.has(each.content)) photoIds.set(each.content, photoIds.size + 1);
  let companionId = 0;
  return photos.map(([path, each], index) => {
    const { decodes: _, ...identity } = identityOf(each);
    const stem = `${splitName(path).stem}.`;
    const companions = [...on]
      .filter(([other, { role }]) => role === 'companion' && other.startsWith(stem))
      .map(([other, { sizeBytes, mtimeMs, content, bytes }]): CataloguedCompanion => {
        companionId += 1;
        return { companionId, path: other as RelPath, role: 'sidecar', checksum: `${content}/${bytes}`, sizeBytes, mtimeMs };
      });
    return {
      fileId: index + 1,
      photoId: photoIds.get(each.content) ?? 0,
      sessionId: 1,
      path: path as RelPath,
      sizeBytes: each.sizeBytes,
      mtimeMs: each.mtimeMs,
      ...identity,
      status: 'present',
      verifiedAt: '2024-01-01T00:00:00.000Z',
      companions,
    };
  });
}

export interface ScanOptions {
  readonly scope?: Partial<ScanScope>;
  readonly remembered?: Partial<Remembered>;
  readonly massMissingConfirmed?: boolean;
  /** Read every file, as a full scan does. */
  readonly full?: boolean;
}

/** What a scan would hand to the planner. */
export function scanInput(on: Disk, catalogued: readonly CataloguedFile[], options: ScanOptions = {}): PlanInput {
  const known = new Map<string, { readonly sizeBytes: number; readonly mtimeMs: number }>();
  for (const each of catalogued) {
    if (each.status !== 'missing') known.set(each.path, each);
    for (const companion of each.companions) known.set(companion.path, companion);
  }
  const subtree = options.scope?.subtree ?? '';
  const observed = [...on]
    .filter(([path]) => subtree === '' || path.startsWith(`${subtree}/`))
    .filter(([path]) => !options.scope?.unknownFolders?.some((folder) => path.startsWith(`${folder}/`)))
    .map(([path, each]): ObservedFile => {
      const { sizeBytes, mtimeMs, role } = each;
      const was = known.get(path);
      const isUnchanged = options.full !== true && was?.sizeBytes === sizeBytes && was.mtimeMs === mtimeMs;
      const reading = each.reading ?? (isUnchanged ? 'unchanged' : 'read');
      return { path: path as RelPath, sizeBytes, mtimeMs, role, reading, identity: reading === 'read' ? identityOf(each) : null };
    });
  return {
    catalogued,
    observed,
    scope: { subtree: '', unknownFolders: [], markerHeld: true, hadErrors: false, coarseTimes: false, ...options.scope },
    remembered: { keptTogether: [], ignored: [], tombstones: [], apart: [], ...options.remembered },
    massMissingConfirmed: options.massMissingConfirmed ?? false,
  };
}

export function scan(on: Disk, catalogued: readonly CataloguedFile[], options: ScanOptions = {}): Plan {
  return planReconcile(scanInput(on, catalogued, options));
}

/** Plans, applies what is not asked, and says what the catalog then knows. */
export function settle(on: Disk, catalogued: readonly CataloguedFile[], options: ScanOptions = {}): readonly CataloguedFile[] {
  return applyChanges(catalogued, changesAtOnce(scan(on, catalogued, options)));
}

/** What a plan tells anew: findings that stood before this scan are left out. */
export function news(plan: Plan): Finding[] {
  return plan.findings.filter((finding) => finding.isStanding !== true);
}

/** Kind, lane and path of each new finding: the shape most tests compare. */
export function outline(plan: Plan): string[] {
  return news(plan).map(({ kind, lane, path }) => `${kind} ${lane} ${path}`);
}

/** Renames at once, so that chains and swaps are written as they are meant. */
export function rename(on: Disk, names: Readonly<Record<string, string>>): Disk {
  return new Map([...on].map(([path, each]) => [names[path] ?? path, each]));
}
