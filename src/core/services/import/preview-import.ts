/** What an import would do, counted without writing anything: every file is listed and hashed, none is copied. */
import type { ImportPreview, ImportRequest } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import type { JobControl } from '../jobs.ts';
import { freeSpace } from '../storage-state.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { samePicture, verifiedDuplicate } from './known-files.ts';
import { createPlaceTally, type PlaceTally } from './place-tally.ts';
import { listSource, ownFilesOf, type ListedFile } from './list-source.ts';

interface Tally {
  readonly counts: {
    found: number;
    imported: number;
    duplicates: number;
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
  readonly places: PlaceTally;
}

/** Counts for the preview sheet and `import --dry-run`. @throws ImaLinkError cancelled */
export async function previewImport(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  request: ImportRequest,
): Promise<ImportPreview> {
  const startedMs = performance.now();
  const tally: Tally = {
    counts: { found: 0, imported: 0, duplicates: 0, further_copies: 0, companions: 0, moved: 0, unsupported: 0, failed: 0, bytes: 0 },
    problems: [],
    matches: [],
    seenChecksums: new Set(),
    places: createPlaceTally(),
  };
  let doneFiles = 0;
  let doneBytes = 0;
  for (const source of request.sources) {
    for await (const folder of listSource(source, { companions: request.companions, skipPath: ownFilesOf(storage.full_path) })) {
      for (const problem of folder.problems) note(tally, control, problem);
      tally.counts.found += folder.found;
      const files = folder.units.flatMap((unit) => unit.files);
      control.progress({ phase: 'reading', total_files: tally.counts.found });
      await inParallel(files, context.media().concurrency * 2, async (file) => {
        await control.checkpoint();
        await countFile(context, control, storage, request, tally, { ...file, sourceName: folder.sourceName });
        doneFiles += 1;
        doneBytes += file.sizeBytes;
        control.progress({ done_files: doneFiles, done_bytes: doneBytes, current: file.relativePath });
      });
    }
  }
  await control.checkpoint();
  const { counts } = tally;
  if (request.mode === 'move') counts.moved = counts.imported + counts.companions + counts.duplicates;
  return {
    counts,
    problems: tally.problems,
    matches: tally.matches,
    places: tally.places.list(),
    free_space_bytes: await freeSpace(pathsOf(storage).root),
    duration_ms: Math.round(performance.now() - startedMs),
  };
}

async function countFile(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  request: ImportRequest,
  tally: Tally,
  file: ListedFile & { readonly sourceName: string },
): Promise<void> {
  const outcome = await context
    .media()
    .run({ sourcePath: file.absolutePath, copyToPath: null, verify: false, hotpreviewsDir: null, hashOnly: false }, control.signal);
  if (control.signal.aborted) return;
  if (!outcome.ok) return note(tally, control, { path: file.relativePath, code: outcome.problem.code, message: outcome.problem.message });
  const { value } = outcome;
  const refused = file.role === null && (value.kind === 'other' || value.kind === 'sidecar' || value.kind === 'audio');
  for (const remark of value.remarks) note(tally, control, { path: file.relativePath, ...remark, imported: !refused });
  if (refused) return;
  const stored = request.duplicates === 'keep' ? null : await verifiedDuplicate(context.catalog, storage, value.checksum);
  if (stored || (request.duplicates !== 'keep' && tally.seenChecksums.has(value.checksum))) {
    tally.counts.duplicates += 1;
    tally.matches.push({ path: file.relativePath, kind: 'duplicate', matches: stored?.path ?? 'an earlier file of this import' });
    return;
  }
  tally.seenChecksums.add(value.checksum);
  if (file.role === null) {
    tally.counts.imported += 1;
    tally.places.add({
      source_name: file.sourceName,
      relative_path: file.relativePath,
      taken_at: value.metadata.takenAt,
      camera: value.metadata.camera,
    });
    const twin = await samePicture(context.catalog, storage.id, value);
    if (twin !== null) {
      if (!twin.sameBytes) tally.counts.further_copies += 1;
      tally.matches.push({ path: file.relativePath, kind: twin.sameBytes ? 'duplicate' : 'further_copy', matches: twin.path });
    }
  } else tally.counts.companions += 1;
  tally.counts.bytes += value.sizeBytes;
}

function note(tally: Tally, control: JobControl, problem: Problem): void {
  tally.problems.push(problem);
  control.problem(problem);
  if (problem.imported) return;
  if (problem.code === 'unsupported' || problem.code === 'orphan-sidecar' || problem.code === 'not-an-image') tally.counts.unsupported += 1;
  else tally.counts.failed += 1;
}
