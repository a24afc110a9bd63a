/** Recovery in a thread of its own, with a connection of its own: neither the window nor the catalog thread waits. */
import { Worker } from 'node:worker_threads';
import { ImaLinkError, type WireError } from '#contract/errors.ts';
import type { JobControl } from '../jobs.ts';
import type { RecoverOptions, RecoverOutcome } from './run-recover.ts';
import type { RecoverControl } from './state.ts';

export interface RecoverWorkerData {
  readonly catalogPath: string;
  readonly options: RecoverOptions;
  /** 0 go on, 2 cancelled. */
  readonly gate: Int32Array<SharedArrayBuffer>;
}

export type RecoverMessage = { readonly tag: 'recover' } & (
  | { readonly progress: Parameters<RecoverControl['progress']>[0] }
  | { readonly outcome: RecoverOutcome }
  | { readonly error: WireError }
);

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../../workers/recover-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/recover-worker.js', import.meta.url);

const cancelled = 2;

/** @throws ImaLinkError of `runRecover`, cancelled */
export async function recoverInThread(catalogPath: string, options: RecoverOptions, control: JobControl): Promise<RecoverOutcome> {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerUrl, {
    workerData: { catalogPath, options, gate } satisfies RecoverWorkerData,
    // A large index is many small objects that live for seconds: in a small nursery they are copied again and again.
    resourceLimits: { maxYoungGenerationSizeMb: 192 },
  });
  const stop = (): void => void Atomics.store(gate, 0, cancelled);
  control.signal.addEventListener('abort', stop);
  if (control.signal.aborted) stop();
  const { promise, resolve, reject } = Promise.withResolvers<RecoverOutcome>();
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the recovery thread ended without an answer')));
  // Under `node --watch` Node sends messages of its own: ours have a tag.
  worker.on('message', (message: RecoverMessage) => {
    if (message.tag !== 'recover') return;
    if ('progress' in message) control.progress(message.progress);
    else if ('outcome' in message) resolve(message.outcome);
    else reject(new ImaLinkError(message.error.code, message.error.message, { details: message.error.details }));
  });
  try {
    return await promise;
  } finally {
    control.signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
