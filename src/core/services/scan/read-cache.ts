/**
 * What an unfinished scan has read, so that the next one goes on instead of starting again. Valid for a file of the very
 * size and time; emptied when a scan ends, because then the catalog itself knows.
 */
import type { ScanMode } from '#contract/scan.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import type { MediaResult } from '#core/media/types.ts';
import { instant, type Context } from '../context.ts';
import type { FileToRead } from './look.ts';

/** What was read longer ago is read again. */
const validForMs = 7 * 86_400_000;
/** Readings per durable write. */
const batchSize = 64;

export interface ReadCache {
  find(file: FileToRead): MediaResult | undefined;
  keep(file: FileToRead, result: MediaResult): Promise<void>;
  /** Writes what is not written yet: at an interruption. */
  flush(): Promise<void>;
  /** Queries that empty the cache, for the transaction that records the scan. */
  clear(): Compilable[];
}

/** @param mode a full scan goes on from a full scan only: it promises to have read everything */
export async function openReadCache(context: Context, storageId: number, mode: ScanMode): Promise<ReadCache> {
  const { catalog, clock } = context;
  const rows = await catalog.read
    .selectFrom('scan_reading')
    .selectAll()
    .where('storage_id', '=', storageId)
    .where('read_at', '>', new Date(clock.now().getTime() - validForMs).toISOString())
    .$if(mode === 'full', (query) => query.where('mode', '=', 'full'))
    .execute();
  const known = new Map(rows.map((row) => [row.path, row]));
  let waiting: Compilable[] = [];
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) await catalog.write(batch);
  };
  return {
    find: (file) => {
      const row = known.get(file.path);
      return row?.size_bytes === file.sizeBytes && row.mtime_ms === file.mtimeMs ? (JSON.parse(row.result_json) as MediaResult) : undefined;
    },
    keep: async (file, result) => {
      if (context.readOnly) return;
      const values = {
        size_bytes: file.sizeBytes,
        mtime_ms: file.mtimeMs,
        mode,
        read_at: instant(clock),
        result_json: JSON.stringify(result),
      };
      waiting.push(
        catalog.read
          .insertInto('scan_reading')
          .values({ storage_id: storageId, path: file.path, ...values })
          .onConflict((conflict) => conflict.columns(['storage_id', 'path']).doUpdateSet(values)),
      );
      if (waiting.length >= batchSize) await flush();
    },
    flush,
    clear: () => {
      waiting = [];
      return [catalog.read.deleteFrom('scan_reading').where('storage_id', '=', storageId)];
    },
  };
}
