/** index.json: the storage's marker and its list of sessions (docs/format/storage-v2.md#master). */
import { z } from 'zod';
import { ChecksumSchema } from '#contract/ids.ts';
import { parseRelPath } from '#domain/rel-path.ts';
import { formatVersion } from './version.ts';

export const Writer = z.looseObject({
  host_uuid: z.string(),
  host_name: z.string(),
  generation: z.int().nonnegative(),
  /** Of a session: host uuid to the generation of that host's latest write which is contained. */
  lineage: z.record(z.string(), z.int().nonnegative()).optional(),
});

/** `photos`, or `.` for an adopted folder. */
export const PhotosDir = z.string().refine((path) => path === '.' || parseRelPath(path) !== null, 'it must be a folder inside the storage');

const IndexFile = z
  .string()
  .refine((path) => /^imports\/[^/]+\.json$/.test(path) && parseRelPath(path) !== null, 'it must be a file of imports/');

export const MasterSession = z.looseObject({
  id: z.int().positive(),
  title: z.string(),
  imported_at: z.string(),
  file_count: z.int().nonnegative(),
  index_file: IndexFile,
  uuid: z.string().optional(),
  sha256: ChecksumSchema.optional(),
  generation: z.int().nonnegative().optional(),
});

/** Loose objects: keys of later versions and of other programs survive read-modify-write. */
export const MasterIndex = z.looseObject({
  storage_info: z.looseObject({
    uuid: z.string().min(1),
    directory_name: z.string(),
    display_name: z.string(),
    created_at: z.string(),
    base_path: z.string().optional(),
    last_scan: z.string().nullable().optional(),
    is_accessible: z.boolean().optional(),
    total_files: z.int().nonnegative().optional(),
    total_size_mb: z.number().nonnegative().optional(),
    format_version: z.string().optional(),
    photos_dir: PhotosDir.optional(),
    writer: Writer.optional(),
    min_copies: z.int().positive().optional(),
  }),
  import_sessions: z.array(MasterSession),
  imalink_version: z.string(),
});
export type MasterIndex = z.infer<typeof MasterIndex>;

export interface MasterIndexInput {
  readonly uuid: string;
  readonly directoryName: string;
  readonly basePath: string;
  readonly displayName: string;
  readonly createdAt: string;
  readonly photosDir: string;
  readonly minCopies?: number;
  readonly totalFiles: number;
  readonly totalSizeBytes: number;
  readonly writer: { readonly hostUuid: string; readonly hostName: string; readonly generation: number };
  readonly sessions: readonly {
    readonly id: number;
    readonly title: string;
    readonly importedAt: string;
    readonly fileCount: number;
    readonly indexFile: string;
    readonly uuid: string;
    readonly sha256: string | null;
    readonly generation: number;
  }[];
  /** Unknown keys of the index on disk, by place. */
  readonly extra: { readonly root?: object; readonly storageInfo?: object };
}

/** The text of index.json: fixed key order, two-space indent, LF, so that equal content is equal bytes. */
export function masterIndexText(input: MasterIndexInput): string {
  const document: MasterIndex = {
    storage_info: {
      uuid: input.uuid,
      directory_name: input.directoryName,
      base_path: input.basePath,
      display_name: input.displayName,
      created_at: input.createdAt,
      last_scan: null,
      is_accessible: true,
      total_files: input.totalFiles,
      total_size_mb: Math.round(input.totalSizeBytes / 1e5) / 10,
      format_version: formatVersion,
      photos_dir: input.photosDir,
      writer: { host_uuid: input.writer.hostUuid, host_name: input.writer.hostName, generation: input.writer.generation },
      min_copies: input.minCopies ?? 1,
      ...input.extra.storageInfo,
    },
    import_sessions: input.sessions.map((session) => ({
      id: session.id,
      title: session.title,
      imported_at: session.importedAt,
      file_count: session.fileCount,
      index_file: session.indexFile,
      uuid: session.uuid,
      ...(session.sha256 == null ? {} : { sha256: session.sha256 }),
      generation: session.generation,
    })),
    imalink_version: formatVersion,
    ...input.extra.root,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
