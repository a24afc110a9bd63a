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
  /** A person said to ignore that it is away, until it has been seen again. */
  is_quiet: z.boolean(),
  /** What the person can do about a state other than online. */
  state_hint: z.string().nullable(),
  free_space_bytes: z.int().nullable(),
  total_files: z.int(),
  total_size_bytes: z.int(),
  session_count: z.int(),
  /** Verified copies that its photos shall have, anywhere. */
  min_copies: z.int(),
  /** When it was last scanned as a whole, and when it was last reachable. */
  last_scan: Instant.nullable(),
  last_seen: Instant.nullable(),
  /** The other place that holds this storage's uuid: until that is answered no index is written to either. */
  clone_path: z.string().nullable(),
  /** What waits or went wrong there; all zero for a healthy storage. */
  health: z.object({ open_findings: z.int(), missing_files: z.int(), corrupt_files: z.int(), stale_indexes: z.int() }),
  warnings: z.array(z.string()),
});
export type StorageDto = z.infer<typeof StorageDto>;

/** Where the classes of sizes begin, in bytes. */
export const sizeSteps = [0, 1_000_000, 5_000_000, 20_000_000, 100_000_000] as const;

export const StorageStatistics = z.object({
  statistics: z.object({
    total_files: z.int(),
    total_photos: z.int(),
    total_size_bytes: z.int(),
    total_size_mb: z.number(),
    /** Of photos; with `companions` all files and bytes. */
    by_format: z.array(z.object({ format: z.string(), files: z.int(), bytes: z.int() })),
    companions: z.object({ files: z.int(), bytes: z.int() }),
    /** All photos, each once; null has no date. */
    by_year: z.array(z.object({ year: z.string().nullable(), photos: z.int() })),
    /** All photos, each once; null has no camera. */
    by_camera: z.array(z.object({ camera: z.string().nullable(), photos: z.int() })),
    /** All files, companions included, by the size they reach: every step of `sizeSteps`. */
    by_size: z.array(z.object({ from_bytes: z.int(), files: z.int(), bytes: z.int() })),
  }),
  import_sessions: z.array(z.object({ id: z.int(), title: z.string(), imported_at: Instant, file_count: z.int() })),
});
export type StorageStatistics = z.infer<typeof StorageStatistics>;

const CountedFolder = z.object({
  name: z.string(),
  /** Relative to the photos folder, as the disk spells it. */
  path: z.string(),
  /** Photos in the folder itself. */
  photos: z.int(),
  /** Photos in it and below it. */
  total: z.int(),
  /** Folders right below it. */
  folders: z.int(),
});
export type CountedFolder = z.infer<typeof CountedFolder>;

/** A folder and those right below it, by name. Folders that hold no known photo are not in it. */
export const FolderLevel = CountedFolder.extend({ storage_uuid: Uuid, children: z.array(CountedFolder) });
export type FolderLevel = z.infer<typeof FolderLevel>;

/** A storage that was found on a disk, and what it is to this catalog. */
export const DiscoveredStorage = z.object({
  path: z.string(),
  uuid: Uuid,
  display_name: z.string(),
  sessions: z.int(),
  files: z.int(),
  /** `known`: at its known place; `moved`: known, and its known place is empty; `clone`: known, and both places hold it; `new`: not in this catalog. */
  relation: z.enum(['known', 'moved', 'clone', 'new']),
  known_path: z.string().nullable(),
});
export type DiscoveredStorage = z.infer<typeof DiscoveredStorage>;

/** `moved`: the path is the storage now; `backup`: it is a copy and gets a uuid of its own, marked as one; `separate`: a storage in its own right with a new uuid. */
export const CloneAnswer = z.enum(['moved', 'backup', 'separate']);
export type CloneAnswer = z.infer<typeof CloneAnswer>;

export const WatchStatus = z.object({
  storage_uuid: Uuid,
  /** `watching`: changes are seen as they happen; `periodic`: this disk cannot tell, so it is scanned now and then; `off`: not reachable, inactive or turned off. */
  state: z.enum(['watching', 'periodic', 'off']),
  /** Why it is not `watching`, for people. */
  notice: z.string().nullable(),
  next_scan_at: Instant.nullable(),
});
export type WatchStatus = z.infer<typeof WatchStatus>;
