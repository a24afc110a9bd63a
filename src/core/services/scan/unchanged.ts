/**
 * The commonest outcome of a scan, found without reading the records: every listed file is on record with its size and
 * time, every record is present and listed, and nothing is open that would have to be told again. Then the planner has
 * nothing to decide. Plain SQL and few imports on purpose: this is all that most scans ever load.
 */
import type { Database } from 'better-sqlite3';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import type { TreeListing } from '#core/storage/list-tree.ts';
import { ignoreTest } from '#domain/ignore-patterns.ts';
import { kindsOfOthers } from './kinds-of-others.ts';
import { findPacked } from './find-packed.ts';
import type { Concluded, LookJob } from './look.ts';

/** Times differ by less than this when a file system or a conversion rounded them. */
export const sameTimeMs = 0.01;

/** Parallel arrays of what the catalog expects to stand in the scanned folder, packed for the way to the scan's thread. */
export interface Expected {
  /** Joined by NUL. */
  readonly paths: string;
  readonly sizesBytes: Float64Array<ArrayBuffer>;
  readonly mtimesMs: Float64Array<ArrayBuffer>;
}

/** What the catalog expects; null when a scan has more to do than to compare. */
export function readExpected(job: LookJob): Expected | null {
  if (job.mode === 'full') return null;
  const database = openSqlite(job.catalogPath, { readOnly: true });
  // Everything is read once and in order: pages that are kept would only be memory.
  database.pragma('cache_size = -1024');
  try {
    return hasOpenFindings(job, database) ? null : readPrints(job, database);
  } finally {
    database.close();
  }
}

/** @returns the outcome when everything is as the catalog has it, else null */
export function concludeUnchanged(expected: Expected, listed: TreeListing, ignorePatterns: readonly string[]): Concluded | null {
  const { sizesBytes, mtimesMs } = expected;
  const listing = withoutIgnored(listed, ignorePatterns);
  const files = listing.paths.length;
  if (listing.hadIoError || listing.unknown.length > 0 || listing.unnamed.length > 0 || sizesBytes.length !== files) return null;
  const find = findPacked(expected.paths, files);
  const isFound = new Uint8Array(files);
  const isSame = listing.paths.every((path, index) => {
    const at = find(path);
    if (at === undefined || isFound[at] === 1) return false;
    isFound[at] = 1;
    return (
      sizesBytes[at] === listing.sizesBytes[index] &&
      Math.abs((mtimesMs[at] ?? Number.NaN) - (listing.mtimesMs[index] ?? Number.NaN)) <= sameTimeMs
    );
  });
  if (!isSame) return null;
  return { plan: { findings: [], quiet: [], counts: { files, unchanged: files } }, before: [], mayClose: false };
}

/** Files on record that match as well are missed then, and found by the one who thinks. */
function withoutIgnored(listing: TreeListing, patterns: readonly string[]): TreeListing {
  if (patterns.length === 0) return listing;
  const isIgnored = ignoreTest(patterns);
  const kept = listing.paths.flatMap((path, at) => (isIgnored(path) ? [] : [at]));
  const at = <T>(values: ArrayLike<T>): T[] => kept.map((index) => values[index] as T);
  return { ...listing, paths: at(listing.paths), sizesBytes: at(listing.sizesBytes), mtimesMs: at(listing.mtimesMs) };
}

/** What waits for a person is told anew by every scan. */
function hasOpenFindings({ storageId }: LookJob, database: Database): boolean {
  const found = database
    .prepare(
      `select exists (select 1 from finding where storage_id = ? and status in ('open', 'later', 'resolved')
        and kind not in (select value from json_each(?)))`,
    )
    .pluck()
    .get(storageId, JSON.stringify(kindsOfOthers));
  return found === 1;
}

type Print = readonly [path: string, sizeBytes: number, mtimeMs: number, id: number, isPresent: number];

/** Rows in memory at once; what is kept of them is a tenth of their size. */
const pageRows = 5000;

/** Every path on record in the scanned folder; null when there are files that are not simply present, or photos with several files here. */
function readPrints({ storageId, subtree }: LookJob, database: Database): Expected | null {
  const prefix = `${subtree}/`;
  const texts: string[] = [];
  const sizesBytes: number[] = [];
  const mtimesMs: number[] = [];
  const keep = (rows: readonly Print[]): void => {
    const inScope = subtree === '' ? rows : rows.filter(([path]) => path.startsWith(prefix));
    if (inScope.length === 0) return;
    texts.push(inScope.map(([path]) => path).join('\0'));
    for (const [, sizeBytes, mtimeMs] of inScope) {
      sizesBytes.push(sizeBytes);
      mtimesMs.push(mtimeMs);
    }
  };
  if (hasPhotosTwice(database, storageId)) return null;
  // In the order of the table: reading it through an index takes longer, and says nothing of where files lie.
  for (const rows of pagesOf(
    database,
    storageId,
    `select path, size_bytes, mtime_ms, id, status = 'present' from image_file not indexed`,
  )) {
    if (rows.some(([, , , , isPresent]) => isPresent !== 1)) return null;
    keep(rows);
  }
  for (const rows of pagesOf(database, storageId, `select path, size_bytes, mtime_ms, id, 1 from companion not indexed`)) keep(rows);
  return { paths: texts.join('\0'), sizesBytes: Float64Array.from(sizesBytes), mtimesMs: Float64Array.from(mtimesMs) };
}

/** SQLite counts along an index: no list of a hundred thousand numbers is made. */
function hasPhotosTwice(database: Database, storageId: number): boolean {
  const twice = `select 1 from image_file indexed by image_file_by_photo where storage_id = ? group by photo_id having count(*) > 1 limit 1`;
  return database.prepare(twice).get(storageId) !== undefined;
}

function* pagesOf(database: Database, storageId: number, select: string): Generator<readonly Print[]> {
  const page = database.prepare(`${select} where storage_id = ? and id > ? order by id limit ${pageRows}`).raw();
  for (let after = 0; ;) {
    const rows = page.all(storageId, after) as Print[];
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageRows) return;
    after = last[3];
  }
}
