/** A batch of answers as the journal keeps it, and the file operations it stands for. */
import { join } from 'node:path';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { FileStep, Remember } from '#domain/resolve/types.ts';
import type { FileOp } from './file-ops.ts';

/** One finding with what its answer does. */
export interface BatchItem {
  readonly findingId: number;
  readonly kind: string;
  readonly path: string;
  readonly as: string;
  readonly steps: readonly FileStep[];
  readonly changes: readonly CatalogChange[];
  readonly remember: readonly Remember[];
}

/** What column journal.files_json holds. */
export interface JournalFiles {
  /** Folder name below .imalink/trash. */
  readonly batch: string;
  readonly items: readonly BatchItem[];
}

export function parseFiles(text: string): JournalFiles | null {
  const value = JSON.parse(text) as JournalFiles | [];
  return Array.isArray(value) ? null : value;
}

export const trashFolder = (paths: StoragePaths, batch: string): string => join(paths.system, 'trash', batch);

/** Operations of every item, in order. Staging names are unique within the batch and stay the same on replay. */
export function opsOf(paths: StoragePaths, { batch, items }: JournalFiles): ReadonlyMap<number, readonly FileOp[]> {
  let serial = 0;
  return new Map(items.map((item) => [item.findingId, item.steps.map((step) => toOp(paths, batch, step, ++serial))]));
}

function toOp(paths: StoragePaths, batch: string, step: FileStep, serial: number): FileOp {
  const at = (path: string): string => join(paths.photos, path);
  switch (step.step) {
    case 'set_aside': {
      const to = join(trashFolder(paths, batch), 'files', step.path);
      return { op: 'move', from: at(step.path), to, checksum: step.checksum, sizeBytes: step.sizeBytes, keeper: step.keeper };
    }
    case 'move':
      return { op: 'move', from: at(step.from), to: at(step.to), checksum: step.checksum, sizeBytes: step.sizeBytes, keeper: null };
    case 'copy_in': {
      const { source, checksum, sizeBytes, mtimeMs } = step;
      return { op: 'copy', source, to: at(step.to), checksum, sizeBytes, mtimeMs, stagingName: `${batch}-${serial}.part` };
    }
  }
}
