/** Worker thread that owns the catalog's SQLite connection. Message glue only. */
import { parentPort, workerData } from 'node:worker_threads';
import { ImaLinkError } from '#contract/errors.ts';
import { createSqliteExecutor } from '#core/catalog/sqlite-executor.ts';
import type { SqlExecutor } from '#core/catalog/sql-executor.ts';
import type { CatalogReply, CatalogRequest } from '#core/catalog/threaded-executor.ts';

const { path, readOnly } = workerData as { path: string; readOnly: boolean };
let executor: SqlExecutor | null = null;

async function answer({ method, args }: CatalogRequest): Promise<unknown> {
  executor ??= createSqliteExecutor(path, { readOnly });
  // The first message only opens the catalog, so that a fault in it reaches the one who opened it.
  if (method === 'check' && args[0] === 'none') return 'ok';
  return (executor[method] as (...values: readonly unknown[]) => Promise<unknown>)(...args);
}

parentPort?.on('message', (request: CatalogRequest) => {
  if (request.tag !== 'catalog') return;
  const reply = (body: object): void => parentPort?.postMessage({ tag: 'catalog', id: request.id, ...body } as CatalogReply);
  answer(request).then(
    (value) => reply({ ok: true, value }),
    (error: unknown) => {
      const known = error instanceof ImaLinkError ? error : null;
      reply({
        ok: false,
        message: error instanceof Error ? error.message : String(error),
        code: known?.code ?? null,
        details: known?.details ?? {},
      });
    },
  );
});
