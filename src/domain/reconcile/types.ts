/**
 * What a scan compares and what it concludes: a pure function from (catalogued, observed, storage state) to a plan.
 * Rules and their sources: docs/design/reconcile.md. Nothing here touches a disk, a clock or a database.
 */
import type { RelPath } from '../rel-path.ts';
import type { CatalogChange } from './catalog-change.ts';

/** The closed list of kinds; the strings are API. */
export const findingKinds = [
  'moved',
  'ambiguous_move',
  'duplicate',
  'duplicate_filename',
  'missing',
  'mass_missing',
  'metadata_edited',
  'edited',
  'replaced',
  'corrupt',
  'untracked',
  'unreadable',
  'placeholder',
  'offline',
  'wrong_storage',
  'clone_storage',
  'session_conflict',
  'session_id_collision',
  'index_missing',
  'index_stale',
  'index_newer',
  'index_corrupt',
  'index_orphan',
  'index_version',
  'pair_broken',
  'orphan_sidecar',
  'name_collision',
  'locked',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Everything a person, or a default, can decide about a finding. */
export const resolutions = [
  'relink',
  'pair_by_names',
  'treat_as_copies',
  'record_copy',
  'make_primary',
  'set_aside',
  'keep_both',
  'mark_missing',
  'locate',
  'restore_from_copy',
  'forget',
  'keep',
  'confirm',
  'treat_as_offline',
  'rescan',
  'update_record',
  'new_version',
  'separate_photo',
  'accept',
  'ignore',
  'import',
  'adopt',
  'retry',
  'split',
  'swap',
  'relocate',
  'reunite',
  'rename',
  'not_same',
  'hydrate',
  'skip_version',
  'ignore_until_seen',
  'none',
] as const;
export type Resolution = (typeof resolutions)[number];

/** Identity of what stands under a path, known only when the file was read in this scan. */
export interface ObservedIdentity {
  readonly hothash: string;
  readonly hashAlgo: 'img1' | 'file1';
  readonly checksum: string;
  readonly format: string;
  readonly codedWidthPx: number | null;
  readonly codedHeightPx: number | null;
  /** Wall clock by the camera; null when the file does not say. */
  readonly takenAt: string | null;
  readonly camera: string | null;
  /** False when the picture no longer decodes. */
  readonly decodes: boolean;
}

/** One path of the storage as the scan found it. */
export interface ObservedFile {
  readonly path: RelPath;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly role: 'photo' | 'companion' | 'unsupported';
  /**
   * `unchanged`: known path, same size and mtime, not read. `read`: identity is set.
   * `unreadable`: EACCES, EIO. `placeholder`: a cloud stub. `unstable`: growing or moving, looked at again next time.
   */
  readonly reading: 'unchanged' | 'read' | 'unreadable' | 'placeholder' | 'unstable';
  readonly identity: ObservedIdentity | null;
  /** Set when reading failed: a sentence for people. */
  readonly reason?: string;
}

/** A companion as the catalog knows it. */
export interface CataloguedCompanion {
  readonly companionId: number;
  readonly path: RelPath;
  readonly role: 'raw' | 'live' | 'sidecar' | 'audio' | 'other';
  readonly checksum: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** A sidecar that ImaLink wrote: what it wrote last, and over what it wrote first, '' for nothing. */
  readonly written?: { readonly checksum: string; readonly over: string };
}

/** A file of a photo as the catalog knows it. */
export interface CataloguedFile {
  readonly fileId: number;
  readonly photoId: number;
  readonly sessionId: number;
  readonly path: RelPath;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly checksum: string;
  readonly hothash: string;
  readonly hashAlgo: 'img1' | 'file1';
  readonly format: string;
  readonly codedWidthPx: number | null;
  readonly codedHeightPx: number | null;
  readonly takenAt: string | null;
  readonly camera: string | null;
  readonly status: 'present' | 'missing' | 'edited' | 'corrupt';
  /** When these bytes were last read and found to be as recorded. */
  readonly verifiedAt: string | null;
  readonly companions: readonly CataloguedCompanion[];
}

export interface ScanScope {
  /** Folder that was scanned, empty for the whole storage. Paths outside of it are as they were. */
  readonly subtree: string;
  /** Folders that could not be read: what lies in them is unknown, never missing. */
  readonly unknownFolders: readonly string[];
  /** The marker was read with the right uuid at the start and at the end. */
  readonly markerHeld: boolean;
  /** An I/O error occurred somewhere: no conclusion of absence may be drawn. */
  readonly hadErrors: boolean;
  /** FAT and exFAT keep two-second times; a clock change shifts them by whole hours. */
  readonly coarseTimes: boolean;
  /** Paths outside of the subtree that were looked at and are not there, so that a move into the subtree is not taken for a copy. */
  readonly absent?: readonly string[];
}

/** Decisions that hold for good, so that a question is asked once. */
export interface Remembered {
  /** `keep both` for two paths with the same content. */
  readonly keptTogether: readonly { readonly hothash: string; readonly path: string }[];
  /** Paths the person wants left alone. */
  readonly ignored: readonly string[];
  /** Patterns of new files that nobody wants to be asked about. */
  readonly patterns?: readonly string[];
  /** Content the person said to forget; a file of it that comes back offers to restore. */
  readonly tombstones: readonly string[];
  /** What stands at a path is not the photo of that content, a person said: it is never linked to it again. */
  readonly apart: readonly { readonly hothash: string; readonly path: string }[];
}

export interface PlanInput {
  readonly catalogued: readonly CataloguedFile[];
  readonly observed: readonly ObservedFile[];
  readonly scope: ScanScope;
  readonly remembered: Remembered;
  /** A mass-missing brake the person has confirmed for this scan. */
  readonly massMissingConfirmed: boolean;
}

export type Lane = 'auto' | 'suggest' | 'ask' | 'info';

/** One difference between catalog and storage, with what is to be done about it. */
export interface Finding {
  /** Stable across scans for the same cause: kind and the paths and ids concerned. */
  readonly key: string;
  readonly kind: FindingKind;
  /** The path a person would look for; the folder for whole-folder findings. */
  readonly path: string;
  /** One sentence: what was found, and why this kind. */
  readonly reason: string;
  /**
   * `auto` findings are applied at once and told; `suggest` and `ask` wait in the inbox, with and without a safe default;
   * `info` are only told, the few changes of theirs are applied too.
   */
  readonly lane: Lane;
  readonly default: Resolution;
  readonly resolutions: readonly Resolution[];
  /** What applying the default changes in the catalog. */
  readonly changes: readonly CatalogChange[];
  /** Flags that are set at once, also while the question is open: they lose nothing and hide nothing. */
  readonly atOnce?: readonly CatalogChange[];
  /** Paths and ids for people and for other resolutions. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** True for what an earlier scan has told already and what still holds: kept in the inbox, not counted again. */
  readonly isStanding?: boolean;
}

export interface Plan {
  readonly findings: readonly Finding[];
  /** Bookkeeping without a word: times on disk that shifted while the bytes stayed, so that the next scan need not read them. */
  readonly quiet: readonly CatalogChange[];
  readonly counts: { readonly files: number; readonly unchanged: number } & Readonly<Partial<Record<FindingKind, number>>>;
}
