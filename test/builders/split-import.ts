/** An import that was too large for one session, without a hundred thousand files: split at a lower limit. */
import { join } from 'node:path';
import { openCatalog } from '#core/catalog/catalog.ts';
import { splitSession } from '#core/services/split-session.ts';

/** Session 1 keeps what came last; its parts get the numbers after it. The next look of a host writes their indexes. */
export async function splitImport(home: string, root: string, limit: number): Promise<void> {
  const catalog = await openCatalog(join(home, 'catalog.sqlite'), { inThread: false, readOnly: false });
  await splitSession(catalog, root, 1, limit);
  await catalog.close();
}
