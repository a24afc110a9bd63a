/**
 * The closed list of changes that scans and decisions make to the catalog. Each is a value that says all its inverse
 * needs, so that a journal entry can be taken back exactly. None of them touches a file.
 */
import type { RelPath } from '../rel-path.ts';
import type { CataloguedCompanion, CataloguedFile } from './types.ts';

/** Size, time and checksum of a path as it was last seen. */
interface Print {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly checksum: string;
}

/** Other bytes than before were never verified, unless an undo brings back those that were. */
interface FilePrint extends Print {
  readonly verifiedAt?: string | null;
}

interface CopyRecord extends Print {
  readonly photoId: number;
  readonly sessionId: number;
  readonly path: RelPath;
}

/** What the file itself says of a photo: the columns of the catalog, by name. People's words are not among them. */
export type PhotoFacts = Readonly<Record<string, string | number | null>>;

/** A file's record with everything that goes with it. */
export interface FileRecord {
  readonly file: CataloguedFile;
  readonly originalFilename: string;
  readonly createdAt: string;
  /** What later versions of the format say of the file and of its companions, by companion: kept as it was. */
  readonly extraJson: string;
  readonly companionExtras: Readonly<Record<string, string>>;
  /** Other sessions that show the file. */
  readonly referencedBy: readonly number[];
}

interface CompanionRecord extends Print {
  /** Path of the file it belongs to: that may have been recorded by the same batch. */
  readonly ownerPath: RelPath;
  readonly path: RelPath;
  readonly role: CataloguedCompanion['role'];
}

/** A file of a photo that may be new to the catalog, so that it is named by its hothash. */
interface NewFile extends Print {
  readonly hothash: string;
  readonly sessionId: number;
  readonly path: RelPath;
}

export type CatalogChange =
  | ({ readonly change: 'move_file'; readonly fileId: number; readonly from: RelPath; readonly to: RelPath } & FilePrint)
  | ({ readonly change: 'move_companion'; readonly companionId: number; readonly from: RelPath; readonly to: RelPath } & Print)
  | ({ readonly change: 'add_copy' } & CopyRecord)
  /** The inverse of add_copy: forgets the record of a path, touches no file. */
  | ({ readonly change: 'remove_copy' } & CopyRecord)
  | {
      readonly change: 'set_status';
      readonly fileId: number;
      readonly from: CataloguedFile['status'];
      readonly to: CataloguedFile['status'];
    }
  | ({ readonly change: 'update_file'; readonly fileId: number } & FilePrint)
  /** Takes a file's record out of the catalog, with its companions; `restore_file` brings back the very same. */
  | { readonly change: 'drop_file' | 'restore_file'; readonly record: FileRecord }
  | ({ readonly change: 'add_companion' | 'remove_companion' } & CompanionRecord)
  /**
   * The photo shows other facts than before. With another hothash it is a new version: the former one is kept among
   * the previous ones (`add`), or taken from there again (`remove`).
   */
  | {
      readonly change: 'set_photo';
      readonly photoId: number;
      readonly from: PhotoFacts;
      readonly to: PhotoFacts;
      readonly previous: 'add' | 'remove' | 'keep';
    }
  /** A photo with no file yet; `like` is the one whose user data it starts with. */
  | { readonly change: 'add_photo' | 'drop_photo'; readonly facts: PhotoFacts; readonly likeId: number | null }
  | ({ readonly change: 'add_file' | 'remove_file' } & NewFile)
  /** The file is one of another photo now. */
  | {
      readonly change: 'assign_file';
      readonly fileId: number;
      readonly fromHothash: string;
      readonly toHothash: string;
    }
  /** Another session owns the file from now on; the former owner refers to it instead. */
  | { readonly change: 'give_file'; readonly fileId: number; readonly from: number; readonly to: number }
  /** A session that refers to the file shows it no more, or again. */
  | { readonly change: 'part_file' | 'join_file'; readonly fileId: number; readonly sessionId: number }
  | { readonly change: 'hide_photo' | 'show_photo'; readonly photoId: number; readonly as: 'forgotten' }
  /**
   * A session that a decision made by registering files where they stand, or whose index it took into the catalog: then
   * `revs` says what was said of its photos in it, and the index stays where it is when the session is dropped again.
   */
  | { readonly change: 'add_session' | 'drop_session'; readonly sessionId: number; readonly uuid: string; readonly revs?: number }
  /** Files that a decision registered where they stand, in a session that was there. */
  | { readonly change: 'add_files' | 'drop_files'; readonly sessionId: number; readonly fileIds: readonly number[] };
