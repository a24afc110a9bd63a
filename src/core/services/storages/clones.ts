/**
 * One storage at two places: noticing it, asking once, and keeping both unwritten until it is answered. The question
 * is `storage.clone_path`; the finding of kind `clone_storage` is how people meet it.
 */
import { realpath } from 'node:fs/promises';
import type { Compilable } from '#core/catalog/catalog.ts';
import { instant, type Context } from '../context.ts';
import type { StorageRow } from '../storage-rows.ts';
import { isStorageAt, placeFacts } from './marker.ts';

const keyOf = (path: string): string => `clone_storage:${path}`;
const answerKey = (row: StorageRow, path: string): string => `${answersOf(row.uuid)}${path}`;

/** How the keys of `meta` begin that hold what was said of other places of a storage. */
export const answersOf = (uuid: string): string => `clone_answer:${uuid}:`;

/** The same folder, whatever links lead to it. */
export async function isSamePlace(left: string, right: string): Promise<boolean> {
  if (left === right) return true;
  const [a, b] = await Promise.all([left, right].map((path) => realpath(path).catch(() => null)));
  return a !== null && a === b;
}

/** True when this storage stands at its known place and at `otherPath`, and nobody has said yet what that means. */
export async function isOpenClone(context: Context, row: StorageRow, otherPath: string): Promise<boolean> {
  if (await isSamePlace(row.full_path, otherPath)) return false;
  if (!(await isStorageAt(otherPath, row.uuid)) || !(await isStorageAt(row.full_path, row.uuid))) return false;
  const answered = await context.catalog.read
    .selectFrom('meta')
    .select('key')
    .where('key', '=', answerKey(row, otherPath))
    .executeTakeFirst();
  return answered === undefined;
}

/** Asks what the second place is, and stops index writes. Asking again renews the question. No-op in read-only engines. */
export async function askAboutClone(context: Context, row: StorageRow, otherPath: string): Promise<void> {
  if (context.readOnly) return;
  const { read } = context.catalog;
  const now = instant(context.clock);
  const [here, there] = await Promise.all([placeFacts(row.full_path), placeFacts(otherPath)]);
  const facts = {
    kind: 'clone_storage',
    path: otherPath,
    reason: `${row.display_name} is at ${row.full_path} and at ${otherPath}.`,
    lane: 'ask' as const,
    default_resolution: 'keep',
    resolutions_json: JSON.stringify(['keep', 'moved', 'backup', 'separate']),
    changes_json: '[]',
    facts_json: JSON.stringify({ known: here, other: there }),
    status: 'open' as const,
    resolution: null,
    last_seen: now,
  };
  await context.catalog.write([
    read.updateTable('storage').set({ clone_path: otherPath }).where('id', '=', row.id),
    read
      .insertInto('finding')
      .values({ ...facts, storage_id: row.id, key: keyOf(otherPath), journal_id: null, first_seen: now })
      .onConflict((conflict) => conflict.columns(['storage_id', 'key']).doUpdateSet(facts)),
  ]);
  if (row.clone_path === otherPath) return;
  context.emit('conflicts.changed', { storage_uuid: row.uuid });
  context.emit('storage.changed', { storage_uuid: row.uuid });
}

/**
 * Looks whether an open question still stands: with one of the two places away there is one storage to write to. When
 * it comes back, the next look asks again.
 * @returns true when the question is closed now
 */
export async function settleGoneClone(context: Context, row: StorageRow): Promise<boolean> {
  if (row.clone_path === null || context.readOnly) return false;
  if (await isStorageAt(row.clone_path, row.uuid)) return false;
  await context.catalog.write(closeQuestion(context, row, row.clone_path, 'gone', null));
  context.emit('conflicts.changed', { storage_uuid: row.uuid });
  context.emit('storage.changed', { storage_uuid: row.uuid });
  context.indexes.schedule();
  return true;
}

/** Queries that end the question about one place. */
export function closeQuestion(
  { catalog: { read } }: Context,
  row: StorageRow,
  path: string,
  status: 'resolved' | 'gone',
  resolution: string | null,
): Compilable[] {
  return [
    read.updateTable('storage').set({ clone_path: null }).where('id', '=', row.id),
    read
      .updateTable('finding')
      .set({ status, resolution })
      .where('storage_id', '=', row.id)
      .where('kind', '=', 'clone_storage')
      .where('status', 'in', ['open', 'later'])
      .where('key', '=', keyOf(path)),
  ];
}

/** The query that remembers what a person said of a place that still has the uuid, so that it is not asked again. */
export function rememberAnswer({ catalog: { read } }: Context, row: StorageRow, path: string, answer: string): Compilable {
  return read
    .insertInto('meta')
    .values({ key: answerKey(row, path), value: answer })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: answer }));
}
