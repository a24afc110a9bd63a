/** Writes one session's index from the catalog to its place, durably; here or in a thread of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Catalog } from '#core/catalog/catalog.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { sessionDocument } from './session-document.ts';

export interface SessionFileJob {
  readonly sessionId: number;
  /** imports/session_<id>.json of the storage. */
  readonly target: string;
  readonly stagingDir: string;
  readonly host: { readonly uuid: string; readonly name: string };
}

/** @returns SHA-256 of the file that now stands at `target` */
export type WriteSessionFile = (job: SessionFileJob) => Promise<string>;

/** Writes in this thread. */
export function sessionFileWriter(catalog: Catalog): WriteSessionFile {
  return async ({ sessionId, target, stagingDir, host }) => {
    const session = await catalog.read.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow();
    const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', session.storage_id).executeTakeFirstOrThrow();
    const document = sessionDocument(catalog, session, storage, host);
    await durableWrite(target, document.chunks, stagingDir);
    return document.sha256();
  };
}

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../workers/index-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/index-worker.js', import.meta.url);

export interface IndexWorkerData {
  readonly catalogPath: string;
  readonly job: SessionFileJob;
}

/**
 * Writes in a thread that reads the catalog through a connection of its own (WAL lets it): a session of a hundred
 * thousand files keeps neither the window nor the catalog thread waiting.
 */
export function threadedSessionFileWriter(catalogPath: string): WriteSessionFile {
  return async (job) => {
    const worker = new Worker(workerUrl, { workerData: { catalogPath, job } satisfies IndexWorkerData });
    try {
      // Under `node --watch` Node sends messages of its own: ours is the one that is a string.
      for (;;) {
        const [message] = (await once(worker, 'message')) as [unknown];
        if (typeof message === 'string') return message;
      }
    } finally {
      await worker.terminate();
    }
  };
}
