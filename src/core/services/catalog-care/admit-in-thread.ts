/** Admission of the catalog in a thread of its own: reading a large catalog through takes seconds. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ImaLinkError, type WireError } from '#contract/errors.ts';
import type { HomePaths } from '#core/home.ts';
import { admitCatalog, type Admission } from './admit.ts';
import { mustBeRead } from './examine.ts';
import { readNote } from './note.ts';

export interface AdmitJob {
  readonly home: HomePaths;
  readonly nowMs: number;
  readonly readOnly: boolean;
}

export type AdmitMessage = { readonly tag: 'admit' } & ({ readonly admission: Admission } | { readonly error: WireError });

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../../workers/admit-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/admit-worker.js', import.meta.url);

/** As `admitCatalog`, for hosts whose thread shows a window. A catalog that is as it was left starts no thread. */
export async function admitInThread(home: HomePaths, now: Date, readOnly: boolean): Promise<Admission> {
  if (!mustBeRead(home.catalog, readNote(home))) return admitCatalog(home, now, readOnly);
  const worker = new Worker(workerUrl, { workerData: { home, nowMs: now.getTime(), readOnly } satisfies AdmitJob });
  try {
    // Under `node --watch` Node sends messages of its own: ours have a tag.
    for (;;) {
      const [message] = (await once(worker, 'message')) as [AdmitMessage];
      if (message.tag !== 'admit') continue;
      if ('admission' in message) return message.admission;
      throw new ImaLinkError(message.error.code, message.error.message, { details: message.error.details });
    }
  } finally {
    await worker.terminate();
  }
}
