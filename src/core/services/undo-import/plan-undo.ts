/** Taking an import back: what that would do, file by file, before anything is done. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { ResolveAction, ResolvePlan } from '#contract/resolve.ts';
import { planUndoImport, type UndoPlan } from '#domain/undo-import.ts';
import type { Stat } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import { parseRequest } from '../import/journal.ts';
import { keepPlan } from '../resolve/plan-store.ts';
import { readRecords } from '../resolve/read-records.ts';
import { readCatalogued } from '../scan/catalogued.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';

export interface SessionUndo {
  readonly storage: StorageRow;
  readonly plan: UndoPlan;
}

/** @throws ImaLinkError session-not-found, session-busy */
export async function planUndo(context: Context, sessionId: number): Promise<ResolvePlan> {
  const { storage, plan } = await concludeUndo(context, sessionId);
  const { planId, expiresAt } = keepPlan(context, {
    kind: 'undo-import',
    sessionId,
    fingerprint: fingerprintOf(plan),
    left: new Set(plan.left.map(({ path }) => path)),
  });
  const steps = plan.items.flatMap((item) => item.steps);
  return {
    plan_id: planId,
    expires_at: expiresAt,
    headline: {
      files_set_aside: steps.length,
      bytes_set_aside: steps.reduce((sum, step) => sum + step.sizeBytes, 0),
      files_restored: 0,
      files_moved: 0,
      records_changed: plan.items.length,
      indexes_rewritten: plan.items.length > 0 ? 1 : 0,
    },
    actions: plan.items.flatMap((item, at): ResolveAction[] => {
      const base = { finding_id: at + 1, why: `Session ${sessionId} brought it to ${storage.display_name}.` };
      if (item.steps.length === 0) return [{ ...base, action: 'record', from: item.path, to: null, file_size: 0 }];
      return item.steps.map((step) => ({
        ...base,
        action: 'set_aside',
        from: step.step === 'set_aside' ? step.path : item.path,
        to: join('.imalink', 'trash'),
        file_size: step.sizeBytes,
      }));
    }),
    refused: plan.left.map(({ path, reason }) => ({ finding_id: 0, path, reason })),
  };
}

/** Equal for a photo exactly when the same would be done with it. */
export function fingerprintOf({ items }: UndoPlan): ReadonlyMap<number, string> {
  return new Map(items.map((item) => [item.photoId, JSON.stringify(item)]));
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

/** What would go and what would stay, as things are now. @throws ImaLinkError session-not-found, session-busy */
export async function concludeUndo(context: Context, sessionId: number): Promise<SessionUndo> {
  const { session, storage } = await requireSettled(context, sessionId);
  const catalogued = (await readCatalogued(context.catalog, storage.id)).filter((file) => file.sessionId === sessionId);
  const records = await readRecords(context.catalog, catalogued);
  const isInPlace = parseRequest(session.request_json).mode === 'register';
  const paths = catalogued.flatMap((file) => [file.path, ...file.companions.map(({ path }) => path)]);
  const plan = planUndoImport({
    records,
    isInPlace,
    brought: await readBrought(context, sessionId),
    disk: isInPlace ? new Map() : await statAll(pathsOf(storage).photos, paths),
    fileCounts: await countFiles(context, sessionId),
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
