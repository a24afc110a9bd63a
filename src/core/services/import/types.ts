/** Words that the steps of an import share. */
import type { Selectable } from 'kysely';
import type { ImportRequest } from '#contract/import.ts';
import type { Problem } from '#contract/problem.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { MediaOutcome, MediaResult } from '#core/media/types.ts';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import type { CompanionRole } from '#domain/units.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import type { SessionRow } from '../session-document.ts';
import type { StorageRow } from '../storage-rows.ts';

export type ImportItem = Selectable<CatalogSchema['import_item']>;

/** A request as the session keeps it. */
export interface StoredRequest extends ImportRequest {
  /** Mode register: only these photos, by their paths in the photos folder, and what belongs to them. */
  readonly only?: readonly string[];
  /** Uuid of the session that this one mirrors: its files are known beforehand, each with its checksum. */
  readonly mirror_of?: string;
}

/** Everything one running import works with. */
export interface ImportRun {
  readonly context: Context;
  readonly control: JobControl;
  readonly session: SessionRow;
  readonly storage: StorageRow;
  readonly paths: StoragePaths;
  readonly request: StoredRequest;
  /** Paths refused at listing that are to be looked at again. */
  readonly refused?: readonly string[];
}

/** One file of a unit after it was read. */
export interface ReadItem {
  readonly item: ImportItem;
  readonly outcome: MediaOutcome;
  /** Name of its copy in the staging folder; null when nothing was copied. */
  readonly stagingName: string | null;
  /** Set when the file was found stored before it was copied. */
  readonly stored: StoredMatch | null;
  /** Set when its bytes are in another storage and are not wanted twice: `Storage: path`. */
  readonly elsewhere?: string | null;
}

/** A file of a photo that is on record. */
export interface RecordedFile {
  readonly path: string;
  readonly fileId: number;
  readonly photoId: number;
}

/** A stored file with the same bytes, re-hashed just now. `fileId` is the photo's file, or the file whose companion it is. */
export interface StoredMatch extends RecordedFile {
  /** It stands there as what belongs to a photo, not as the photo. */
  readonly isCompanion: boolean;
}

/** A file about to get its name. */
export interface GroupFile {
  readonly item: ImportItem;
  readonly result: MediaResult;
  readonly stagingName: string | null;
  readonly stored: StoredMatch | null;
  readonly elsewhere: string | null;
}

export interface ImportGroup {
  readonly primary: GroupFile;
  readonly companions: readonly { readonly file: GroupFile; readonly role: CompanionRole }[];
}

export type ProblemOf = (item: ImportItem) => Omit<Problem, 'path'>;
