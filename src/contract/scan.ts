import { z } from 'zod';
import { Instant, StorageRef, Uuid } from './ids.ts';
import { cursor } from './procedure.ts';

export const ScanMode = z.enum(['quick', 'smart', 'full']);
export type ScanMode = z.infer<typeof ScanMode>;

export const ScanRequest = z.object({
  storage: StorageRef,
  /** A folder of the storage, relative to its photos folder; the whole storage when absent. */
  path: z.string().max(4096).optional(),
  mode: ScanMode.default('smart'),
  /** Plan only: nothing is recorded, nothing applied. */
  dry_run: z.boolean().default(false),
});
export type ScanRequest = z.output<typeof ScanRequest>;

/** One finding that waits for a person, or was applied and can be undone. */
export const Conflict = z.object({
  id: z.int().nullable(),
  kind: z.string(),
  path: z.string(),
  reason: z.string(),
  /** `auto` was applied; `suggest` has a safe default that may be accepted in bulk; `ask` needs a person; `info` is only told. */
  lane: z.enum(['auto', 'suggest', 'ask', 'info']),
  default: z.string(),
  resolutions: z.array(z.string()),
  status: z.enum(['open', 'later', 'applied', 'resolved', 'gone']),
  facts: z.record(z.string(), z.unknown()),
  storage_uuid: Uuid,
  first_seen: Instant,
  last_seen: Instant,
});
export type Conflict = z.infer<typeof Conflict>;

/** `open` waits; `later` was put off; `applied` was done without asking in the last 30 days; `ignored` is left alone for good. */
export const ConflictFilter = z.object({
  kind: z.string().max(50).optional(),
  storage: StorageRef.optional(),
  status: z.enum(['open', 'later', 'applied', 'ignored']).default('open'),
  /** In pages of so many, oldest first; without it all at once, in the order of the inbox. */
  limit: z.int().min(1).max(1000).optional(),
  cursor,
});

/** The scan document of the CLI and of POST /storage-index/scan/{uuid}. */
export const ScanResult = z.object({
  storage_uuid: Uuid,
  mode: ScanMode,
  state: z.string(),
  changes_detected: z.boolean(),
  counts: z.record(z.string(), z.int()),
  moved_files: z.array(z.object({ hothash: z.string(), old_path: z.string(), new_path: z.string(), session_id: z.int() })),
  missing_files: z.array(z.object({ hothash: z.string(), path: z.string(), session_id: z.int() })),
  new_files: z.array(z.object({ path: z.string(), file_size: z.int() })),
  conflicts: z.array(Conflict),
  applied: z.object({ journal_id: z.int().nullable(), changes: z.int() }),
  /** Files that were still being written: looked at again by the next scan. */
  deferred: z.int(),
  duration_ms: z.number(),
});
export type ScanResult = z.infer<typeof ScanResult>;

export const Explanation = z.object({ kind: z.string(), title: z.string(), why: z.string(), what_you_can_do: z.array(z.string()) });

export const JournalEntry = z.object({
  id: z.int(),
  storage_uuid: Uuid,
  storage_name: z.string(),
  title: z.string(),
  created_at: Instant,
  undone_at: Instant.nullable(),
  counts: z.record(z.string(), z.int()),
  change_count: z.int(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;
export const JournalDetail = JournalEntry.extend({ changes: z.array(z.record(z.string(), z.unknown())) });
