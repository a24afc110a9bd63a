/** What became of a file that an index names: pure, from what a walk of the photos folder saw. */

export interface Seen {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface PhotosFolder {
  /** Every file that was seen, by path. */
  readonly files: ReadonlyMap<string, Seen>;
  /** Folders that could not be listed: what they hold is unknown, never gone. `.` is the photos folder itself. */
  readonly unknownFolders: readonly string[];
}

export type Standing = 'present' | 'gone' | 'unknown';

/** `gone` only where the folder was listed and the file was not in it. */
export function standingOf(path: string, folder: PhotosFolder): Standing {
  if (folder.files.has(path)) return 'present';
  const isUnknown = folder.unknownFolders.some((unknown) => unknown === '.' || path === unknown || path.startsWith(`${unknown}/`));
  // A drive that is not mounted shows an empty folder.
  return isUnknown || folder.files.size === 0 ? 'unknown' : 'gone';
}

/** The time of a file as exact as the disk tells it, when it is the one the index has: indexes keep whole milliseconds. */
export function exactMtime(indexMs: number | null, seen: Seen | undefined): number {
  if (seen && (indexMs === null || Math.trunc(seen.mtimeMs) === indexMs)) return seen.mtimeMs;
  return indexMs ?? 0;
}
