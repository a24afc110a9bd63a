/** What stands in a storage, listed by a thread of its own and packed for the way to the scan's thread. */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { listTree, type TreeListing } from '#core/storage/list-tree.ts';
import type { LookJob } from './look.ts';

/** Lists what a job is about; paths are relative to the photos folder, also for a part of it. */
export function listStorage({ root, photos, subtree }: LookJob, onProgress: (files: number) => void): TreeListing {
  // In an adopted storage our own files stand beside the photos.
  const own = new Set([join(root, 'index.json'), join(root, 'imports'), join(root, '.imalink')]);
  return listTree(photos, subtree, own, onProgress);
}

/** One text instead of a hundred thousand: NUL is the one character no name has. */
export interface PackedListing extends Omit<TreeListing, 'paths' | 'sizesBytes' | 'mtimesMs'> {
  readonly paths: string;
  readonly sizesBytes: Float64Array<ArrayBuffer>;
  readonly mtimesMs: Float64Array<ArrayBuffer>;
}

export type FromList = { readonly tell: 'progress'; readonly files: number } | { readonly tell: 'listed'; readonly packed: PackedListing };

export function packListing(listing: TreeListing): PackedListing {
  return {
    ...listing,
    paths: listing.paths.join('\0'),
    sizesBytes: Float64Array.from(listing.sizesBytes),
    mtimesMs: Float64Array.from(listing.mtimesMs),
  };
}

function unpackListing(packed: PackedListing): TreeListing {
  return {
    ...packed,
    paths: packed.paths === '' ? [] : packed.paths.split('\0'),
  };
}

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../../workers/list-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/list-worker.js', import.meta.url);

/** Lists in a thread of its own. @throws whatever ended the thread */
export async function listInThread(job: LookJob, onProgress: (files: number) => void): Promise<TreeListing> {
  const worker = new Worker(workerUrl, { workerData: job });
  for (;;) {
    const [message] = (await once(worker, 'message')) as [FromList];
    if (message.tell === 'progress') onProgress(message.files);
    else if (message.tell === 'listed') return unpackListing(message.packed);
  }
}
