/** A scan's thread as the scan sees it: asked once what is to be read, told what was read, and then concluding. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ImaLinkError } from '#contract/errors.ts';
import type { Concluded, Looked, LookJob, Look } from './look.ts';

/** From the worker. */
export type FromLook =
  | { readonly tell: 'progress'; readonly files: number }
  | { readonly tell: 'looked'; readonly looked: Looked }
  | { readonly tell: 'concluded'; readonly concluded: Concluded };

export type ReadFiles = Parameters<Look['conclude']>[0];

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../../workers/scan-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/scan-worker.js', import.meta.url);

export interface ScanThread {
  /** What stands there, and which files must be read. */
  readonly looked: Promise<Looked>;
  conclude(read: ReadFiles): Promise<Concluded>;
  close(): Promise<void>;
}

/** Starts to look. @param signal ends the thread at once, whatever it is doing */
export function startLook(job: LookJob, signal: AbortSignal, onProgress: (files: number) => void): ScanThread {
  const worker = new Worker(workerUrl, { workerData: job, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  const next = async <K extends FromLook['tell']>(kind: K): Promise<Extract<FromLook, { tell: K }>> => {
    for (;;) {
      // Under `node --watch` Node sends messages of its own: ours say what they tell.
      const [message] = (await once(worker, 'message', { signal }).catch((error: unknown) => {
        if (signal.aborted) throw new ImaLinkError('cancelled');
        throw error;
      })) as [FromLook];
      if (message.tell === 'progress') onProgress(message.files);
      else if (message.tell === kind) return message as Extract<FromLook, { tell: K }>;
    }
  };
  const looked = next('looked').then((message) => message.looked);
  // A failure is met where the answer is waited for.
  looked.catch(() => undefined);
  return {
    looked,
    conclude: async (read) => {
      const answer = next('concluded');
      worker.postMessage(read);
      return (await answer).concluded;
    },
    close: async () => {
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    },
  };
}
