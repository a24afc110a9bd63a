/** Worker thread that owns one connection to the catalog. Message glue only. */
import { parentPort, workerData } from 'node:worker_threads';
import { ImaLinkError } from '#contract/errors.ts';
import type { CatalogReply, CatalogRequest } from '#core/catalog/catalog-thread.ts';
import { sealCopy } from '#core/catalog/seal-copy.ts';
import { createSqliteExecutor, type LocalExecutor } from '#core/catalog/sqlite-executor.ts';

const { path, readOnly } = workerData as { path: string; readOnly: boolean };
let executor: LocalExecutor | null = null;

async function answer({ method, args }: CatalogRequest): Promise<unknown> {
  if (method === 'seal') return sealCopy(args[0] as string);
  if (method === 'close' && executor === null) return undefined;
  executor ??= createSqliteExecutor(path, { readOnly });
  if (method === 'open') return undefined;
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
