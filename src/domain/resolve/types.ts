/**
 * Answers to findings, as values. A person chooses, the service looks what stands where, and a pure function says what
 * that would do to catalog and files. The service carries out what it said, or nothing (docs/design/reconcile.md#deciding).
 */
import type { CatalogChange, FileRecord, PhotoFacts } from '../reconcile/catalog-change.ts';
import type { FindingKind, Resolution } from '../reconcile/types.ts';
import type { RelPath } from '../rel-path.ts';

/** A kept finding. */
export interface OpenFinding {
  readonly id: number;
  readonly kind: FindingKind;
  readonly path: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the default does, where the planner could say it. */
  readonly changes: readonly CatalogChange[];
  /** It was answered, or went away by itself. */
  readonly isOver: boolean;
}

/** What a person chose for a finding. Meaning of `path` by resolution: contract/resolve.ts. */
export interface Choice {
  readonly as: Resolution;
  readonly path?: string | undefined;
  readonly title?: string | undefined;
  readonly session_id?: number | undefined;
  readonly pairs?: readonly { readonly file_id: number; readonly path: string }[] | undefined;
}

/** Size and time of what stands at a path. */
export interface Stat {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** A file that was read now. */
export interface FreshFile extends Stat {
  readonly checksum: string;
  readonly facts: PhotoFacts;
  readonly decodes: boolean;
}

export interface KnownPhoto {
  readonly photoId: number;
  readonly facts: PhotoFacts;
  readonly userFields: readonly string[];
  /** Its files in all storages, whatever their state. */
  readonly fileCount: number;
}

/** A file with the bytes in question, in another storage that can be read. */
export interface Elsewhere extends Stat {
  readonly photoId: number;
  readonly absolutePath: string;
  readonly where: string;
  readonly checksum: string;
}

/** A file that a person pointed at. */
export interface Located extends Stat {
  readonly absolutePath: string;
  /** Set when it lies in the photos folder of the storage. */
  readonly path: RelPath | null;
  readonly checksum: string;
  readonly hothash: string;
}

/** Everything an answer may rest on, looked up for this finding just now. */
export interface Evidence {
  /** The photos folder, absolute. */
  readonly photosFolder: string;
  /** Files of the photos the finding speaks of, in this storage. */
  readonly records: readonly FileRecord[];
  readonly elsewhere: readonly Elsewhere[];
  /** What stands at a path; null when nothing does, undefined when nobody looked. */
  readonly disk: ReadonlyMap<string, Stat | null>;
  readonly fresh: ReadonlyMap<string, FreshFile>;
  readonly photos: ReadonlyMap<number, KnownPhoto>;
  readonly photoIdOf: ReadonlyMap<string, number>;
  readonly located: Located | null;
  /** Paths of all files and companions of the storage that are not missing. */
  readonly onRecord: ReadonlySet<string>;
  /** Numbers of the sessions of this storage. */
  readonly sessionIds: ReadonlyMap<string, number>;
  /** Titles of the sessions of this storage that files can be added to. */
  readonly sessions: ReadonlyMap<number, string>;
  /** The title of a session that takes in files which no person named one for. */
  readonly adoptedTitle: string;
}

interface Bytes extends Stat {
  readonly checksum: string;
}

/** What is done to files. Nothing is ever overwritten or removed: what goes, goes into the storage's own trash. */
export type FileStep =
  /** `keeper`: a file that must hold the same photo, verified at the moment of setting aside; null when this is not its last word. */
  | ({
      readonly step: 'set_aside';
      readonly path: RelPath;
      readonly keeper: { readonly absolutePath: string; readonly checksum: string } | null;
    } & Bytes)
  | ({ readonly step: 'copy_in'; readonly source: string; readonly to: RelPath } & Bytes)
  | ({ readonly step: 'move'; readonly from: RelPath; readonly to: RelPath } & Bytes);

export type Remember =
  | { readonly decision: 'kept_together'; readonly hothash: string; readonly path: string }
  /** With a hothash: what stands at the path is not the photo of that content, and is not linked to it. */
  | { readonly decision: 'ignored'; readonly path: string; readonly hothash?: string };

/** What an answer does. */
export interface Answer {
  readonly why: string;
  readonly changes: readonly CatalogChange[];
  readonly steps: readonly FileStep[];
  readonly remember: readonly Remember[];
  /** A file to be taken in where it stands: into a new session of this title, or into one that is there. */
  readonly register?: { readonly path: RelPath; readonly title: string; readonly sessionId: number | null };
  /** What an index says of a photo, or of the session when there is no hothash: taken as an edit. */
  readonly words?: { readonly hothash: string | null; readonly sessionId: number; readonly change: Readonly<Record<string, unknown>> };
  /** The index of a session to be taken into the catalog. */
  readonly adoptIndex?: string;
  /** The storage itself is found elsewhere, or let go; no file is touched. */
  readonly storage?: { readonly relocate: string } | 'forget';
  /** This folder is scanned again, with `full` every byte of it. Without changes the question stays open until then. */
  readonly rescan?: string;
  readonly isFullScan?: boolean;
  /** Files on record in a folder that would be ignored: more than a matter of course, so it is shown first. */
  readonly tracked?: number;
  /** A file to be read to its end, so that whoever keeps its content elsewhere brings it here. */
  readonly fetch?: { readonly path: RelPath; readonly sizeBytes: number };
}

export type Outcome = Answer | { readonly refused: string };
