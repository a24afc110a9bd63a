/** imports/session_<id>.json: one session with everything a person can see (docs/format/storage-v2.md#session). */
import { z } from 'zod';
import { ChecksumSchema, HashAlgo, HothashSchema, UtcOffset } from '#contract/ids.ts';
import { Writer } from './master-index.ts';
import { formatVersion } from './version.ts';

const Author = z.looseObject({ uuid: z.string(), name: z.string() });
const FileStatus = z.enum(['present', 'missing', 'edited', 'corrupt']);

export const CompanionEntry = z.looseObject({
  path: z.string(),
  role: z.enum(['raw', 'live', 'sidecar', 'audio', 'other']),
  checksum: ChecksumSchema,
  file_size: z.int().nonnegative(),
});

export const FileEntry = z.looseObject({
  filename: z.string(),
  file_size: z.int().nonnegative(),
  taken_at: z.string().nullable(),
  created_at: z.string(),
  original_filename: z.string(),
  file_format: z.string(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  has_hotpreview: z.boolean(),
  path: z.string().optional(),
  checksum: ChecksumSchema.optional(),
  hash_algo: HashAlgo.optional(),
  mtime: z.string().optional(),
  taken_at_offset: UtcOffset.nullable().optional(),
  taken_at_source: z.string().optional(),
  camera: z.string().nullable().optional(),
  lens: z.string().nullable().optional(),
  exposure: z
    .looseObject({
      iso: z.number().nullable(),
      f_number: z.number().nullable(),
      exposure_time_s: z.number().nullable(),
      focal_length_mm: z.number().nullable(),
    })
    .nullable()
    .optional(),
  gps: z.looseObject({ latitude: z.number(), longitude: z.number(), altitude_m: z.number().nullable() }).nullable().optional(),
  place: z.string().optional(),
  orientation: z.int().min(1).max(8).optional(),
  kind: z.string().optional(),
  coded_width: z.int().nullable().optional(),
  coded_height: z.int().nullable().optional(),
  content_identifier: z.string().nullable().optional(),
  copies: z.array(z.looseObject({ path: z.string(), checksum: ChecksumSchema, mtime: z.string() })).optional(),
  companions: z.array(CompanionEntry).optional(),
  photo: z
    .looseObject({
      title: z.string(),
      caption: z.string(),
      rating: z.int().min(0).max(5),
      flag: z.enum(['pick', 'reject', 'none']),
      color: z.string().nullable(),
      tags: z.array(z.string()),
      author: Author.nullable(),
      previous_hothashes: z.array(HothashSchema),
      rev: z.int().nonnegative(),
      updated_at: z.string().nullable(),
    })
    .optional(),
  status: FileStatus.optional(),
  last_seen: z.string().optional(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const SessionIndex = z.looseObject({
  import_session: z.looseObject({
    id: z.int().positive(),
    title: z.string(),
    description: z.string(),
    imported_at: z.string(),
    default_author_id: z.int().nullable(),
    file_storage_id: z.int(),
    storage_directory: z.string(),
    uuid: z.string().optional(),
    default_author: Author.nullable().optional(),
    source_path: z.array(z.string()).optional(),
    status: z.enum(['complete', 'incomplete']).optional(),
    generation: z.int().nonnegative().optional(),
    writer: Writer.optional(),
    rules: z.looseObject({}).optional(),
  }),
  files: z.record(HothashSchema, FileEntry),
  statistics: z.looseObject({ total_files: z.int().nonnegative(), index_generated: z.string(), imalink_version: z.string() }),
});
export type SessionIndex = z.infer<typeof SessionIndex>;

/** The text up to the first file. Entries follow as `sessionFilesText`, then `sessionTailText`. */
export function sessionHeadText(session: SessionIndex['import_session']): string {
  const head = JSON.stringify({ import_session: session }, null, 2);
  return `${head.slice(0, -2)},\n  "files": {`;
}

/** Some file entries, each after its comma but the very first of the document. They are stringified at their own depth: nothing is re-indented. */
export function sessionFilesText(files: Readonly<Record<string, FileEntry>>, isFirst: boolean): string {
  const text = JSON.stringify({ files }, null, 2);
  return `${isFirst ? '' : ','}${text.slice(filesStart.length, -filesEnd.length)}`;
}

const filesStart = '{\n  "files": {';
const filesEnd = '\n  }\n}';

export function sessionTailText(fileCount: number, changedAt: string, extra: object): string {
  const statistics = { total_files: fileCount, index_generated: changedAt, imalink_version: formatVersion };
  const tail = JSON.stringify({ statistics, ...extra }, null, 2).slice(2);
  return `${fileCount === 0 ? '' : '\n  '}},\n${tail}\n`;
}

/** Wall clock with its offset when known: `2024-07-10T14:30:00.000+02:00`, else without a zone. */
export function takenAtText(takenAt: string | null, offset: string | null): string | null {
  return takenAt == null ? null : `${takenAt}${offset ?? ''}`;
}
