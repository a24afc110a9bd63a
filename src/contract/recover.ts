/** Results of recovery, verification and mirroring, and the state of the indexes. */
import { z } from 'zod';
import { HothashSchema, Instant, Uuid } from './ids.ts';
import { nextCursor } from './procedure.ts';
import { Problem } from './problem.ts';

/** Seed keys: master_index_exists, sessions [{id, exists, generation, stale}]. */
export const IndexStatus = z.object({
  storage_uuid: Uuid,
  master_index_exists: z.boolean(),
  sessions: z.array(
    z.object({
      id: z.int(),
      uuid: Uuid,
      title: z.string(),
      index_file: z.string(),
      exists: z.boolean(),
      /** Of the file on disk; null when it cannot be read. */
      generation: z.int().nullable(),
      catalog_generation: z.int(),
      stale: z.boolean(),
      problem: z.string().nullable(),
    }),
  ),
});
export type IndexStatus = z.infer<typeof IndexStatus>;

const counts = {
  storages: z.int(),
  sessions: z.int(),
  restored: z.int(),
  missing: z.int(),
  untracked: z.int(),
  unreadable: z.int(),
  conflicts: z.int(),
};

/** The recover document of the CLI. restored + missing + unreadable are the files of the indexes. */
export const RecoverResult = z.object({
  ...counts,
  already_known: z.int(),
  photos: z.int(),
  problems: z.array(Problem),
  storages_found: z.array(z.object({ uuid: Uuid, display_name: z.string(), path: z.string(), sessions: z.int(), files: z.int() })),
  applied: z.boolean(),
  duration_ms: z.number(),
});
export type RecoverResult = z.infer<typeof RecoverResult>;

export const VerifyResult = z.object({
  checked: z.int(),
  ok: z.int(),
  edited: z.int(),
  corrupt: z.int(),
  missing: z.int(),
  unreadable: z.int(),
  /** Passed over, and no part of `checked`: their content is in the cloud, and nobody asked to fetch it. */
  in_cloud: z.int(),
  repaired: z.int(),
  bytes: z.int(),
  problems: z.array(Problem),
  duration_ms: z.number(),
});
export type VerifyResult = z.infer<typeof VerifyResult>;

export const Schedule = z.object({
  files: z.int(),
  verified: z.int(),
  /** Not read within the last quarter. */
  due: z.int(),
  oldest_verified_at: Instant.nullable(),
});

export const CopiesReport = z.object({
  min_copies: z.int(),
  total: z.int(),
  photos: z.array(
    z.object({
      hothash: HothashSchema,
      verified_copies: z.int(),
      files: z.array(
        z.object({
          storage_uuid: Uuid,
          storage_name: z.string(),
          path: z.string(),
          checksum: z.string(),
          status: z.string(),
          verified_at: Instant.nullable(),
        }),
      ),
    }),
  ),
  next_cursor: nextCursor,
});
export type CopiesReport = z.infer<typeof CopiesReport>;

export const MirrorResult = z.object({
  copied: z.int(),
  already_there: z.int(),
  failed: z.int(),
  bytes: z.int(),
  problems: z.array(Problem),
  duration_ms: z.number(),
});
export type MirrorResult = z.infer<typeof MirrorResult>;
