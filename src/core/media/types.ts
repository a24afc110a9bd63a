/** What the media workers take and give. Everything here crosses a thread boundary: plain values only. */
import type { ProblemCode } from '#contract/problem.ts';
import type { LabelColor } from '#domain/organize/labels.ts';

/** What a file holds, told by its content, never by its name. */
export type MediaKind = 'image' | 'raw' | 'video' | 'audio' | 'sidecar' | 'other';

/** One file to read once: hash, metadata, hotpreview and, when asked, a verified copy. */
export interface MediaJob {
  readonly sourcePath: string;
  /** Where to write the copy (created `wx`, fsynced, re-read when `verify`); null reads only. On failure it is removed. */
  readonly copyToPath: string | null;
  /** Re-read the copy from disk and compare its checksum. */
  readonly verify: boolean;
  /** The storage's hotpreviews folder: the preview is written to `<dir>/a1/b2/<hothash>.jpg` unless it exists; null makes none. */
  readonly hotpreviewsDir: string | null;
  /** Make the hotpreview although there is one: the orientation tag was edited, which changes the view and not the hothash. */
  readonly replaceHotpreview?: boolean;
  /** Skip metadata and preview: only hashes (import preview, scan). */
  readonly hashOnly: boolean;
}

/** A job that leaves no copy. */
export type ReadingJob = MediaJob & { readonly copyToPath: null };

/** Something to read, with the size it is expected to have: what is large is not kept waiting for by what is small. */
export interface Sized<T> {
  readonly of: T;
  readonly sizeBytes: number;
}

export interface MediaMetadata {
  /** Wall-clock, `YYYY-MM-DDTHH:MM:SS.mmm`; null when undated. */
  readonly takenAt: string | null;
  readonly takenAtOffset: string | null;
  readonly takenAtSource: 'exif' | 'exif_digitized' | 'filename' | 'mtime' | 'none';
  readonly camera: string | null;
  readonly lens: string | null;
  readonly exposure: {
    readonly iso: number | null;
    readonly fNumber: number | null;
    readonly exposureTimeS: number | null;
    readonly focalLengthMm: number | null;
  } | null;
  readonly gps: { readonly latitude: number; readonly longitude: number; readonly altitudeM: number | null } | null;
  readonly title: string | null;
  readonly caption: string | null;
  /** 0 to 5. */
  readonly rating: number | null;
  readonly tags: readonly string[];
  /** The colour of a label whose word is known. */
  readonly color: LabelColor | null;
  readonly flag: 'pick' | 'reject' | null;
  /** `Trastevere, Rome, Lazio, Italy`: as far as the file says. */
  readonly place: string | null;
  /** Apple ContentIdentifier: joins a Live Photo still and its movie. */
  readonly contentIdentifier: string | null;
}

export interface MediaResult {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly checksum: string;
  readonly hothash: string;
  readonly hashAlgo: 'img1' | 'file1';
  readonly kind: MediaKind;
  /** `JPEG`, `PNG`, `HEIC`, `CR2`, `MOV` …; `UNKNOWN` when the content is none of ours. */
  readonly format: string;
  /** Size of the coded picture, before orientation; null when unknown. */
  readonly codedWidthPx: number | null;
  readonly codedHeightPx: number | null;
  /** Orientation applied: what a person sees. */
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** EXIF orientation 1 to 8. */
  readonly orientation: number;
  readonly metadata: MediaMetadata;
  readonly hasHotpreview: boolean;
  /** What is to be told about this file though it was read: `lying`, `damaged`, `too-large` … */
  readonly remarks: readonly MediaRemark[];
}

export interface MediaRemark {
  readonly code: ProblemCode;
  readonly message: string;
}

/** The outcome of one job. A failure names the file in its message and leaves no copy behind. */
export type MediaOutcome =
  | { readonly ok: true; readonly value: MediaResult }
  | { readonly ok: false; readonly problem: MediaRemark & { readonly errno?: string } };

/** What one metadata block of a file says. */
export interface TagGroup {
  readonly name: string;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}

export type TagsOutcome =
  | { readonly ok: true; readonly groups: readonly TagGroup[] }
  | { readonly ok: false; readonly problem: MediaRemark };

/** The pool as its users see it (media-pool.ts makes it). */
export interface MediaPool {
  /** Runs one job; never rejects. Aborting frees the place and resolves with `vanished`-like problem code `worker-crashed` and message `cancelled`. */
  run(job: MediaJob, signal?: AbortSignal): Promise<MediaOutcome>;
  /** Runs many jobs as `run` does, small files several to a message. @returns outcomes in the order of the jobs; never rejects */
  runAll(jobs: readonly Sized<ReadingJob>[], signal?: AbortSignal): Promise<MediaOutcome[]>;
  /** SHA-256 of all bytes of files, read now; null for one that cannot be read. Never rejects. @param files by their paths */
  checksums(files: readonly Sized<string>[], signal?: AbortSignal): Promise<(string | null)[]>;
  /** A larger preview (long edge `longEdgePx`, or full size when null) as JPEG, orientation applied, sRGB, no metadata. */
  render(
    path: string,
    longEdgePx: number | null,
  ): Promise<{ readonly ok: true; readonly jpeg: Uint8Array } | { readonly ok: false; readonly problem: MediaRemark }>;
  /** Everything the metadata of a file says; never rejects. */
  tags(path: string): Promise<TagsOutcome>;
  /** How many jobs to keep in flight. */
  readonly concurrency: number;
  close(): Promise<void>;
}
