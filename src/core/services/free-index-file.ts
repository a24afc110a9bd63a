/** The name of a new session's index. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type RawBuilder } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';

/** The number the next session of this catalog gets. */
const nextId = sql<number>`coalesce((select seq from sqlite_sequence where name = 'session'), 0) + 1`;

/**
 * For the very query that inserts the session: a kill must not leave one without its index's name. The number is part
 * of the name; where another machine has used it on this storage, or another session was faster, the uuid follows.
 * @param root of the storage
 */
export async function freeIndexFile({ read }: Catalog, root: string, uuid: string): Promise<RawBuilder<string>> {
  const { id } = await read.selectNoFrom(nextId.as('id')).executeTakeFirstOrThrow();
  const plain = `imports/session_${id}.json`;
  const isFree = await stat(join(root, plain)).then(
    () => false,
    () => true,
  );
  return sql<string>`case when ${nextId} = ${isFree ? id : -1} then ${plain} else 'imports/session_' || (${nextId}) || ${`-${uuid.slice(0, 8)}.json`} end`;
}
