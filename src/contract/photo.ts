import { z } from 'zod';
import { whyKinds } from '#domain/explain-photo.ts';
import { boundsPattern } from '#domain/map-bounds.ts';
import { ChecksumSchema, HashAlgo, HothashSchema, Instant, StorageRef, TakenAtSource, UtcOffset, Uuid, WallClock } from './ids.ts';

export const FileStatus = z.enum(['present', 'missing', 'edited', 'corrupt']);
export const Flag = z.enum(['pick', 'reject', 'none']);

/** Which photos. */
export const PhotoFilter = z.object({
  /** Words and `field:value`, as docs/design/search.md says. */
  text: z.string().max(2000).optional(),
  session_id: z.int().positive().optional(),
  storage: StorageRef.optional(),
  /** Uuid or name of an album. */
  album: z.string().min(1).max(200).optional(),
  /** A folder, relative to the photos folder of its storage; empty is that folder itself. */
  folder: z.string().max(4096).optional(),
  /** Whether photos in folders below count; they do when nothing is said. */
  subfolders: z.boolean().optional(),
  /** A part of the map in degrees: west,south,east,north. Photos without a position are in none. */
  bounds: z.string().regex(boundsPattern, 'bounds are four numbers of degrees: west,south,east,north').optional(),
});
export type PhotoFilter = z.output<typeof PhotoFilter>;

/** Which photos, in which order. An empty query is the whole library, newest first. */
export const PhotoQuery = PhotoFilter.extend({
  /** `album` is the order of the album, whatever the direction. */
  sort: z.enum(['taken_at', 'imported_at', 'rating', 'session', 'folder', 'album']).default('taken_at'),
  descending: z.boolean().default(true),
  /** `closed` lists a stack as one photo, the one on top; those in `open_stacks` are listed whole. */
  stacks: z.enum(['open', 'closed']).optional(),
  open_stacks: z.array(Uuid).max(1000).optional(),
});
export type PhotoQuery = z.output<typeof PhotoQuery>;

/**
 * Photos that stand together in a list. `key` is a date, a number of stars, of a session, or storage and folder;
 * null for photos without a date, without stars, in no session. `label` is the title of a session or the path of a folder.
 */
const PhotoGroup = z.object({
  kind: z.enum(['day', 'import_day', 'rating', 'session', 'folder', 'none']),
  key: z.string().nullable(),
  label: z.string().nullable(),
  count: z.int(),
});
export type PhotoGroup = z.infer<typeof PhotoGroup>;

/** An opened list of photos: frozen until closed or expired, so that positions mean the same on every page. */
export const PhotoView = z.object({
  view_id: z.string(),
  total: z.int(),
  /** Photos that are not listed because their stack is closed. */
  below: z.int(),
  /** In list order. `day` is the wall-clock date, null for undated photos and for lists without days. */
  days: z.array(z.object({ day: z.string().nullable(), count: z.int() })),
  /** In list order, together all of it: what the headers of the list say. An album is one group of the kind `none`. */
  groups: z.array(PhotoGroup),
});
export type PhotoView = z.infer<typeof PhotoView>;

/** Photos by their places in an open list, ends not included: a selection of a hundred thousand is a few numbers. */
export const Places = z.object({
  view_id: z.string(),
  ranges: z
    .array(z.tuple([z.int().min(0), z.int().min(1)]))
    .min(1)
    .max(10_000),
});
export type Places = z.infer<typeof Places>;

export const PhotoTile = z.object({
  hothash: HothashSchema,
  file_name: z.string(),
  taken_at: WallClock.nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  format: z.string(),
  status: FileStatus,
  storage_online: z.boolean(),
  has_hotpreview: z.boolean(),
  has_raw: z.boolean(),
  has_live: z.boolean(),
  rating: z.int(),
  flag: Flag,
  /** Its colour label. */
  color: z.string().nullable(),
  copies: z.int(),
  /** The stack it is in, with the number of its photos. */
  stack: z.object({ uuid: Uuid, count: z.int() }).nullable(),
});
export type PhotoTile = z.infer<typeof PhotoTile>;

export const CompanionDto = z.object({
  path: z.string(),
  role: z.enum(['raw', 'live', 'sidecar', 'audio', 'other']),
  checksum: ChecksumSchema,
  file_size: z.int(),
});

export const FileDto = z.object({
  path: z.string(),
  full_path: z.string(),
  storage_uuid: z.string(),
  storage_name: z.string(),
  session_id: z.int(),
  checksum: ChecksumSchema,
  file_size: z.int(),
  mtime: Instant,
  status: FileStatus,
  storage_online: z.boolean(),
  original_filename: z.string(),
  /** When it was last known to stand there: of a missing file, the last scan that saw it. */
  last_seen: Instant,
  /** When its bytes were last read and were those that were registered. */
  verified_at: Instant.nullable(),
  companions: z.array(CompanionDto),
});

export const Gps = z.object({ latitude: z.number(), longitude: z.number(), altitude_m: z.number().nullable() });
export const Exposure = z.object({
  iso: z.number().nullable(),
  f_number: z.number().nullable(),
  exposure_time_s: z.number().nullable(),
  focal_length_mm: z.number().nullable(),
});

export const PhotoDetail = z.object({
  hothash: HothashSchema,
  hash_algo: HashAlgo,
  format: z.string(),
  /** Orientation applied. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  orientation: z.int().min(1).max(8),
  taken_at: WallClock.nullable(),
  taken_at_offset: UtcOffset.nullable(),
  taken_at_source: TakenAtSource,
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  exposure: Exposure.nullable(),
  gps: Gps.nullable(),
  title: z.string(),
  caption: z.string(),
  /** Sublocation, city, state, country as the file names them; empty when it does not. */
  place: z.string(),
  rating: z.int().min(0).max(5),
  flag: Flag,
  color: z.string().nullable(),
  tags: z.array(z.string()),
  /** Fields that people named, in the order of the index. What other programs put there is its JSON text. */
  custom: z.array(z.object({ name: z.string(), value: z.string() })),
  author: z.string().nullable(),
  has_hotpreview: z.boolean(),
  imported_at: Instant,
  sessions: z.array(z.object({ id: z.int(), title: z.string() })),
  files: z.array(FileDto),
});
export type PhotoDetail = z.infer<typeof PhotoDetail>;

/** Photos near each other, as one dot of a map: how many, their middle, how far they reach. Degrees. */
export const MapCell = z.object({
  count: z.int(),
  longitude: z.number(),
  latitude: z.number(),
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
  /** One of them, and the place that its file names; empty when it does not. */
  hothash: HothashSchema,
  place: z.string(),
});
export type MapCell = z.infer<typeof MapCell>;
export const MapCells = z.object({
  total: z.int(),
  /** The fullest first. */
  cells: z.array(MapCell),
  /** Cells that are left out. */
  more: z.int(),
});
export type MapCells = z.infer<typeof MapCells>;

/** Something that happened to a photo. */
export const PhotoHistoryEntry = z.object({
  at: Instant,
  /** `automatic`: a scan saw and did it by itself; `found`: a scan saw it and asks. */
  kind: z.enum(['import', 'edit', 'automatic', 'found']),
  /** Title of the session or of the edit, kind of the finding. */
  what: z.string(),
  /** The reason of a finding, as a sentence. */
  why: z.string(),
  undone: z.boolean(),
});
export type PhotoHistoryEntry = z.infer<typeof PhotoHistoryEntry>;

/** Everything the metadata blocks of a photo's file say, by block. Values as texts; what is binary is only measured. */
export const PhotoMetadata = z.object({
  /** The file that was read. */
  path: z.string(),
  groups: z.array(z.object({ name: z.string(), tags: z.array(z.object({ name: z.string(), value: z.string() })) })),
});
export type PhotoMetadata = z.infer<typeof PhotoMetadata>;

/** Why something about a photo is as it is. What is not said is empty, or null. */
export const PhotoReason = z.object({
  kind: z.enum(whyKinds),
  /** Relative to its photos folder. */
  file: z.string(),
  /** Photos of a stack, copies of a photo. */
  count: z.int(),
  /** Name of a storage, an offset, or the kind of a finding. */
  name: z.string(),
  fields: z.array(z.string()),
  at: Instant.nullable(),
  /** What a scan said when it did something by itself. */
  said: z.string(),
  /** In English. */
  sentence: z.string(),
});
export type PhotoReason = z.infer<typeof PhotoReason>;

/** What `hash` says of any file, without a storage. Keys of the CLI. */
export const FileHash = z.object({
  path: z.string(),
  hothash: HothashSchema.nullable(),
  hash_algo: HashAlgo.nullable(),
  checksum: ChecksumSchema.nullable(),
  format: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  orientation: z.int().nullable(),
  taken_at: WallClock.nullable(),
  taken_at_offset: UtcOffset.nullable(),
  taken_at_source: TakenAtSource,
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  gps: Gps.nullable(),
  file_size: z.int().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type FileHash = z.infer<typeof FileHash>;
