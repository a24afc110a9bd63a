/** Reads the sources of a preview: many files at a time, some batches ahead of what is counted. */
import type { ImportRequest } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { MediaOutcome } from '#core/media/types.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import type { StorageRow } from '../storage-rows.ts';
import { listSource, passedOver, type ListedFile } from './list-source.ts';

export type SourceFile = ListedFile & { readonly sourceName: string };

/** Units of one folder, or some of them, and with the first of them what was refused while it was listed. */
interface Part {
  readonly problems: readonly Problem[];
  readonly units: readonly (readonly SourceFile[])[];
}

export interface ReadFile {
  readonly file: SourceFile;
  readonly outcome: MediaOutcome;
}

export interface ReadPart {
  readonly problems: readonly Problem[];
  readonly units: readonly (readonly ReadFile[])[];
}

interface Reading {
  readonly context: Context;
  readonly control: JobControl;
  readonly storage: StorageRow;
  readonly request: ImportRequest;
}

/** Enough to look up together, few and small enough that progress is seen to go on. */
const batchFiles = 256;
const batchBytes = 64 * 1024 * 1024;
/** Batches that are read while an earlier one is looked up: media threads must not wait for the catalog. */
const readAhead = 3;

/** All files in the order of their listing, batch by batch. @param onFound told of each folder when it was listed @throws ImaLinkError cancelled */
export async function* readBatches(reading: Reading, onFound: (files: number) => void): AsyncGenerator<readonly ReadPart[]> {
  const pending: Promise<readonly ReadPart[]>[] = [];
  try {
    for await (const batch of batches(listParts(reading, onFound))) {
      await reading.control.checkpoint();
      const parts = readBatch(reading, batch);
      // A rejection is met when its turn comes; until then it must not count as unhandled.
      parts.catch(() => undefined);
      pending.push(parts);
      if (pending.length > readAhead) yield (await pending.shift()) as readonly ReadPart[];
    }
    for (let next = pending.shift(); next; next = pending.shift()) yield await next;
  } finally {
    await Promise.allSettled(pending);
  }
}

async function* listParts({ context, request, storage }: Reading, onFound: (files: number) => void): AsyncGenerator<Part> {
  for (const source of request.sources) {
    for await (const { sourceName, units, problems, found } of listSource(source, {
      companions: request.companions,
      skipPath: passedOver(storage.full_path, source, context.ignorePatterns()),
    })) {
      onFound(found);
      yield { problems, units: units.map((unit) => unit.files.map((file) => ({ ...file, sourceName }))) };
    }
  }
}

/** Puts small folders together and takes large ones apart, in their order. */
async function* batches(parts: AsyncIterable<Part>): AsyncGenerator<Part[]> {
  let batch: Part[] = [];
  let [files, bytes] = [0, 0];
  for await (const part of parts) {
    let fitting: (readonly SourceFile[])[] = [];
    batch.push({ problems: part.problems, units: fitting });
    for (const unit of part.units) {
      const unitBytes = unit.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      // A photo and what belongs to it are counted together.
      if (files > 0 && (files + unit.length > batchFiles || bytes + unitBytes > batchBytes)) {
        yield batch;
        fitting = [];
        batch = [{ problems: [], units: fitting }];
        [files, bytes] = [0, 0];
      }
      fitting.push(unit);
      files += unit.length;
      bytes += unitBytes;
    }
  }
  if (batch.length > 0) yield batch;
}

async function readBatch({ context, control }: Reading, batch: readonly Part[]): Promise<ReadPart[]> {
  const jobs = batch.flatMap(({ units }) =>
    units.flat().map(({ absolutePath, sizeBytes }) => ({
      of: { sourcePath: absolutePath, copyToPath: null, verify: false, hotpreviewsDir: null, hashOnly: false },
      sizeBytes,
    })),
  );
  const outcomes = (await context.media().runAll(jobs, control.signal)).values();
  return batch.map(({ problems, units }) => ({
    problems,
    // As many outcomes as jobs, in their order.
    units: units.map((unit) => unit.map((file) => ({ file, outcome: outcomes.next().value as MediaOutcome }))),
  }));
}
