/** What one recovery carries along. */
import type { Catalog } from '#core/catalog/catalog.ts';
import type { Problem } from '#contract/problem.ts';
import type { PhotosFolder } from '#domain/recover/standing.ts';
import type { FoundStorage } from './discover.ts';
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

export interface Recovery {
  readonly catalog: Catalog;
  readonly control: RecoverControl;
  readonly isDryRun: boolean;
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly counts: Counts;
  readonly problems: Problem[];
  readonly names: KnownNames;
  readonly references: PendingReference[];
  readonly hothashes: Set<string>;
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
}
