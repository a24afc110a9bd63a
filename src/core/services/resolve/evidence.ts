/** Looks up everything that answers rest on: records, what stands on the disk, and the bytes of files that changed. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decision } from '#contract/resolve.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import type { FileRecord } from '#domain/reconcile/catalog-change.ts';
import type { CataloguedFile } from '#domain/reconcile/types.ts';
import { parseRelPath } from '#domain/rel-path.ts';
import { proposedName, renamedPath } from '#domain/resolve/new-name.ts';
import type { Evidence, FreshFile, OpenFinding, Stat } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import { factsOfFile } from '../photo-facts.ts';
import { readCatalogued } from '../scan/catalogued.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { locate } from './locate.ts';
import { readElsewhere, readPhotoIds, readPhotos, readRecords, readSessionIds, readSessionTitles } from './read-records.ts';

export interface Question {
  readonly finding: OpenFinding;
  readonly decision: Decision;
}

/** Files are looked at this many at a time. */
const atOnce = 16;

/** @returns evidence by finding id */
export async function gatherEvidence(
  context: Context,
  storage: StorageRow,
  questions: readonly Question[],
): Promise<ReadonlyMap<number, Evidence>> {
  const paths = pathsOf(storage);
  const catalogued = await readCatalogued(context.catalog, storage.id, { withHidden: true });
  const byId = new Map(catalogued.map((file) => [file.fileId, file]));
  const byPath = new Map(catalogued.map((file) => [file.path as string, file]));
  const fresh = await readFresh(context, paths, questions);
  const photoIdOf = await readPhotoIds(context.catalog, hothashesOf(questions, fresh));
  const photosOf = (question: Question): Set<number> => {
    const ids = fileIdsOf(question.finding).map((id) => byId.get(id)?.photoId);
    const own = [
      question.finding.facts['photo_id'],
      question.finding.facts['known_photo_id'],
      photoIdOf.get(String(question.finding.facts['hothash'])),
    ];
    const listed = stringsIn(question.finding.facts['paths']).map((path) => byPath.get(path)?.photoId);
    return new Set([...ids, ...listed, ...own].filter((id): id is number => typeof id === 'number'));
  };
  const photoIds = new Set(questions.flatMap((question) => [...photosOf(question)]));
  const records = Map.groupBy(
    await readRecords(
      context.catalog,
      catalogued.filter((file) => photoIds.has(file.photoId)),
    ),
    (record) => record.file.photoId,
  );
  const [photos, elsewhere] = await Promise.all([
    readPhotos(context.catalog, [...photoIds]),
    readElsewhere(context, storage, [...photoIds]),
  ]);
  const disk = await lookAt(paths.photos, questions, records);
  const onRecord = standingPaths(catalogued);
  const sessions = await readSessionTitles(context.catalog, storage.id);
  const sessionIds = await readSessionIds(context.catalog, storage.id);
  const adoptedTitle = `Adopted ${context.clock.now().toISOString().slice(0, 10)}`;
  const found = new Map<number, Evidence>();
  for (const question of questions) {
    const own = [...photosOf(question)];
    const ownRecords = own.flatMap((id) => records.get(id) ?? []);
    found.set(question.finding.id, {
      photosFolder: paths.photos,
      records: ownRecords,
      elsewhere: own.flatMap((id) => elsewhere.get(id) ?? []),
      disk,
      fresh,
      photos,
      photoIdOf,
      located: question.decision.as === 'locate' ? await locate(context, paths, question, ownRecords) : null,
      onRecord,
      sessions,
      sessionIds,
      adoptedTitle,
    });
  }
  return found;
}

/** Every content that answers may speak of: as the finding has it, and as it was read just now. */
function hothashesOf(questions: readonly Question[], fresh: ReadonlyMap<string, FreshFile>): string[] {
  const told = questions.flatMap(({ finding: { facts } }) => [
    facts['hothash'],
    (facts['now'] as { hothash?: unknown } | undefined)?.hothash,
  ]);
  const read = [...fresh.values()].map(({ facts }) => facts['hothash']);
  return [...new Set([...told, ...read].filter((hothash) => typeof hothash === 'string'))];
}

function standingPaths(catalogued: readonly CataloguedFile[]): ReadonlySet<string> {
  const standing = catalogued.filter(({ status }) => status !== 'missing');
  return new Set(standing.flatMap(({ path, companions }) => [path, ...companions.map((companion) => companion.path)]));
}

function fileIdsOf({ facts }: OpenFinding): number[] {
  const gone = Array.isArray(facts['gone']) ? (facts['gone'] as { file_id: number }[]).map((each) => each.file_id) : [];
  const several = Array.isArray(facts['file_ids']) ? (facts['file_ids'] as number[]) : [];
  return [...gone, ...several, ...(typeof facts['file_id'] === 'number' ? [facts['file_id']] : [])];
}

/** What stands at every path that an answer may speak of. */
async function lookAt(
  photosFolder: string,
  questions: readonly Question[],
  records: ReadonlyMap<number, readonly FileRecord[]>,
): Promise<ReadonlyMap<string, Stat | null>> {
  const wanted = new Set<string>();
  for (const list of records.values())
    for (const { file } of list) for (const path of [file.path, ...file.companions.map((companion) => companion.path)]) wanted.add(path);
  for (const { finding, decision } of questions) for (const path of pathsIn(finding, decision)) wanted.add(path);
  const disk = new Map<string, Stat | null>();
  await inParallel([...wanted], atOnce, async (path) => {
    const stat = await statOf(join(photosFolder, path));
    // What cannot be looked at is not known to be absent.
    if (stat !== undefined) disk.set(path, stat);
  });
  return disk;
}

async function statOf(path: string): Promise<Stat | null | undefined> {
  try {
    const info = await lstat(path);
    return info.isFile() ? { sizeBytes: info.size, mtimeMs: info.mtimeMs } : undefined;
  } catch (error) {
    return isAbsent(error) ? null : undefined;
  }
}

function pathsIn({ path, facts, kind }: OpenFinding, decision: Decision): string[] {
  const texts = [path, facts['companion_at'], facts['last_seen_at']].filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
  const listed = stringsIn(facts['paths']);
  const candidates = Array.isArray(facts['candidates']) ? (facts['candidates'] as { path: string }[]).map((each) => each.path) : [];
  // The place beside the photo that a companion would move to, and the names a renamed file may get.
  const beside = texts.flatMap((each) =>
    texts.map((other) => `${other.slice(0, other.lastIndexOf('/') + 1)}${each.slice(each.lastIndexOf('/') + 1)}`),
  );
  const goes = listed.at(-1);
  const renamed = kind === 'name_collision' && goes !== undefined ? [renamedPath(goes, decision.path ?? proposedName(goes, listed))] : [];
  return [...texts, ...listed, ...candidates, ...beside, ...renamed];
}

const stringsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

/** Answers that take over what a file says now need its bytes read now. */
const readsFile: ReadonlySet<string> = new Set([
  'new_version',
  'separate_photo',
  'accept',
  'adopt',
  'import',
  'restore_from_copy',
  'rename',
  'set_aside',
]);

async function readFresh(
  context: Context,
  paths: ReturnType<typeof pathsOf>,
  questions: readonly Question[],
): Promise<ReadonlyMap<string, FreshFile>> {
  const wanted = questions.filter(
    ({ finding, decision }) =>
      readsFile.has(decision.as) &&
      (decision.as !== 'set_aside' || finding.kind === 'untracked') &&
      (finding.kind !== 'untracked' || decision.as === 'set_aside' || finding.facts['forgotten'] === true) &&
      (finding.kind !== 'missing' || decision.as === 'new_version'),
  );
  const fresh = new Map<string, FreshFile>();
  if (wanted.length === 0) return fresh;
  await inParallel(wanted, context.media().concurrency * 2, async (question) => {
    const path = fileToRead(question);
    if (path === null) return;
    const outcome = await context.media().run({
      sourcePath: join(paths.photos, path),
      copyToPath: null,
      verify: false,
      hashOnly: false,
      hotpreviewsDir: context.readOnly ? null : paths.hotpreviews,
    });
    if (!outcome.ok) return;
    const { checksum, sizeBytes, mtimeMs, remarks } = outcome.value;
    const decodes = !remarks.some((remark) => remark.code === 'damaged' || remark.code === 'not-an-image');
    fresh.set(path, { checksum, sizeBytes, mtimeMs, facts: factsOfFile(outcome.value), decodes });
  });
  return fresh;
}

/** Of a collision the file that would be renamed; of a missing file the one that a person says it is. */
function fileToRead({ finding, decision }: Question): string | null {
  if (finding.kind === 'missing') return parseRelPath(decision.path ?? '');
  return stringsIn(finding.facts['paths']).at(-1) ?? finding.path;
}
