/** One thread with a connection to the catalog, and the messages to it. */
import { Worker } from 'node:worker_threads';
import { ImaLinkError, type ErrorCode, type ErrorDetails } from '#contract/errors.ts';
import type { LocalExecutor } from './sqlite-executor.ts';

/** `open` only opens the catalog, so that a fault in it reaches the one who opened it; `seal` reads a copy of it through. */
export type ThreadMethod = keyof LocalExecutor | 'open' | 'seal';

/** Messages are tagged: under `node --watch` Node sends its own through the same port. */
export interface CatalogRequest {
  readonly tag: 'catalog';
  readonly id: number;
  readonly method: ThreadMethod;
  readonly args: readonly unknown[];
}
export type CatalogReply = { readonly tag: 'catalog'; readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly code: ErrorCode | null; readonly details: ErrorDetails }
);

export interface CatalogThread {
  /** Answers come in the order of the questions, except for those that work in pieces. */
  ask<T>(method: ThreadMethod, ...args: readonly unknown[]): Promise<T>;
  /** Closes the connection and ends the thread. */
  close(): Promise<void>;
}

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../workers/catalog-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/catalog-worker.js', import.meta.url);

/** Starts the thread; it opens the catalog with the first question. */
export function startCatalogThread(path: string, readOnly: boolean): CatalogThread {
  const worker = new Worker(workerUrl, { workerData: { path, readOnly } });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const failAll = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (reply: CatalogReply) => {
    if (reply.tag !== 'catalog') return;
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) caller?.resolve(reply.value as never);
    else caller?.reject(reply.code ? new ImaLinkError(reply.code, reply.message, { details: reply.details }) : new Error(reply.message));
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new ImaLinkError('catalog-unreadable', 'The catalog thread has ended.')));
  const ask: CatalogThread['ask'] = (method, ...args) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ tag: 'catalog', id: lastId, method, args } satisfies CatalogRequest);
    });
  return {
    ask,
    close: async () => {
      await ask('close').catch(() => undefined);
      await worker.terminate();
    },
  };
}
