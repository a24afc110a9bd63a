/** imports/session_<id>.json: one session with everything a person can see (docs/format/storage-v2.md#session). */
import { z } from 'zod';
import { HothashSchema } from '#contract/ids.ts';
import { PhotosDir, Writer } from './master-index.ts';
import { AuthorEntry, Count, fileShape, photoShape } from './shapes.ts';
import { formatVersion } from './version.ts';

export const FileEntry = z.looseObject({ ...fileShape, ...photoShape });
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
    default_author: AuthorEntry.nullable().optional(),
    source_path: z.array(z.string()).optional(),
    status: z.enum(['complete', 'incomplete']).optional(),
    generation: Count.optional(),
    writer: Writer.optional(),
    rules: z.looseObject({}).optional(),
    /** Which storage the session belongs to, for the day its master index is lost. */
    storage: z.looseObject({ uuid: z.string().min(1), photos_dir: PhotosDir }).optional(),
    found: Count.optional(),
    problems: z.array(z.looseObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
    /** The session that was too large for one index, of its parts. */
    part_of: z.string().optional(),
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
