/**
 * What an unfinished scan has read, so that the next one goes on instead of starting again. Valid for a file of the very
 * size and time; emptied when a scan ends, because then the catalog itself knows.
 */
import type { ScanMode } from '#contract/scan.ts';
import { sql } from 'kysely';
import type { Compilable } from '#core/catalog/catalog.ts';
import type { MediaResult } from '#core/media/types.ts';
import { instant, type Context } from '../context.ts';
import type { FileToRead } from './look.ts';

/** What was read longer ago is read again. */
const validForMs = 7 * 86_400_000;
/** A durable write costs as much as reading many small files: this much reading is lost by a kill, at most. */
const keepEveryMs = 2000;

export interface ReadCache {
  find(file: FileToRead): MediaResult | undefined;
  /** Remembers in the background. */
  keep(file: FileToRead, result: MediaResult): void;
  /** Writes what is not written yet: at an interruption. */
  flush(): Promise<void>;
  /** Ends what runs in the background. @throws what kept it from being written */
  settle(): Promise<void>;
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
  let waiting: unknown[][] = [];
  let running: Promise<unknown> = Promise.resolve();
  let keptMs = performance.now();
  const flush = (): Promise<unknown> => {
    keptMs = performance.now();
    const rows = JSON.stringify(waiting);
    const query = sql`insert into scan_reading (storage_id, path, size_bytes, mtime_ms, mode, read_at, result_json)
      select ${storageId}, value ->> 0, value ->> 1, value ->> 2, ${mode}, ${instant(clock)}, value ->> 3 from json_each(${rows}) where true
      on conflict (storage_id, path) do update set size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms, mode = excluded.mode,
        read_at = excluded.read_at, result_json = excluded.result_json`;
    if (waiting.length > 0) running = running.then(() => catalog.write([{ compile: () => query.compile(catalog.read) }]));
    waiting = [];
    // Met when the scan settles.
    running.catch(() => undefined);
    return running;
  };
  return {
    find: (file) => {
      const row = known.get(file.path);
      return row?.size_bytes === file.sizeBytes && row.mtime_ms === file.mtimeMs ? (JSON.parse(row.result_json) as MediaResult) : undefined;
    },
    keep: (file, result) => {
      if (context.readOnly) return;
      waiting.push([file.path, file.sizeBytes, file.mtimeMs, JSON.stringify(result)]);
      if (performance.now() - keptMs >= keepEveryMs) void flush();
    },
    flush: async () => void (await flush()),
    settle: async () => void (await running),
    clear: () => [catalog.read.deleteFrom('scan_reading').where('storage_id', '=', storageId)],
  };
}
