import { z } from 'zod';
import { Instant, Uuid } from './ids.ts';

/** What can be said of a storage right now. Only `online` and `read-only` can be read; only `online` can be written. */
export const StorageState = z.enum(['online', 'read-only', 'offline', 'wrong-uuid', 'no-marker', 'denied', 'inactive']);
export type StorageState = z.infer<typeof StorageState>;

export const StorageDto = z.object({
  uuid: Uuid,
  display_name: z.string(),
  directory_name: z.string(),
  /** Parent folder, as the seed format names it. */
  base_path: z.string(),
  /** The storage's own root folder on this machine. */
  full_path: z.string(),
  /** Relative to full_path: `photos`, or `.` for an adopted folder. */
  photos_dir: z.string(),
  created_at: Instant,
  is_active: z.boolean(),
  is_accessible: z.boolean(),
  state: StorageState,
  /** What the person can do about a state other than online. */
  state_hint: z.string().nullable(),
  free_space_bytes: z.int().nullable(),
  total_files: z.int(),
  total_size_bytes: z.int(),
  session_count: z.int(),
  warnings: z.array(z.string()),
});
export type StorageDto = z.infer<typeof StorageDto>;

export const StorageStatistics = z.object({
  statistics: z.object({
    total_files: z.int(),
    total_photos: z.int(),
    total_size_bytes: z.int(),
    total_size_mb: z.number(),
    by_format: z.array(z.object({ format: z.string(), files: z.int(), bytes: z.int() })),
    by_year: z.array(z.object({ year: z.string().nullable(), photos: z.int() })),
  }),
  import_sessions: z.array(z.object({ id: z.int(), title: z.string(), imported_at: Instant, file_count: z.int() })),
});
export type StorageStatistics = z.infer<typeof StorageStatistics>;
