/**
 * What the pool and its workers say to each other. Each message is tagged: under `node --watch` a worker's port also
 * carries messages of Node's own.
 */
import type { MediaJob, MediaOutcome, MediaRemark, ReadingJob, TagsOutcome } from './types.ts';

export const messageTag = 'imalink-media';

/** Handed to a worker at its start. */
export interface WorkerSetup {
  /** One integer for the process: who limits what libvips loads. */
  readonly loaderLock: Int32Array<SharedArrayBuffer>;
  /** One integer over all workers: who decodes a very large picture. */
  readonly largeLock: Int32Array<SharedArrayBuffer>;
  /** This worker's number in that lock, from 1. */
  readonly slot: number;
  /** One integer per place of this worker: bits of `placeBit`. */
  readonly places: Int32Array<SharedArrayBuffer>;
}

export const placeBit = { cancelled: 1, copyMade: 2 } as const;

/** What reads and writes nothing, so that several of them may go in one message. */
export type ReadTask = { readonly kind: 'job'; readonly job: ReadingJob } | { readonly kind: 'checksum'; readonly path: string };

export type WorkerTask =
  | { readonly kind: 'job'; readonly job: MediaJob }
  | { readonly kind: 'checksum'; readonly path: string }
  /** One after the other, for a moment: a message each would cost more than reading a small file. */
  | { readonly kind: 'several'; readonly tasks: readonly ReadTask[] }
  | { readonly kind: 'render'; readonly path: string; readonly longEdgePx: number | null }
  | { readonly kind: 'tags'; readonly path: string };

export interface ToWorker {
  readonly tag: typeof messageTag;
  readonly place: number;
  readonly task: WorkerTask;
}

export type TaskResult =
  | { readonly kind: 'job'; readonly outcome: MediaOutcome }
  | { readonly kind: 'tags'; readonly read: TagsOutcome }
  /** Null: the file could not be read, or not at peace. */
  | { readonly kind: 'checksum'; readonly checksum: string | null }
  /** Of the first of the tasks, at least one, the others are left; null when the thread ended over them. */
  | { readonly kind: 'several'; readonly results: readonly TaskResult[] | null }
  | {
      readonly kind: 'render';
      readonly rendered: { readonly ok: true; readonly jpeg: Uint8Array } | { readonly ok: false; readonly problem: MediaRemark };
    };

export type FromWorker =
  | { readonly tag: typeof messageTag; readonly kind: 'ready' }
  | { readonly tag: typeof messageTag; readonly kind: 'progress'; readonly place: number }
  | { readonly tag: typeof messageTag; readonly kind: 'done'; readonly place: number; readonly result: TaskResult };

/** Whether a message is one of ours. */
export function isOurs(message: unknown): message is { readonly tag: typeof messageTag } {
  return typeof message === 'object' && message !== null && 'tag' in message && message.tag === messageTag;
}
