/** Looks up everything that answers rest on: records, what stands on the disk, and the bytes of files that changed. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decision } from '#contract/resolve.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import type { FileRecord } from '#domain/reconcile/catalog-change.ts';
import type { Evidence, FreshFile, OpenFinding, Stat } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import { factsOfFile } from '../photo-facts.ts';
import { readCatalogued } from '../scan/catalogued.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { locate } from './locate.ts';
import { readElsewhere, readPhotoIds, readPhotos, readRecords } from './read-records.ts';

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
  const photoIdOf = await readPhotoIds(context.catalog, questions);
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
  const fresh = await readFresh(context, paths, questions);
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
      adoptedTitle,
    });
  }
  return found;
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
  const renamed = kind === 'name_collision' ? [...listed.map(numbered), ...(decision.path === undefined ? [] : [decision.path])] : [];
  return [...texts, ...listed, ...candidates, ...beside, ...renamed];
}

const stringsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

const numbered = (path: string): string => path.replace(/(\.[^./]*)?$/, '-1$1');

/** Answers that take over what a file says now need its bytes read now. */
const readsFile: ReadonlySet<string> = new Set([
  'new_version',
  'separate_photo',
  'accept',
  'adopt',
  'import',
  'restore_from_copy',
  'rename',
]);

async function readFresh(
  context: Context,
  paths: ReturnType<typeof pathsOf>,
  questions: readonly Question[],
): Promise<ReadonlyMap<string, FreshFile>> {
  const wanted = questions.filter(
    ({ finding, decision }) => readsFile.has(decision.as) && (finding.kind !== 'untracked' || finding.facts['forgotten'] === true),
  );
  const fresh = new Map<string, FreshFile>();
  if (wanted.length === 0) return fresh;
  await inParallel(wanted, context.media().concurrency * 2, async ({ finding }) => {
    const listed = finding.facts['paths'];
    const path = Array.isArray(listed) ? String(listed.at(-1)) : finding.path;
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
