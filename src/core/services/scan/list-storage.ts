/** What stands in a storage, listed by a scan's thread and a helper that reads what the catalog expects before it lists, too. */
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import {
  beginWalk,
  folderToWalk,
  joinWalks,
  listTree,
  type TreeListing,
  type TreeWalk,
  type WaitingFolder,
} from '#core/storage/list-tree.ts';
import { ownPathsOf } from '../import/list-source.ts';
import { helpedFiles, newSharingState, walkShared, type Sharing } from './list-in-two.ts';
import type { LookJob } from './look.ts';
import type { Expected } from './unchanged.ts';

/** Lists what a job is about; paths are relative to the photos folder, also for a part of it. */
export const listStorage = ({ root, photos, subtree }: LookJob): TreeListing => listTree(photos, subtree, ownPathsOf(root));

/** The walk of one of the two threads. @param waiting where it begins */
export const walkOf = ({ root }: LookJob, waiting: readonly WaitingFolder[]): TreeWalk => beginWalk(ownPathsOf(root), waiting);

export interface HelperData {
  readonly job: LookJob;
  readonly port: MessagePort;
  readonly state: Int32Array<SharedArrayBuffer>;
}

/** What the helper found, packed: one text instead of a hundred thousand, NUL is the one character no name has. */
export interface PackedWalk extends Pick<TreeWalk, 'visited' | 'prefixes' | 'starts'> {
  readonly listing: Omit<TreeListing, 'paths' | 'sizesBytes' | 'mtimesMs'>;
  readonly paths: string;
  readonly sizesBytes: Float64Array<ArrayBuffer>;
  readonly mtimesMs: Float64Array<ArrayBuffer>;
}

export interface FromHelper {
  readonly tell: 'helped';
  readonly expected: Expected | null;
  readonly walk: PackedWalk;
}

export function packWalk({ listing, visited, prefixes, starts }: TreeWalk): PackedWalk {
  const { paths, sizesBytes, mtimesMs, ...rest } = listing;
  return {
    listing: rest,
    visited,
    prefixes,
    starts,
    paths: paths.join('\0'),
    sizesBytes: Float64Array.from(sizesBytes),
    mtimesMs: Float64Array.from(mtimesMs),
  };
}

const textsOf = (packed: string): string[] => (packed === '' ? [] : packed.split('\0'));

const unpackWalk = ({ listing, paths, sizesBytes, mtimesMs, ...walk }: PackedWalk): Parameters<typeof joinWalks>[0][number] => ({
  ...walk,
  listing: { ...listing, paths: textsOf(paths), sizesBytes: sizesBytes as unknown as number[], mtimesMs: mtimesMs as unknown as number[] },
});

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../../workers/list-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/list-worker.js', import.meta.url);

/** Lists with the helper. @returns also what the catalog expects @throws whatever ended the helper */
export async function listWithHelper(
  job: LookJob,
  onProgress: (files: number) => void,
): Promise<{ readonly listing: TreeListing; readonly expected: Expected | null }> {
  const { port1, port2 } = new MessageChannel();
  const state = newSharingState();
  const worker = new Worker(workerUrl, {
    workerData: { job, port: port2, state } satisfies HelperData,
    transferList: [port2],
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const helped = heardFrom(worker);
  const sharing: Sharing = { port: port1, state, me: 1 };
  const walk = walkOf(job, [folderToWalk(job.photos, job.subtree)]);
  let told = 0;
  const onFolder = (): void => {
    const files = walk.listing.paths.length + helpedFiles(sharing);
    if (files - told < 5000) return;
    told = files;
    onProgress(told);
  };
  try {
    await walkShared(
      walk,
      sharing,
      onFolder,
      helped.then(
        () => undefined,
        () => undefined,
      ),
    );
    const { expected, walk: packed } = await helped;
    // A folder that both came upon: one thread alone knows which name it was reached by first.
    return { expected, listing: joinWalks([walk, unpackWalk(packed)]) ?? listStorage(job) };
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    // The helper has said all it had to say, and ends by itself.
    port1.close();
  }
}

/** The one message of the helper. */
function heardFrom(worker: Worker): Promise<FromHelper> {
  const heard = new Promise<FromHelper>((resolve, reject) => {
    worker.on('message', (message: FromHelper) => {
      // Under `node --watch` Node sends messages of its own: ours say what they tell.
      if (message.tell === 'helped') resolve(message);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that lists ended without an answer')));
  });
  // Met where it is waited for.
  heard.catch(() => undefined);
  return heard;
}
