/** Taking an import back: what that would do, file by file, before anything is done. */
import { hash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { ResolveAction, UndoImportPlan } from '#contract/resolve.ts';
import { comparePaths } from '#domain/natural-order.ts';
import { planUndoImport, type UndoPlan } from '#domain/undo-import.ts';
import type { Stat } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import { byPath } from '../import/by-path.ts';
import { parseRequest } from '../import/journal.ts';
import { takeTurns } from '../in-turns.ts';
import { keepPlan, type KeptPlan } from '../resolve/plan-store.ts';
import { readRecords } from '../resolve/read-records.ts';
import { readCatalogued } from '../scan/catalogued.ts';
import { sortInTurns } from '../sort-in-turns.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { describeParts, journalOf, partsOf } from './parts.ts';

/** What was shown of one session, to be carried out as it was shown. */
export type PartPlan = Extract<KeptPlan, { kind: 'undo-import' }>['parts'][number];

export interface SessionUndo {
  readonly storage: StorageRow;
  readonly plan: UndoPlan;
}

/**
 * @param isWhole all parts of an import that was split go, not this session alone
 * @throws ImaLinkError session-not-found, session-busy
 */
export async function planUndo(context: Context, sessionId: number, isWhole = false): Promise<UndoImportPlan> {
  const { session, storage } = await requireSettled(context, sessionId);
  const parts = await partsOf(context, session);
  const wanted = isWhole ? parts.map(({ id }) => id) : [sessionId];
  const undos: { readonly sessionId: number; readonly plan: UndoPlan }[] = [];
  const gone = new Map<number, number>();
  for (const id of wanted) {
    const { plan } = await concludeUndo(context, id, gone);
    undos.push({ sessionId: id, plan });
    for (const { photoId, changes } of plan.items)
      gone.set(photoId, (gone.get(photoId) ?? 0) + changes.filter(({ change }) => change === 'drop_file').length);
  }
  const shown: PartPlan[] = [];
  for (const { sessionId: id, plan } of undos)
    shown.push({ sessionId: id, fingerprint: await fingerprintOf(plan), left: new Set(plan.left.map(({ path }) => path)) });
  const { planId, expiresAt } = keepPlan(context, { kind: 'undo-import', parts: shown });
  const items = undos.flatMap(({ plan }) => plan.items);
  const steps = items.flatMap((item) => item.steps);
  return {
    plan_id: planId,
    expires_at: expiresAt,
    headline: {
      files_set_aside: steps.length,
      bytes_set_aside: steps.reduce((sum, step) => sum + step.sizeBytes, 0),
      files_restored: 0,
      files_moved: 0,
      records_changed: items.length,
      indexes_rewritten: undos.filter(({ plan }) => plan.items.length > 0).length,
    },
    actions: await sortInTurns(
      undos.flatMap((undo) => actionsOf(undo.plan, `Session ${undo.sessionId} brought it to ${storage.display_name}.`)),
      (left, right) => comparePaths(left.from ?? '', right.from ?? ''),
    ),
    refused: await byPath(undos.flatMap(({ plan }) => plan.left.map(({ path, reason }) => ({ finding_id: 0, path, reason })))),
    parts: await describeParts(context, parts, sessionId),
    whole: isWhole,
  };
}

function actionsOf({ items }: UndoPlan, why: string): ResolveAction[] {
  return items.flatMap((item, at): ResolveAction[] => {
    const base = { finding_id: at + 1, why };
    if (item.steps.length === 0) return [{ ...base, action: 'record', from: item.path, to: null, file_size: 0 }];
    return item.steps.map((step) => ({
      ...base,
      action: 'set_aside',
      from: step.step === 'set_aside' ? step.path : item.path,
      to: join('.imalink', 'trash'),
      file_size: step.sizeBytes,
    }));
  });
}

/** Equal for a photo exactly when the same would be done with it; short, because a whole import may be a million photos. */
export async function fingerprintOf({ items }: UndoPlan): Promise<ReadonlyMap<number, string>> {
  const prints = new Map<number, string>();
  const rest = takeTurns();
  for (const item of items) {
    prints.set(item.photoId, hash('sha256', JSON.stringify(item), 'base64'));
    await rest();
  }
  return prints;
}

/** @throws ImaLinkError session-not-found, session-busy */
export async function requireSettled(context: Context, sessionId: number) {
  const { read } = context.catalog;
  const session = await read.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirst();
  if (!session)
    throw new ImaLinkError('session-not-found', `There is no session ${sessionId}. \`imalink session list\` shows them all.`, {
      details: { session_id: sessionId },
    });
  if (context.jobs.isRunningFor(sessionId))
    throw new ImaLinkError('session-busy', `Session ${sessionId} is still being imported. Cancel the import first.`, {
      details: { session_id: sessionId },
    });
  const storage = await read.selectFrom('storage').selectAll().where('id', '=', session.storage_id).executeTakeFirstOrThrow();
  return { session, storage };
}

/**
 * What would go and what would stay, as things are now.
 * @param gone files that parts before this one take along, by photo
 * @throws ImaLinkError session-not-found, session-busy
 */
export async function concludeUndo(
  context: Context,
  sessionId: number,
  gone: ReadonlyMap<number, number> = new Map(),
): Promise<SessionUndo> {
  const { session, storage } = await requireSettled(context, sessionId);
  const catalogued = await readCatalogued(context.catalog, storage.id, { sessionId });
  const records = await readRecords(context.catalog, catalogued);
  const isInPlace = parseRequest(session.request_json).mode === 'register';
  const paths = catalogued.flatMap((file) => [file.path, ...file.companions.map(({ path }) => path)]);
  const counts = await countFiles(context, sessionId);
  const plan = planUndoImport({
    records,
    isInPlace,
    brought: await readBrought(context, await journalOf(context, session)),
    disk: isInPlace ? new Map() : await statAll(pathsOf(storage).photos, paths),
    fileCounts: new Map([...counts].map(([photoId, count]) => [photoId, count - (gone.get(photoId) ?? 0)])),
  });
  return { storage, plan };
}

/** A session that came back from its index has no import journal: then its records alone say what it brought. */
async function readBrought({ catalog: { read } }: Context, sessionId: number): Promise<ReadonlyMap<string, string> | null> {
  const rows = await read
    .selectFrom('import_item')
    .select(['target_path', 'checksum'])
    .where('session_id', '=', sessionId)
    .where('state', '=', 'done')
    .execute();
  if (rows.length === 0) return null;
  return new Map(rows.flatMap((row) => (row.target_path === null || row.checksum === null ? [] : [[row.target_path, row.checksum]])));
}

async function countFiles({ catalog: { read } }: Context, sessionId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await read
    .selectFrom('image_file')
    .select((select) => ['photo_id', select.fn.countAll<number>().as('n')])
    .where('photo_id', 'in', read.selectFrom('image_file').select('photo_id').where('session_id', '=', sessionId))
    .groupBy('photo_id')
    .execute();
  return new Map(rows.map((row) => [row.photo_id, row.n]));
}

async function statAll(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, Stat | null>> {
  const stats = new Map<string, Stat | null>();
  await inParallel(paths, 16, async (path) => {
    const info = await lstat(join(folder, path)).catch(() => null);
    stats.set(path, info?.isFile() === true ? { sizeBytes: info.size, mtimeMs: info.mtimeMs } : null);
  });
  return stats;
}
