/**
 * The thinking part of a scan, for a thread of its own: lists the storage, compares it with the catalog, and, once the
 * files that changed were read, concludes. Only what a person is told, and what changes, leaves the thread.
 */
import { join } from 'node:path';
import { lstatSync } from 'node:fs';
import type { ScanMode } from '#contract/scan.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { extensionOf, roleOfName } from '#core/media/formats.ts';
import { placeholderTest } from '#core/storage/placeholder.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import type { TreeListing } from '#core/storage/list-tree.ts';
import { ignoreTest } from '#domain/ignore-patterns.ts';
import { planReconcile } from '#domain/reconcile/plan-reconcile.ts';
import type { CataloguedFile, ObservedFile, Plan, Remembered, ScanScope } from '#domain/reconcile/types.ts';
import type { RelPath } from '#domain/rel-path.ts';
import { readCatalogued, readRemembered } from './catalogued.ts';
import { involvedFiles } from './involved-files.ts';
import { listStorage } from './list-storage.ts';
import { preferKnown } from './prefer-known.ts';
import { sameTimeMs } from './unchanged.ts';

export interface LookJob {
  readonly catalogPath: string;
  readonly storageId: number;
  readonly root: string;
  readonly photos: string;
  readonly mode: ScanMode;
  /** Folder relative to the photos folder; empty for all of it. */
  readonly subtree: string;
  /** Of new files that nobody wants to be asked about: domain/ignore-patterns.ts. */
  readonly ignorePatterns: readonly string[];
}

/** A file whose content decides: new, or of another size or time than the catalog has. */
export interface FileToRead {
  readonly path: RelPath;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly role: 'photo' | 'companion';
  readonly isKnown: boolean;
  /** Its content is kept elsewhere: to be told, not to be read. */
  readonly isPlaceholder: boolean;
}

export interface Looked {
  readonly files: number;
  readonly toRead: readonly FileToRead[];
}

export interface Concluded {
  readonly plan: Plan;
  /** Records of the files that the plan speaks of, as they are before it. */
  readonly before: readonly CataloguedFile[];
  /** False when something could not be seen: then nothing is over merely because it was not seen. */
  readonly mayClose: boolean;
}

interface Known {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly isCompanion: boolean;
}

/** One scan: `look`, then `conclude` with what was read. */
export class Look {
  readonly #job: LookJob;
  readonly #catalogued: readonly CataloguedFile[];
  readonly #remembered: Remembered;
  readonly #knownPaths: readonly string[];
  readonly #listing: TreeListing;
  readonly #observed: ObservedFile[] = [];
  readonly #toRead: FileToRead[] = [];

  private constructor(job: LookJob, catalogued: readonly CataloguedFile[], remembered: Remembered, listing: TreeListing) {
    this.#job = job;
    this.#catalogued = catalogued;
    this.#remembered = remembered;
    this.#knownPaths = catalogued.map(({ path }) => path);
    this.#listing = preferKnown(listing, this.#knownPaths);
  }

  static async begin(job: LookJob, catalog: Catalog, listing: TreeListing): Promise<Look> {
    const catalogued = await readCatalogued(catalog, job.storageId);
    const look = new Look(job, catalogued, await readRemembered(catalog, job.storageId), listing);
    look.#compare();
    return look;
  }

  looked(): Looked {
    return { files: this.#listing.paths.length, toRead: this.#toRead };
  }

  /** @param read what reading said of each file to read, by path */
  conclude(
    read: ReadonlyMap<string, Pick<ObservedFile, 'reading' | 'identity' | 'sizeBytes' | 'mtimeMs'> & { readonly reason?: string }>,
  ): Concluded {
    const observed = [...this.#observed];
    for (const { path, sizeBytes, mtimeMs, role } of this.#toRead)
      observed.push({ path, role, sizeBytes, mtimeMs, reading: 'unstable', identity: null, ...read.get(path) });
    const scope: ScanScope = {
      subtree: this.#job.subtree,
      unknownFolders: this.#listing.unknown,
      markerHeld: true,
      // A quick scan reads nothing, so it cannot tell moved from missing.
      hadErrors: this.#listing.hadIoError || this.#job.mode === 'quick' || !this.#standsStill(),
      coarseTimes: observed.length > 0 && observed.every((file) => file.mtimeMs % 1000 === 0),
      absent: this.#absentOutside(observed),
    };
    const plan = planReconcile({
      catalogued: this.#catalogued,
      observed,
      scope,
      remembered: { ...this.#remembered, patterns: this.#job.ignorePatterns },
      massMissingConfirmed: false,
    });
    return {
      plan,
      before: involvedFiles(plan, this.#catalogued),
      mayClose: !scope.hadErrors && scope.unknownFolders.length === 0,
    };
  }

  #compare(): void {
    const { paths, sizesBytes, mtimesMs } = this.#listing;
    const known = knownPaths(this.#catalogued);
    const isPlaceholder = placeholderTest(this.#job.root);
    // Where a photo is gone, it may have been moved to a name that is passed over otherwise.
    const isPassedOver = this.#isAnyGone() ? () => false : ignoreTest(this.#job.ignorePatterns);
    for (const [index, text] of paths.entries()) {
      const path = text as RelPath;
      if (!known.has(path) && isPassedOver(path)) continue;
      const stat = { path, sizeBytes: sizesBytes[index] ?? 0, mtimeMs: mtimesMs[index] ?? 0 };
      const before = known.get(path);
      const role = roleOf(path, before);
      const isChanged = !before || before.sizeBytes !== stat.sizeBytes || Math.abs(before.mtimeMs - stat.mtimeMs) > sameTimeMs;
      if (role !== 'unsupported' && this.#job.mode !== 'quick' && (isChanged || this.#job.mode === 'full'))
        this.#toRead.push({ ...stat, role, isKnown: before !== undefined, isPlaceholder: isPlaceholder(join(this.#job.photos, path)) });
      // Changed files of a quick scan are left to the next one that reads.
      else
        this.#observed.push({ ...stat, role, reading: this.#job.mode === 'quick' && isChanged ? 'unstable' : 'unchanged', identity: null });
    }
    for (const { path: text, isFolder, ...entry } of this.#listing.unnamed) {
      const path = text as RelPath;
      this.#observed.push({ ...entry, path, role: isFolder ? 'photo' : roleOf(path, undefined), reading: 'unreadable', identity: null });
    }
  }

  #isAnyGone(): boolean {
    const seen = new Set(this.#listing.paths);
    return !this.#catalogued.every((file) => seen.has(file.path));
  }

  /**
   * A mover at work shows files twice or not at all. Before anything may be called missing the names are listed once
   * more: only when nothing has changed in between was the first list the truth.
   */
  #standsStill(): boolean {
    if (!this.#isAnyGone()) return true;
    const second = preferKnown(listStorage(this.#job), this.#knownPaths);
    const { paths, sizesBytes, mtimesMs } = this.#listing;
    return (
      second.paths.length === paths.length &&
      paths.every(
        (path, index) =>
          second.paths[index] === path && second.sizesBytes[index] === sizesBytes[index] && second.mtimesMs[index] === mtimesMs[index],
      )
    );
  }

  /**
   * Known files outside the scanned folder that are not there and whose picture was found in it: those were moved, not
   * copied. Of all others nothing is said: their new places may lie outside, too.
   */
  #absentOutside(observed: readonly ObservedFile[]): string[] {
    const { subtree, photos } = this.#job;
    if (subtree === '') return [];
    const found = new Set(observed.flatMap((file) => (file.identity ? [file.identity.hothash] : [])));
    return this.#catalogued
      .filter((file) => !file.path.startsWith(`${subtree}/`) && found.has(file.hothash))
      .map((file) => file.path)
      .filter((path) => {
        try {
          lstatSync(join(photos, path));
          return false;
        } catch (error) {
          return isAbsent(error);
        }
      });
  }
}

function knownPaths(catalogued: readonly CataloguedFile[]): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  for (const file of catalogued) {
    known.set(file.path, { sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs, isCompanion: false });
    for (const { path, sizeBytes, mtimeMs } of file.companions) known.set(path, { sizeBytes, mtimeMs, isCompanion: true });
  }
  return known;
}

function roleOf(path: string, known: Known | undefined): ObservedFile['role'] {
  const named = roleOfName(path);
  if (known?.isCompanion || named === 'companion') return 'companion';
  return named === null && !known && extensionOf(path) !== '' ? 'unsupported' : 'photo';
}
