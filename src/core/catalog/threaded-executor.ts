/** The catalog in a worker thread: no query of any length can hold up the thread that asks. */
import { Worker } from 'node:worker_threads';
import { ImaLinkError, type ErrorCode, type ErrorDetails } from '#contract/errors.ts';
import type { SqlExecutor } from './sql-executor.ts';

export type ExecutorMethod = keyof SqlExecutor;

/** Messages are tagged: under `node --watch` Node sends its own through the same port. */
export interface CatalogRequest {
  readonly tag: 'catalog';
  readonly id: number;
  readonly method: ExecutorMethod;
  readonly args: readonly unknown[];
}
export type CatalogReply = { readonly tag: 'catalog'; readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly code: ErrorCode | null; readonly details: ErrorDetails }
);

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../workers/catalog-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/catalog-worker.js', import.meta.url);

/** Starts the thread and opens the catalog in it. @throws ImaLinkError catalog-unreadable, catalog-newer */
export async function createThreadedExecutor(path: string, options: { readonly readOnly: boolean }): Promise<SqlExecutor> {
  const worker = new Worker(workerUrl, { workerData: { path, readOnly: options.readOnly } });
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
  const ask = <T>(method: ExecutorMethod, ...args: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ tag: 'catalog', id: lastId, method, args } satisfies CatalogRequest);
    });
  await ask('check', 'none');
  return {
    all: (statement) => ask('all', statement),
    transaction: (statements) => ask('transaction', statements),
    openView: (viewId, statement, grouping) => ask('openView', viewId, statement, grouping),
    viewIds: (viewId, offset, limit) => ask('viewIds', viewId, offset, limit),
    viewPosition: (viewId, id) => ask('viewPosition', viewId, id),
    viewRatios: (viewId) => ask('viewRatios', viewId),
    facets: (ids, fields) => ask('facets', ids, fields),
    folders: (storageId, keys) => ask('folders', storageId, keys),
    check: (depth) => ask('check', depth),
    backup: (target) => ask('backup', target),
    close: async () => {
      await ask('close').catch(() => undefined);
      await worker.terminate();
    },
  };
}
