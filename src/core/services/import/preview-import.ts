/** What an import would do, counted without writing anything: every file is listed and hashed, none is copied. */
import type { ImportPreview, ImportRequest, PreviewFile, PreviewKind, PreviewMatch } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { MediaResult } from '#core/media/types.ts';
import type { CompanionRole } from '#domain/units.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { freeSpace } from '../storage-state.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { lookEverywhere, type Everywhere } from './known-everywhere.ts';
import { photoWith, verifiedCompanion, verifiedDuplicates } from './known-files.ts';
import type { PreviewFiles } from './preview-files.ts';
import { byPath } from './by-path.ts';
import { createPlaceTally, type PlaceTally } from './place-tally.ts';
import { readBatches, type ReadFile, type ReadPart } from './preview-batches.ts';
import { orphanProblem, settleRead } from './settle-read.ts';
import type { StoredMatch } from './types.ts';

interface Tally {
  /** In the order they were read, as people read their paths at the end. */
  readonly files: PreviewFile[];
  readonly pictureOf: PreviewFiles['pictureOf'];
  readonly groups: Record<PreviewKind, number>;
  elsewhere: number;
  readonly counts: {
    found: number;
    imported: number;
    duplicates: number;
    skipped: number;
    further_copies: number;
    companions: number;
    moved: number;
    unsupported: number;
    failed: number;
    bytes: number;
  };
  readonly problems: Problem[];
  readonly matches: ImportPreview['matches'];
  readonly seenChecksums: Set<string>;
  /** Hothash of the photo, role and checksum. */
  readonly seenCompanions: Set<string>;
  readonly places: PlaceTally;
}

/** Counts for the preview sheet and `import --dry-run`. @throws ImaLinkError cancelled */
export async function previewImport(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  request: ImportRequest,
  kept: PreviewFiles,
): Promise<ImportPreview> {
  const startedMs = performance.now();
  const tally: Tally = {
    files: kept.files,
    pictureOf: kept.pictureOf,
    groups: { new: 0, identical: 0, same_picture: 0, companion: 0, unsupported: 0, unreadable: 0 },
    elsewhere: 0,
    counts: {
      found: 0,
      imported: 0,
      duplicates: 0,
      skipped: 0,
      further_copies: 0,
      companions: 0,
      moved: 0,
      unsupported: 0,
      failed: 0,
      bytes: 0,
    },
    problems: [],
    matches: [],
    seenChecksums: new Set(),
    seenCompanions: new Set(),
    places: createPlaceTally(),
  };
  const step: Step = {
    context,
    control,
    storage,
    request,
    tally,
    everywhere: await lookEverywhere(context, storage),
    done: { files: 0, bytes: 0 },
  };
  const onFound = (found: number): void => {
    tally.counts.found += found;
    control.progress({ phase: 'reading', total_files: tally.counts.found });
  };
  for await (const parts of readBatches(step, onFound)) await countBatch(step, parts);
  await control.checkpoint();
  const { counts } = tally;
  // The same list is paged through already.
  for (const [at, file] of (await byPath(tally.files)).entries()) tally.files[at] = file;
  if (request.mode === 'move') counts.moved = counts.imported + counts.companions + counts.duplicates;
  return {
    counts,
    groups: tally.groups,
    elsewhere: tally.elsewhere,
    problems: await byPath(tally.problems),
    matches: await byPath(tally.matches),
    places: tally.places.list(),
    free_space_bytes: await freeSpace(pathsOf(storage).root),
    duration_ms: Math.round(performance.now() - startedMs),
  };
}

interface Step {
  readonly context: Context;
  readonly control: JobControl;
  readonly storage: StorageRow;
  readonly request: ImportRequest;
  readonly tally: Tally;
  readonly everywhere: Everywhere;
  readonly done: { files: number; bytes: number };
}

/** Looks everything up at once, then counts file by file: of files with the same bytes the first one counts, as at the import. */
async function countBatch(step: Step, parts: readonly ReadPart[]): Promise<void> {
  const { context, control, storage, request, tally } = step;
  await control.checkpoint();
  const units = parts.flatMap((part) => part.units);
  const values = units.flat().flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const checksums = request.mode === 'register' ? [] : values.map(({ checksum }) => checksum);
  const [stored, matches] = await Promise.all([
    verifiedDuplicates(context, storage, checksums, control.signal),
    step.everywhere.matchesOf(values),
  ]);
  // What was given up was not read, which says nothing about it.
  await control.checkpoint();
  const known = new Map(values.map((value, at) => [value, { stored: stored.get(value.checksum) ?? null, matches: matches[at] ?? [] }]));
  for (const part of parts) {
    for (const problem of part.problems) refuse({ tally, control }, problem, 0);
    for (const unit of part.units) await countUnit(step, unit, known);
  }
  const all = units.flat();
  step.done.files += all.length;
  step.done.bytes += all.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  control.progress({ done_files: step.done.files, done_bytes: step.done.bytes, current: all.at(-1)?.file.relativePath ?? null });
}

interface Known {
  /** What has its bytes in this storage, read just now. */
  readonly stored: StoredMatch | null;
  readonly matches: readonly PreviewMatch[];
}
const unknown: Known = { stored: null, matches: [] };

/** Photos and what belongs to them, as content tells and the import settles it. */
async function countUnit(step: Step, unit: readonly ReadFile[], known: ReadonlyMap<MediaResult, Known>): Promise<void> {
  const { tally, control } = step;
  const { refused, groups, orphans } = settleRead(unit, ({ file, outcome }) => ({ path: file.relativePath, role: file.role, outcome }));
  for (const { file, outcome } of unit) {
    const isOut = refused.some((each) => each.file === file);
    const remarks = outcome.ok ? outcome.value.remarks : [outcome.problem];
    for (const { code, message } of remarks)
      if (isOut) refuse(step, { path: file.relativePath, code, message }, file.sizeBytes);
      else note(tally, control, { path: file.relativePath, code, message, imported: true });
  }
  for (const { file } of orphans) refuse(step, orphanProblem(file.relativePath), file.sizeBytes);
  for (const { primary, companions } of groups) {
    const value = valueOf(primary);
    const { stored, matches } = known.get(value) ?? unknown;
    await countPhoto(step, primary, { stored, matches });
    if (companions.length === 0) continue;
    const photoId = stored?.photoId ?? (await photoWith(step.context.catalog, value.hothash));
    const owner: Owner = { hothash: value.hothash, photoId };
    const counted: string[] = [];
    for (const { member, role } of companions) counted.push(await countCompanion(step, member, { ...owner, role }));
    // Two that are alike in one unit come both: they came under names of their own.
    for (const key of counted) tally.seenCompanions.add(key);
  }
}

/** The photo that companions belong to. */
interface Owner {
  readonly hothash: string;
  /** Null for one that the catalog does not know. */
  readonly photoId: number | null;
}

async function countPhoto(step: Step, read: ReadFile, { stored, matches: remembered }: Known): Promise<void> {
  const { tally } = step;
  const value = valueOf(read);
  const isTwin = tally.seenChecksums.has(value.checksum);
  const matches = matchesHere(step, remembered, { stored, isTwin });
  tally.seenChecksums.add(value.checksum);
  const action = await actionFor(step, null, value, matches);
  count(step, { ...read.file, role: null }, value, { kind: kindOf(null, matches), action, matches });
}

/** @returns what tells it from others of the sources */
async function countCompanion(step: Step, read: ReadFile, owner: Owner & { readonly role: CompanionRole }): Promise<string> {
  const { context, storage, request, tally, everywhere } = step;
  const value = valueOf(read);
  const { role, photoId } = owner;
  const { checksum } = value;
  const isKnown = photoId !== null && request.mode !== 'register';
  const stored = isKnown ? await verifiedCompanion(context.catalog, storage, photoId, { role, checksum }) : null;
  const inSource = `${owner.hothash} ${role} ${checksum}`;
  const isTwin = tally.seenCompanions.has(inSource);
  const known = photoId === null ? [] : await everywhere.besidesOf(photoId, { role, checksum });
  const matches = matchesHere(step, known, { stored, isTwin });
  // The bytes of a RAW are those of a photo when it comes alone.
  tally.seenChecksums.add(checksum);
  count(step, { ...read.file, role }, value, {
    kind: kindOf(role, matches),
    action: await actionFor(step, role, value, matches),
    matches,
  });
  return inSource;
}

function valueOf({ outcome }: ReadFile): MediaResult {
  if (!outcome.ok) throw new Error('a file that could not be read has no group');
  return outcome.value;
}

/** Remembered here, and not there any more as it was: that is no reason for anything. */
function matchesHere(
  { storage }: Step,
  known: readonly PreviewMatch[],
  { stored, isTwin }: { readonly stored: StoredMatch | null; readonly isTwin: boolean },
): PreviewMatch[] {
  const matches = known.filter((match) => !(match.place === 'here' && match.same_bytes) || match.path === stored?.path);
  return isTwin && stored === null ? [twinOf(storage), ...matches] : matches;
}

/** A file that is there twice in the source: the first one is what it matches. */
const twinOf = (storage: StorageRow): PreviewMatch => ({
  storage_uuid: storage.uuid,
  storage_name: storage.display_name,
  path: earlier,
  place: 'here',
  same_bytes: true,
  differs: [],
});
const earlier = 'an earlier file of this import';

function kindOf(role: CompanionRole | null, matches: readonly PreviewMatch[]): PreviewKind {
  if (matches.some((match) => match.same_bytes)) return 'identical';
  if (role !== null) return 'companion';
  return matches.length > 0 ? 'same_picture' : 'new';
}

async function actionFor(
  { request, everywhere }: Step,
  role: CompanionRole | null,
  value: MediaResult,
  matches: readonly PreviewMatch[],
): Promise<PreviewFile['action']> {
  const as = (policy: 'skip' | 'keep' | 'reference') => (policy === 'keep' ? 'import' : policy);
  if (request.mode === 'register') return 'import';
  const here = matches.filter(({ place }) => place === 'here');
  if (here.some((match) => match.same_bytes)) return as(request.duplicates);
  if (role !== null) return 'import';
  if (request.elsewhere === 'skip' && (await everywhere.verifiedElsewhere(value.checksum))) return 'skip';
  return here.length > 0 ? as(request.same_picture) : 'import';
}

function count(
  { tally }: Step,
  file: ReadFile['file'],
  value: MediaResult,
  { kind, action, matches }: Pick<PreviewFile, 'kind' | 'action' | 'matches'>,
): void {
  const { counts } = tally;
  const { takenAt, camera } = value.metadata;
  const [first] = matches;
  const isHere = first?.place === 'here';
  tally.groups[kind] += 1;
  if (kind === 'identical' && !isHere) tally.elsewhere += 1;
  const hothash = hasPicture(value.kind) ? value.hothash : null;
  if (hothash !== null) tally.pictureOf.set(hothash, { path: file.absolutePath, sizeBytes: value.sizeBytes, mtimeMs: value.mtimeMs });
  tally.files.push({
    path: file.relativePath,
    kind,
    hothash,
    size_bytes: value.sizeBytes,
    taken_at: takenAt,
    matches,
    action,
    problem: null,
  });
  if (action !== 'import') {
    if (isHere && first.same_bytes) counts.duplicates += 1;
    else counts.skipped += 1;
    if (first)
      tally.matches.push({ path: file.relativePath, kind: first.same_bytes ? 'duplicate' : 'further_copy', matches: nameOf(first) });
    return;
  }
  counts.bytes += value.sizeBytes;
  if (file.role !== null) {
    counts.companions += 1;
    return;
  }
  counts.imported += 1;
  tally.places.add({ source_name: file.sourceName, relative_path: file.relativePath, taken_at: takenAt, camera });
  if (!isHere) return;
  if (!first.same_bytes) counts.further_copies += 1;
  tally.matches.push({ path: file.relativePath, kind: first.same_bytes ? 'duplicate' : 'further_copy', matches: first.path });
}

const hasPicture = (kind: MediaResult['kind']): boolean => kind === 'image' || kind === 'raw' || kind === 'video';

/** In the words of a report: the storage of the import needs no name. */
const nameOf = ({ place, storage_name: name, path }: PreviewMatch): string => (place === 'here' ? path : `${name}: ${path}`);

/** A file that cannot be imported: told, and listed with the others. */
function refuse({ tally, control }: Pick<Step, 'tally' | 'control'>, problem: Problem, sizeBytes: number): void {
  note(tally, control, problem);
  const kind = isUnsupported(problem) ? 'unsupported' : 'unreadable';
  tally.groups[kind] += 1;
  tally.files.push({
    path: problem.path,
    kind,
    hothash: null,
    size_bytes: sizeBytes,
    taken_at: null,
    matches: [],
    action: 'none',
    problem,
  });
}

const isUnsupported = ({ code }: Problem): boolean => code === 'unsupported' || code === 'orphan-sidecar' || code === 'not-an-image';

function note(tally: Tally, control: JobControl, problem: Problem): void {
  tally.problems.push(problem);
  control.problem(problem);
  if (problem.imported) return;
  if (isUnsupported(problem)) tally.counts.unsupported += 1;
  else tally.counts.failed += 1;
}
