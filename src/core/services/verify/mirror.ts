/**
 * Copies a session to a second storage by the machinery of an import: the same journal, verification and indexes. The
 * mirror is a session of that storage; asked again, it takes in what is not there yet. The source is only read.
 */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { MirrorResult } from '#contract/recover.ts';
import type { Problem } from '#contract/problem.ts';
import { placeholderTest } from '#core/storage/placeholder.ts';
import type { Context } from '../context.ts';
import { readProblems } from '../import/journal.ts';
import { settlePlacing } from '../import/resume.ts';
import { runImport } from '../import/run-import.ts';
import { createSession } from '../import/start-import.ts';
import type { ImportRun, StoredRequest } from '../import/types.ts';
import type { JobControl } from '../jobs.ts';
import type { SessionRow } from '../session-document.ts';
import { findStorage, pathsOf, requireActive, requireWritable, type StorageRow } from '../storage-rows.ts';
import { companionsOf, type CompanionRow, type FileRow } from './due-files.ts';
import { requireThere } from './read-storage.ts';

export interface MirrorRequest {
  readonly storage: string;
  readonly session_id: number;
  readonly to: string;
}

/** @throws ImaLinkError storage-…, session-not-found, session-complete, bad-input */
export async function startMirror(context: Context, request: MirrorRequest): Promise<{ job_id: string }> {
  const { catalog } = context;
  const [from, to] = [await findStorage(catalog, request.storage), await findStorage(catalog, request.to)];
  if (from.id === to.id) throw new ImaLinkError('bad-input', `${from.display_name} cannot be its own mirror; name another storage.`);
  const session = await catalog.read
    .selectFrom('session')
    .selectAll()
    .where('id', '=', request.session_id)
    .where('storage_id', '=', from.id)
    .executeTakeFirst();
  if (!session)
    throw new ImaLinkError('session-not-found', `There is no session ${request.session_id} in ${from.display_name}.`, {
      details: { ...request },
    });
  requireActive(from);
  await requireThere(from);
  await requireWritable(to);
  const mirror = (await mirrorOf(context, session, to)) ?? (await createMirror(context, session, from, to));
  if (context.jobs.isRunningFor(mirror.id))
    throw new ImaLinkError('session-complete', `Session ${session.id} is being mirrored right now.`, {
      details: { session_id: mirror.id },
    });
  const start = { kind: 'mirror' as const, title: `Mirror ${session.title}`, sessionId: mirror.id, storageUuid: to.uuid };
  return { job_id: context.jobs.start(start, (control) => runMirror(context, control, { session, from, to, mirror })) };
}

/** The session of the second storage that mirrors this one. It says so itself, so that a recovered catalog knows it, too. */
function mirrorOf({ catalog }: Context, session: SessionRow, to: StorageRow): Promise<SessionRow | undefined> {
  return catalog.read
    .selectFrom('session')
    .selectAll()
    .where('storage_id', '=', to.id)
    .where(sql<boolean>`request_json ->> 'mirror_of' = ${session.uuid}`)
    .orderBy('id')
    .executeTakeFirst();
}

async function createMirror(context: Context, session: SessionRow, from: StorageRow, to: StorageRow): Promise<SessionRow> {
  const author =
    session.author_id === null
      ? undefined
      : await context.catalog.read.selectFrom('author').select('name').where('id', '=', session.author_id).executeTakeFirst();
  const request: StoredRequest = {
    sources: [pathsOf(from).photos],
    storage: to.uuid,
    title: session.title,
    notes: session.notes,
    ...(author ? { author: author.name } : {}),
    mode: 'copy',
    layout: 'keep',
    duplicates: 'skip',
    same_picture: 'keep',
    elsewhere: 'keep',
    verify: true,
    companions: true,
    mirror_of: session.uuid,
  };
  return createSession(context, to, request);
}

interface Mirroring {
  readonly session: SessionRow;
  readonly from: StorageRow;
  readonly to: StorageRow;
  readonly mirror: SessionRow;
}

async function runMirror(context: Context, control: JobControl, work: Mirroring): Promise<MirrorResult> {
  const startedMs = performance.now();
  const { catalog } = context;
  const { mirror, to } = work;
  const run: ImportRun = {
    context,
    control,
    session: { ...mirror, listed: 1 },
    storage: to,
    paths: pathsOf(to),
    // The source may have come to another place since.
    request: { ...(JSON.parse(mirror.request_json) as StoredRequest), sources: [pathsOf(work.from).photos] },
  };
  control.progress({ phase: 'listing' });
  await settlePlacing(run);
  const { units, alreadyThere, problems } = await whatLacks(context, control, work);
  for (const problem of problems) control.problem(problem);
  const result = { copied: 0, already_there: alreadyThere, failed: problems.length, bytes: 0 };
  if (units.length > 0 || mirror.status === 'incomplete') {
    await planUnits(run, units);
    const before = await countStates(catalog, mirror.id);
    await runImport(run);
    const after = await countStates(catalog, mirror.id);
    const more = (state: string, key: 'files' | 'bytes'): number => (after.get(state)?.[key] ?? 0) - (before.get(state)?.[key] ?? 0);
    result.copied = more('done', 'files');
    result.already_there += more('duplicate', 'files');
    result.failed += more('failed', 'files');
    result.bytes = more('done', 'bytes');
    problems.push(...(await readProblems(catalog, mirror.id)));
  }
  return { ...result, problems, duration_ms: Math.round(performance.now() - startedMs) };
}

interface Unit {
  readonly file: FileRow;
  readonly companions: readonly CompanionRow[];
}

/** Files of the session that the second storage does not hold, byte for byte; of damaged and missing ones, why they stay out. */
async function whatLacks(context: Context, control: JobControl, { session, from, to }: Mirroring) {
  const { read } = context.catalog;
  const files = await read
    .selectFrom('image_file')
    .selectAll()
    .where('storage_id', '=', from.id)
    .where('id', 'in', (select) => select.selectFrom('session_file').select('file_id').where('session_id', '=', session.id))
    .orderBy('path')
    .execute();
  const companions = Map.groupBy(
    await companionsOf(
      context.catalog,
      files.map((file) => file.id),
    ),
    (row) => row.file_id,
  );
  const held = await heldBy(context, to);
  const { root, photos } = pathsOf(from);
  const isInCloud = placeholderTest(root);
  const units: Unit[] = [];
  const problems: Problem[] = [];
  let alreadyThere = 0;
  for (const file of files) {
    await control.checkpoint();
    if (file.status !== 'present') {
      const message = `${file.path} is ${file.status} in ${from.display_name}; it is mirrored when that is settled`;
      problems.push({ path: file.path, code: file.status === 'missing' ? 'vanished' : 'verify-failed', message });
      continue;
    }
    if (isInCloud(join(photos, file.path)) && !(await held(file))) {
      const message = `${file.path}: its content is in the cloud; it is mirrored once it is in ${from.display_name}`;
      problems.push({ path: file.path, code: 'unreadable', message });
      continue;
    }
    const own = companions.get(file.id) ?? [];
    const lacking: CompanionRow[] = [];
    for (const companion of own) if (!(await held(companion, file.photo_id))) lacking.push(companion);
    const isHeld = await held(file);
    alreadyThere += own.length - lacking.length + (isHeld ? 1 : 0);
    // The photo leads its companions, also when only they are new: it is found stored, and they join it.
    if (!isHeld || lacking.length > 0) {
      if (isHeld) alreadyThere -= 1;
      units.push({ file, companions: lacking });
    }
  }
  return { units, alreadyThere, problems };
}

/** Whether a storage has these bytes on record and standing with their size: of a file anywhere, of a companion beside its own photo. */
async function heldBy(
  { catalog }: Context,
  to: StorageRow,
): Promise<(wanted: Pick<FileRow, 'checksum' | 'size_bytes'>, ownerId?: number) => Promise<boolean>> {
  const { read } = catalog;
  const [files, companions] = await Promise.all([
    read.selectFrom('image_file').select(['checksum', 'path']).where('storage_id', '=', to.id).where('status', '=', 'present').execute(),
    read
      .selectFrom('companion')
      .innerJoin('image_file', 'image_file.id', 'companion.file_id')
      .select(['companion.checksum', 'companion.path', 'image_file.photo_id'])
      .where('companion.storage_id', '=', to.id)
      .execute(),
  ]);
  const paths = Map.groupBy([...files, ...companions], (row) => row.checksum);
  const besides = Map.groupBy(companions, (row) => `${row.photo_id} ${row.checksum}`);
  const { photos } = pathsOf(to);
  return async ({ checksum, size_bytes: sizeBytes }, ownerId) => {
    const places = ownerId === undefined ? paths.get(checksum) : besides.get(`${ownerId} ${checksum}`);
    for (const { path } of places ?? []) {
      // What cannot be looked at is copied once more: too many copies are no loss.
      const info = await lstat(join(photos, path)).catch(() => null);
      if (info?.isFile() && info.size === sizeBytes) return true;
    }
    return false;
  };
}

/** Journal rows for what is to be copied, to the paths it has in the source; each with the bytes it must turn out to have. */
async function planUnits({ context, session, request }: ImportRun, units: readonly Unit[]): Promise<void> {
  const { catalog } = context;
  const [source = ''] = request.sources;
  const last = await catalog.read
    .selectFrom('import_item')
    .select((select) => select.fn.max<number | null>('unit').as('unit'))
    .where('session_id', '=', session.id)
    .executeTakeFirstOrThrow();
  const first = (last.unit ?? -1) + 1;
  const itemOf = (unit: number, row: Pick<FileRow, 'path' | 'size_bytes' | 'mtime_ms' | 'checksum'>, role: CompanionRow['role'] | null) =>
    catalog.read.insertInto('import_item').values({
      session_id: session.id,
      unit,
      is_primary: role === null ? 1 : 0,
      role,
      source_path: join(source, row.path),
      source_name: '',
      relative_path: row.path,
      size_bytes: row.size_bytes,
      mtime_ms: row.mtime_ms,
      state: 'planned',
      checksum: row.checksum,
    });
  await catalog.write([
    catalog.read.deleteFrom('import_item').where('session_id', '=', session.id).where('state', '=', 'planned'),
    catalog.read.deleteFrom('import_problem').where('session_id', '=', session.id),
    ...units.flatMap(({ file, companions }, index) => [
      itemOf(first + index, file, null),
      ...companions.map((companion) => itemOf(first + index, companion, companion.role)),
    ]),
    catalog.read
      .updateTable('session')
      .set((set) => ({
        status: 'incomplete',
        listed: 1,
        found: set(
          'found',
          '+',
          units.reduce((sum, unit) => sum + 1 + unit.companions.length, 0),
        ),
      }))
      .where('id', '=', session.id),
  ]);
}

async function countStates(catalog: Context['catalog'], sessionId: number): Promise<ReadonlyMap<string, { files: number; bytes: number }>> {
  const rows = await catalog.read
    .selectFrom('import_item')
    .select((select) => ['state', select.fn.countAll<number>().as('files'), select.fn.sum<number>('size_bytes').as('bytes')])
    .where('session_id', '=', sessionId)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, files, bytes }) => [state, { files, bytes }]));
}
