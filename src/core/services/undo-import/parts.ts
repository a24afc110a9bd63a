/** The sessions one import has become: more than one when it was too large for an index (docs/decisions/0031-sessions-are-split.md). */
import type { UndoImportPlan } from '#contract/resolve.ts';
import type { Context } from '../context.ts';
import type { SessionRow } from '../session-document.ts';
import { readSessionTotals } from '../session-totals.ts';

/** All parts of the import that a session belongs to, itself among them, in the order they were made. */
export async function partsOf({ catalog: { read } }: Context, session: SessionRow): Promise<SessionRow[]> {
  const whole = session.part_of ?? session.uuid;
  return (
    read
      .selectFrom('session')
      .selectAll()
      // A part of another storage would be a lie of its index.
      .where('storage_id', '=', session.storage_id)
      .where((where) => where.or([where('part_of', '=', whole), where('uuid', '=', whole)]))
      .orderBy('id')
      .execute()
  );
}

/** Parts as a person chooses among them; those that hold nothing any more are no choice. */
export async function describeParts({ catalog }: Context, parts: readonly SessionRow[], asked: number): Promise<UndoImportPlan['parts']> {
  const described: UndoImportPlan['parts'] = [];
  for (const { id, title } of parts) {
    const photos = (await readSessionTotals(catalog, id)).get(id)?.photos ?? 0;
    if (photos > 0 || id === asked) described.push({ session_id: id, title, photos });
  }
  return described;
}

/** The session that has the journal of the import: its parts took files out of it, and no journal. */
export async function journalOf({ catalog: { read } }: Context, session: SessionRow): Promise<number> {
  if (session.part_of === null) return session.id;
  const whole = await read
    .selectFrom('session')
    .select('id')
    .where('uuid', '=', session.part_of)
    .where('storage_id', '=', session.storage_id)
    .executeTakeFirst();
  return whole?.id ?? session.id;
}
