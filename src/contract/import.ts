import { z } from 'zod';
import { templateProblem } from '#domain/path-template.ts';
import { HothashSchema, HostPath, StorageRef, Uuid, WallClock } from './ids.ts';
import { TagName } from './organize.ts';
import { Problem } from './problem.ts';

export const ImportMode = z.enum(['copy', 'move', 'register']);
export type ImportMode = z.infer<typeof ImportMode>;
export const ImportLayout = z.enum(['keep', 'date', 'session', 'flat']);
export type ImportLayout = z.infer<typeof ImportLayout>;
export const DuplicatePolicy = z.enum(['skip', 'keep', 'reference']);
export type DuplicatePolicy = z.infer<typeof DuplicatePolicy>;

export const PathTemplate = z
  .string()
  .max(500)
  .refine((text) => templateProblem(text) === null, { error: ({ input }) => templateProblem(String(input)) ?? 'not a template' });

/** What to import, where to, and how. The preview and the import take the same object. */
export const ImportRequest = z.object({
  sources: z.array(HostPath).min(1).max(1000),
  storage: StorageRef,
  title: z.string().max(200).optional(),
  notes: z.string().max(10_000).optional(),
  author: z.string().max(200).optional(),
  /** Given to every photo that is new to the library, as a person gives them. */
  tags: z.array(TagName).max(100).optional(),
  mode: ImportMode.default('copy'),
  layout: ImportLayout.default('keep'),
  /** Folders and names in one's own words, such as `{YYYY}/{MM} {session}/{name}`; then `layout` does not count. */
  template: PathTemplate.optional(),
  /** Byte for byte in this storage already. */
  duplicates: DuplicatePolicy.default('skip'),
  /** The same picture with other bytes is in this storage: kept as a further copy, unless one says otherwise. */
  same_picture: DuplicatePolicy.default('keep'),
  /** Byte for byte in another storage, which is online and was read just now; what is only remembered is imported. */
  elsewhere: z.enum(['keep', 'skip']).default('keep'),
  verify: z.boolean().default(true),
  companions: z.boolean().default(true),
});
export type ImportRequest = z.output<typeof ImportRequest>;

export const ImportCounts = z.object({
  /** Files looked at, ignored names not counted. */
  found: z.int(),
  /** Photos and stand-alone videos that now stand in the storage (preview: that would). */
  imported: z.int(),
  /** Byte-identical to a file the storage already has. */
  duplicates: z.int(),
  /** Left out as asked: the same picture with other bytes is here, or the same bytes are in another storage. */
  skipped: z.int(),
  /** Of the imported: same picture as a stored file, other bytes. */
  further_copies: z.int(),
  companions: z.int(),
  /** Mode move: source files that went to the trash, each after its stored copy was read again (preview: that would). */
  moved: z.int(),
  unsupported: z.int(),
  failed: z.int(),
  bytes: z.int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

/** A file of the source that was recognised: skipped as a duplicate, or kept as a further copy. */
export const ImportMatch = z.object({
  path: z.string(),
  kind: z.enum(['duplicate', 'further_copy']),
  /** The stored file it matches, relative to the storage's photos folder. */
  matches: z.string(),
});

/** Photos that would go the same way: by folder of the source, hour and camera. */
export const ImportPlace = z.object({
  source_name: z.string(),
  /** Of one of them. */
  relative_path: z.string(),
  taken_at: WallClock.nullable(),
  camera: z.string().nullable(),
  photos: z.int(),
});
export type ImportPlace = z.infer<typeof ImportPlace>;

export const PreviewKind = z.enum(['new', 'identical', 'same_picture', 'companion', 'unsupported', 'unreadable']);
export type PreviewKind = z.infer<typeof PreviewKind>;

/** Where a file of the source is known already. */
export const PreviewMatch = z.object({
  storage_uuid: Uuid,
  storage_name: z.string(),
  path: z.string(),
  /** `here`: in the storage of the import; `away`: as the catalog remembers it, the drive is not connected. */
  place: z.enum(['here', 'online', 'away']),
  /** The same bytes; else the same picture. */
  same_bytes: z.boolean(),
  /** Same picture, other bytes: what of it differs. */
  differs: z.array(z.enum(['size', 'taken_at', 'camera', 'title', 'caption', 'rating', 'place', 'gps'])),
});
export type PreviewMatch = z.infer<typeof PreviewMatch>;

/** One file of the source, before anything is copied. */
export const PreviewFile = z.object({
  /** Relative to its source. */
  path: z.string(),
  kind: PreviewKind,
  /** Its picture can be asked for while the preview is kept; null for what has none. */
  hothash: HothashSchema.nullable(),
  size_bytes: z.int(),
  taken_at: WallClock.nullable(),
  matches: z.array(PreviewMatch),
  /** What the import would do with it as it was asked. */
  action: z.enum(['import', 'skip', 'reference', 'none']),
  /** Why it cannot be imported. */
  problem: Problem.nullable(),
});
export type PreviewFile = z.infer<typeof PreviewFile>;

export const PreviewGroups = z.object({
  new: z.int(),
  identical: z.int(),
  same_picture: z.int(),
  companion: z.int(),
  unsupported: z.int(),
  unreadable: z.int(),
});

export const ImportPreview = z.object({
  counts: ImportCounts,
  /** Files of the source by what they are; `import.previewFiles` lists them. */
  groups: PreviewGroups,
  /** Of the identical: only in other storages. */
  elsewhere: z.int(),
  problems: z.array(Problem),
  matches: z.array(ImportMatch),
  /** What decides where the new photos go, to show the folders of any layout. */
  places: z.array(ImportPlace),
  free_space_bytes: z.int().nullable(),
  duration_ms: z.number(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportResult = ImportPreview.omit({ places: true, groups: true, elsewhere: true }).extend({
  session: z.object({ id: z.int(), uuid: Uuid, title: z.string(), status: z.enum(['complete', 'incomplete']) }),
});
export type ImportResult = z.infer<typeof ImportResult>;
