/** What one recovery carries along. */
import type { Catalog } from '#core/catalog/catalog.ts';
import type { Problem } from '#contract/problem.ts';
import type { SessionMerge } from '#domain/merge/merge-session.ts';
import type { PhotosFolder } from '#domain/recover/standing.ts';
import type { WrittenFile } from '#core/storage/durable-write.ts';
import type { NotedIndex } from '../index-merge/known-indexes.ts';
import type { FoundStorage } from './discover.ts';
import type { Fill } from './fill.ts';
import type { FileRead } from './entry-rows.ts';
import type { KnownNames } from './photo-queries.ts';

export interface RecoverControl {
  /** Waits while paused. @throws ImaLinkError cancelled */
  checkpoint(): Promise<void>;
  progress(change: {
    readonly phase?: 'listing' | 'reading' | 'applying';
    readonly done_files?: number;
    readonly total_files?: number;
  }): void;
}

export interface Counts {
  restored: number;
  missing: number;
  unreadable: number;
  untracked: number;
  conflicts: number;
  already_known: number;
}

/** A file that another session brought: linked once all sessions are there. */
export interface PendingReference {
  readonly storageId: number;
  readonly sessionId: number;
  readonly file: FileRead;
  readonly folder: PhotosFolder;
}

/** What somebody else wrote to an index that the catalog knew, and what came of it. */
export interface IndexMerge {
  readonly storageId: number;
  readonly sessionId: number;
  /** Relative to the storage's root. */
  readonly file: string;
  readonly writerName: string;
  readonly questions: SessionMerge['questions'];
  readonly taken: SessionMerge['taken'];
}

export interface Recovery {
  readonly catalog: Catalog;
  fill: Fill;
  readonly control: RecoverControl;
  readonly isDryRun: boolean;
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly counts: Counts;
  readonly problems: Problem[];
  readonly names: KnownNames;
  readonly references: PendingReference[];
  readonly hothashes: Set<string>;
  /** Who this installation is, and where it keeps the bases of merges. */
  readonly host: { readonly uuid: string; readonly name: string };
  readonly bases: string;
  /** Only these index files are looked at: those that somebody else touched. */
  readonly only: ReadonlySet<string> | null;
  /** Of those also sessions that no master lists: a person said so. */
  readonly adopts: boolean;
  readonly merges: IndexMerge[];
  sessions: number;
  doneFiles: number;
}

/** One storage of a recovery. */
export interface StorageRecovery {
  readonly recovery: Recovery;
  readonly found: FoundStorage;
  /** 0 in a dry run of a storage that is not known. */
  readonly storageId: number;
  readonly folder: PhotosFolder;
  /** Paths that records hold, with the photo and the session of each. */
  readonly claimed: Map<string, { readonly hothash: string; readonly session: string }>;
  /** Every path that an index names, companions included. */
  readonly named: Set<string>;
  /** Size and time of the index files before they were read, and their sums once they were. */
  readonly indexes: ReadonlyMap<string, WrittenFile>;
  readonly noted: NotedIndex[];
  /** Conflict copies of sync tools that are merged: they are set aside. */
  readonly mergedCopies: string[];
}
