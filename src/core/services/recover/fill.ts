/** An empty catalog is filled without its secondary indexes; they are built before anything is looked up in them. */
import { buildIndex, deferIndexes, deferredIndexes, forgetDeferred } from '#core/catalog/deferred-indexes.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { SqlStatement } from '#core/catalog/sql-executor.ts';

export interface Fill {
  /** Builds what was left out, one transaction each, so that others may write in between. Idempotent. */
  end(): Promise<void>;
}

export const noFill: Fill = { end: async () => undefined };

/**
 * Leaves the secondary indexes of an empty catalog out until `end`. A catalog with photos keeps its own: somebody looks at them.
 * After a crash in between, whoever opens the catalog next builds them.
 */
export async function beginFill(catalog: Catalog): Promise<Fill> {
  const photo = await catalog.read.selectFrom('photo').select('id').limit(1).executeTakeFirst();
  if (photo) return noFill;
  await write(catalog, deferIndexes());
  let isDeferred = true;
  return {
    end: async () => {
      if (!isDeferred) return;
      isDeferred = false;
      const rows = await catalog.executor.all(deferredIndexes);
      for (const row of rows) await write(catalog, buildIndex(row as { readonly name: string; readonly sql: string }));
      await write(catalog, [forgetDeferred]);
    },
  };
}

const write = (catalog: Catalog, statements: readonly SqlStatement[]): Promise<unknown> =>
  catalog.write(statements.map((statement): Compilable => ({ compile: () => statement as ReturnType<Compilable['compile']> })));
