/**
 * Two threads list one tree. Each walks folders of its own; who has none left says so in shared memory, and the other one
 * gives it the folder nearest to the root that waits, which is likely the largest. Listing is nearly all that a scan of an
 * unchanged storage costs, and one thread alone lists slower than `find`.
 */
import type { MessagePort } from 'node:worker_threads';
import { stepWalk, type TreeWalk, type WaitingFolder } from '#core/storage/list-tree.ts';

export interface Sharing {
  readonly port: MessagePort;
  /** Bits of who has nothing to do, then how many files the helper has listed. */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** The bit of this thread. */
  readonly me: 1 | 2;
}

type Given = { readonly tell: 'folder'; readonly folder: WaitingFolder } | { readonly tell: 'finished' };

const idle = 0;
const helped = 1;

export const newSharingState = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(8));

/** How many files the other thread, which cannot be heard meanwhile, has listed. */
export const helpedFiles = ({ state }: Sharing): number => Atomics.load(state, helped);

/** Tells how many files the helper has. */
export const tellHelped = ({ state }: Sharing, files: number): void => void Atomics.store(state, helped, files);

/**
 * Walks until neither of the two has anything left.
 * @param onFolder called after every folder
 * @param peerGone resolves when the other thread has ended: then nothing comes any more
 */
export async function walkShared(walk: TreeWalk, sharing: Sharing, onFolder: () => void, peerGone: Promise<void>): Promise<void> {
  const other = 3 - sharing.me;
  do {
    while (stepWalk(walk)) {
      onFolder();
      if ((Atomics.load(sharing.state, idle) & other) !== 0) give(walk, sharing, other);
    }
  } while (await takeFolder(walk, sharing, other, peerGone));
}

/** The giver clears the bit, so that one need is met once. */
function give({ waiting }: TreeWalk, { port, state }: Sharing, other: number): void {
  // The last one stays: two threads that hand one folder to and fro would be no faster.
  const folder = waiting.length > 1 ? waiting.shift() : undefined;
  if (!folder) return;
  Atomics.and(state, idle, ~other);
  port.postMessage({ tell: 'folder', folder } satisfies Given);
}

/** @returns false when both have nothing left */
async function takeFolder({ waiting }: TreeWalk, { port, state, me }: Sharing, other: number, peerGone: Promise<void>): Promise<boolean> {
  const message = new Promise<Given>((resolve) => port.once('message', resolve));
  if ((Atomics.or(state, idle, me) & other) !== 0) {
    port.postMessage({ tell: 'finished' } satisfies Given);
    return false;
  }
  const given = await Promise.race([message, peerGone]);
  if (!given || given.tell === 'finished') return false;
  waiting.push(given.folder);
  return true;
}
