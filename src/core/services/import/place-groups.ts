/**
 * Gives verified copies their names and records them. Order, per batch: journal `placing` (durable) → names →
 * folders durable → rows and journal `done` (durable) → staging removed. Promise 2 rests on this order
 * (docs/design/import.md#order); resume.ts reads it in the reverse sense.
 */
import { dirname, join, sep } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { syncFolder } from '#core/storage/durable-write.ts';
import { copyExtendedAttributes } from '#core/storage/extended-attributes.ts';
import { fileChecksum, makeFolders, placeWithoutClobber, removeStaging } from '#core/storage/place-file.ts';
import { baseName, numberedName, type RelPath } from '#domain/rel-path.ts';
import type { CompanionRole } from '#domain/units.ts';
import { chooseNames, chooseNamesBeside, type NamedFile } from './choose-names.ts';
import { liveStill, storedBeside, storedMatch } from './already-here.ts';
import { contradictsIdentity, photoWith, samePicture } from './known-files.ts';
import { copyItem } from './read-units.ts';
import { recordJoined } from './record-joined.ts';
import { announcePlacing, recordDuplicate, recordGroup, recordLeftOut, type LeftOut } from './record.ts';
import { targetFault } from './target-fault.ts';
import type { GroupFile, ImportGroup, ImportRun, RecordedFile, StoredMatch } from './types.ts';
import type { Compilable } from '#core/catalog/catalog.ts';

/** Groups per batch: two durable commits serve all of them. */
const batchSize = 16;

interface Placement {
  named: NamedFile;
  /** Null for a group's primary. */
  readonly role: CompanionRole | null;
}
interface BatchEntry {
  /** Null where companions join a file recorded earlier. */
  readonly group: ImportGroup | null;
  placements: Placement[];
  /** The file recorded earlier that companions join. */
  readonly attachTo: RecordedFile | null;
}

export interface Placer {
  add(group: ImportGroup): Promise<void>;
  /** Companions of a photo that an earlier run recorded. */
  join(owner: RecordedFile, companions: ImportGroup['companions']): Promise<void>;
  flush(): Promise<void>;
}

/** Makes the placer of one run: groups go in one at a time, in order. */
export function createPlacer(run: ImportRun, onProblem: (problem: Problem) => Promise<void>): Placer {
  let batch: BatchEntry[] = [];
  const taken = new Set<string>();
  const pictures = new Set<string>();

  const flush = async (): Promise<void> => {
    const entries = batch;
    batch = [];
    if (entries.length > 0) await placeBatch(run, entries, taken, onProblem);
    taken.clear();
    pictures.clear();
  };

  const put = async (entry: BatchEntry | null): Promise<void> => {
    // What joins a photo is beside it for the next file of it, too.
    for (const { named } of entry?.placements ?? []) pictures.add(named.file.result.hothash);
    if (entry) batch.push(entry);
    if (batch.length >= batchSize) await flush();
  };

  return {
    flush,
    join: async (owner, companions) => put(await planJoining(run, owner, companions, taken, onProblem)),
    add: async (group) => {
      // Twins and the two halves of a Live Photo must meet in the catalog, so what came before is recorded first.
      if (
        pictures.has(group.primary.result.hothash) ||
        (group.primary.result.kind === 'video' && group.primary.result.metadata.contentIdentifier != null)
      )
        await flush();
      const entry = await planEntry(run, group, taken, onProblem);
      if (entry) pictures.add(group.primary.result.hothash);
      await put(entry);
    },
  };
}

/** Decides what a group becomes: new files, further copies, duplicates, or companions of something stored. */
async function planEntry(
  run: ImportRun,
  group: ImportGroup,
  taken: Set<string>,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<BatchEntry | null> {
  if (await contradictsIdentity(run.context.catalog, group.primary.result)) {
    const message = `${group.primary.item.relative_path}: its image data equals a known photo of another format or size; look at both before importing it`;
    for (const file of [group.primary, ...group.companions.map((companion) => companion.file)])
      await refuseFile(run, file, { code: 'identity-mismatch', message }, onProblem);
    return null;
  }
  const still = group.primary.result.kind === 'video' ? await liveStill(run, group.primary) : null;
  const stored = still
    ? await storedBeside(run, still.photoId, { file: group.primary, role: 'live' })
    : await storedMatch(run, group.primary);
  const leftOut = stored ? null : await leaveOut(run, group.primary);
  if (leftOut) {
    for (const file of [group.primary, ...group.companions.map((companion) => companion.file)]) await skipAsAsked(run, file, leftOut);
    return null;
  }
  const owner = stored ?? still;
  if (owner) {
    if (stored) await skipDuplicate(run, group.primary, stored);
    const joins = stored ? group.companions : [{ file: group.primary, role: 'live' as const }, ...group.companions];
    return planJoining(run, owner, joins, taken, onProblem);
  }
  const photoId = await photoWith(run.context.catalog, group.primary.result.hothash);
  const companions = await freshCompanions(run, group.companions, photoId, onProblem);
  const wanted = { primary: group.primary, companions };
  const named = run.request.mode === 'register' ? inPlace(run, wanted) : await chooseNames(run, wanted, taken);
  return { group: wanted, placements: withRoles(wanted, named), attachTo: null };
}

const withRoles = (group: ImportGroup, named: readonly NamedFile[]): Placement[] =>
  named.map((name, index) => ({ named: name, role: index === 0 ? null : (group.companions[index - 1]?.role ?? 'other') }));

/** Why a group is left out though this storage does not have its bytes: as the person asked. */
async function leaveOut({ request, context, storage }: ImportRun, file: GroupFile): Promise<LeftOut | null> {
  if (request.mode === 'register') return null;
  if (file.elsewhere) return { matches: file.elsewhere, kind: 'duplicate', reference: null };
  if (request.same_picture === 'keep' || request.same_picture === undefined) return null;
  const twin = await samePicture(context.catalog, storage.id, file.result);
  if (twin === null || twin.sameBytes) return null;
  return { matches: twin.path, kind: 'further_copy', reference: request.same_picture === 'reference' ? twin.fileId : null };
}

async function skipAsAsked(run: ImportRun, file: GroupFile, leftOut: LeftOut): Promise<void> {
  await run.context.catalog.write(recordLeftOut(run, file, leftOut));
  if (file.stagingName !== null) await removeStaging(run.paths.staging, file.stagingName);
}

async function skipDuplicate(run: ImportRun, file: GroupFile, stored: StoredMatch): Promise<void> {
  await run.context.catalog.write(recordDuplicate(run, file, stored.path, run.request.duplicates === 'reference' ? stored.fileId : null));
  if (file.stagingName !== null) await removeStaging(run.paths.staging, file.stagingName);
}

/** What joins a photo that is recorded already: of its companions those that it does not have. */
async function planJoining(
  run: ImportRun,
  owner: RecordedFile,
  companions: ImportGroup['companions'],
  taken: Set<string>,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<BatchEntry | null> {
  const placements: Placement[] = [];
  for (const { file, role } of await freshCompanions(run, companions, owner.photoId, onProblem))
    placements.push({ named: await nameBeside(run, owner.path, file, taken), role });
  return placements.length === 0 ? null : { group: null, placements, attachTo: owner };
}

/** Of a photo's companions those that no file of it has in this storage, each with a copy to place. @param photoId null for a photo nobody knows */
async function freshCompanions(
  run: ImportRun,
  companions: ImportGroup['companions'],
  photoId: number | null,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<ImportGroup['companions']> {
  const fresh: ImportGroup['companions'][number][] = [];
  for (const companion of companions) {
    const stored = photoId === null ? null : await storedBeside(run, photoId, companion);
    const file = stored ? null : await withCopy(run, companion.file, onProblem);
    if (stored) await skipDuplicate(run, companion.file, stored);
    else if (file) fresh.push({ ...companion, file });
  }
  return fresh;
}

/** Before its photo was known for sure it may have been taken for a duplicate, and not been copied. @returns null when that fails now, which is told */
async function withCopy(run: ImportRun, file: GroupFile, onProblem: (problem: Problem) => Promise<void>): Promise<GroupFile | null> {
  if (file.stagingName !== null || run.request.mode === 'register') return file;
  const { outcome, stagingName } = await copyItem(run, file.item);
  if (outcome.ok) return { ...file, result: outcome.value, stagingName, stored: null };
  await refuseFile(run, file, outcome.problem, onProblem);
  return null;
}

function nameBeside(run: ImportRun, storedPath: string, file: GroupFile, taken: Set<string>): Promise<NamedFile> {
  return run.request.mode === 'register' ? Promise.resolve(inPlaceFile(run, file)) : chooseNamesBeside(run, storedPath, file, taken);
}

/** Mode register: every file keeps the place it has in the storage. */
function inPlace(run: ImportRun, group: ImportGroup): NamedFile[] {
  return [group.primary, ...group.companions.map((companion) => companion.file)].map((file) => inPlaceFile(run, file));
}

function inPlaceFile(run: ImportRun, file: GroupFile): NamedFile {
  return {
    file,
    path: file.item.source_path
      .slice(run.paths.photos.length + 1)
      .split(sep)
      .join('/') as RelPath,
    isThere: true,
  };
}

async function placeBatch(
  run: ImportRun,
  entries: BatchEntry[],
  taken: Set<string>,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<void> {
  const { catalog } = run.context;
  await catalog.write(entries.flatMap((entry) => entry.placements.map(({ named }) => announcePlacing(catalog, named))));
  await carryAttributes(run, entries, onProblem);
  const placed: BatchEntry[] = [];
  for (const entry of entries) {
    await placeEntry(run, entry, taken, onProblem);
    if (entry.placements.length > 0) placed.push(entry);
  }
  const folders = new Set(
    placed.flatMap((entry) =>
      entry.placements.filter(({ named }) => !named.isThere).map(({ named }) => dirname(join(run.paths.photos, named.path))),
    ),
  );
  for (const folder of folders) await syncFolder(folder);
  const queries: Compilable[] = [];
  for (const entry of placed) queries.push(...(await recordEntry(run, entry)));
  await catalog.write(queries);
  for (const { placements } of placed)
    for (const { named } of placements) if (named.file.stagingName !== null) await removeStaging(run.paths.staging, named.file.stagingName);
}

/** Extended attributes travel before a copy gets its name, so that nothing under a real name changes any more. */
async function carryAttributes(
  run: ImportRun,
  entries: readonly BatchEntry[],
  onProblem: (problem: Problem) => Promise<void>,
): Promise<void> {
  const files = entries.flatMap((entry) => entry.placements.map(({ named }) => named.file));
  const pairs = files.flatMap(({ item, stagingName }) =>
    stagingName === null ? [] : [{ item, from: item.source_path, to: join(run.paths.staging, stagingName) }],
  );
  for (const lost of await copyExtendedAttributes(pairs)) {
    const path = pairs.find((pair) => pair.to === lost.to)?.item.relative_path ?? lost.from;
    await onProblem({
      path,
      code: 'attributes-lost',
      message: `${path}: its extended attributes (tags of a file manager) could not be copied`,
      imported: true,
    });
  }
}

/**
 * Places every file of an entry; one that cannot be placed is told and left out. Without its primary a group
 * is left out whole, before any companion has a name.
 */
async function placeEntry(
  run: ImportRun,
  entry: BatchEntry,
  taken: Set<string>,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<void> {
  const { group } = entry;
  try {
    const first = entry.placements[0];
    for (let attempt = 1; group && first && !(await placeOne(run, (entry.placements[0] as Placement).named)); attempt++) {
      // Someone else took the name since it was chosen: the whole group moves on to the next number.
      entry.placements = withRoles(group, await chooseNames(run, group, taken, attempt));
      await announce(run, entry);
    }
  } catch (error) {
    for (const { named } of entry.placements) await refusePlacement(run, named, error, onProblem);
    entry.placements = [];
    return;
  }
  const kept: Placement[] = group ? entry.placements.slice(0, 1) : [];
  for (const placement of entry.placements.slice(kept.length)) {
    try {
      for (let attempt = 1; !(await placeOne(run, placement.named)); attempt++) {
        placement.named = { ...placement.named, path: nextName(placement.named.path, attempt) };
        await announce(run, entry);
      }
      kept.push(placement);
    } catch (error) {
      await refusePlacement(run, placement.named, error, onProblem);
    }
  }
  entry.placements = kept;
}

async function announce(run: ImportRun, entry: BatchEntry): Promise<void> {
  await run.context.catalog.write(entry.placements.map(({ named }) => announcePlacing(run.context.catalog, named)));
}

function nextName(path: RelPath, attempt: number): RelPath {
  const name = baseName(path);
  return (path.slice(0, path.length - name.length) + numberedName(name, attempt)) as RelPath;
}

/** @returns false when the name is taken by other bytes */
async function placeOne(run: ImportRun, named: NamedFile): Promise<boolean> {
  const { stagingName, result } = named.file;
  if (named.isThere || stagingName === null) return true;
  const target = join(run.paths.photos, named.path);
  const staging = join(run.paths.staging, stagingName);
  await makeFolders(run.paths.photos, dirname(target));
  if ((await placeWithoutClobber(staging, target)) === 'placed') return true;
  return (await fileChecksum(target)) === result.checksum;
}

async function recordEntry(run: ImportRun, entry: BatchEntry): Promise<Compilable[]> {
  const [first, ...rest] = entry.placements;
  if (!first) return [];
  if (entry.attachTo !== null)
    return recordJoined(
      run,
      entry.attachTo,
      entry.placements.map(({ named, role }) => ({ named, role: role ?? 'other' })),
    );
  const { result, item } = first.named.file;
  const twin = await samePicture(run.context.catalog, run.storage.id, result);
  const match =
    twin === null
      ? []
      : [
          run.context.catalog.read
            .updateTable('import_item')
            .set({ matches: twin.path, match_kind: twin.sameBytes ? 'duplicate' : 'further_copy' })
            .where('id', '=', item.id),
        ];
  return [
    ...recordGroup(
      run,
      first.named,
      rest.map(({ named, role }) => ({ named, role: role ?? 'other' })),
    ),
    ...match,
  ];
}

/** A file that could not get its name: told, its journal row closed, its staging copy removed; the batch goes on. A full disk ends the run. */
async function refusePlacement(
  run: ImportRun,
  named: NamedFile,
  error: unknown,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<void> {
  const code = (error as NodeJS.ErrnoException).code;
  const fault = targetFault(run, code, error);
  if (fault) throw fault;
  if (code === undefined) throw error;
  await refuseFile(
    run,
    named.file,
    {
      code: code === 'ENAMETOOLONG' ? 'name-too-long' : 'write-failed',
      message: `${named.file.item.relative_path} could not be written as ${named.path}: ${code}`,
    },
    onProblem,
  );
}

async function refuseFile(
  run: ImportRun,
  file: GroupFile,
  problem: Omit<Problem, 'path'>,
  onProblem: (problem: Problem) => Promise<void>,
): Promise<void> {
  const { catalog } = run.context;
  await catalog.write([
    catalog.read.updateTable('import_item').set({ state: 'failed', staging_name: null }).where('id', '=', file.item.id),
  ]);
  // Told before anything else can fail; what stays in staging is swept at the end.
  await onProblem({ path: file.item.relative_path, ...problem });
  if (file.stagingName !== null) await removeStaging(run.paths.staging, file.stagingName).catch(() => undefined);
}
