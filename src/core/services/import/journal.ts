/** The import journal in the catalog: what a session was asked to do, file by file, and what became of it. */
import type { ImportCounts } from '#contract/import.ts';
import type { Problem, ProblemCode } from '#contract/problem.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { StoredRequest } from './types.ts';
import type { ListedFolder } from './list-source.ts';

/** Journal rows for the units of one folder. @param firstUnit number of the first unit, unique in the session */
export function planFolder(catalog: Catalog, sessionId: number, folder: ListedFolder, firstUnit: number): Compilable[] {
  return folder.units.flatMap((unit, index) =>
    unit.files.map((file) =>
      catalog.read.insertInto('import_item').values({
        session_id: sessionId,
        unit: firstUnit + index,
        is_primary: file.role === null ? 1 : 0,
        role: file.role,
        source_path: file.absolutePath,
        source_name: folder.sourceName,
        relative_path: file.relativePath,
        size_bytes: file.sizeBytes,
        mtime_ms: file.mtimeMs,
        state: 'planned',
        staging_name: null,
        target_path: null,
        checksum: null,
        hothash: null,
        matches: null,
        match_kind: null,
        source_state: null,
      }),
    ),
  );
}

/** Keeps a problem of a session once, however often its import is resumed. */
export function keepProblem(catalog: Catalog, sessionId: number, problem: Problem): Compilable {
  return catalog.read
    .insertInto('import_problem')
    .values({ session_id: sessionId, path: problem.path, code: problem.code, message: problem.message, imported: problem.imported ? 1 : 0 })
    .onConflict((conflict) => conflict.columns(['session_id', 'path', 'code']).doNothing());
}

export async function readProblems(catalog: Catalog, sessionId: number): Promise<Problem[]> {
  const rows = await catalog.read
    .selectFrom('import_problem')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('path')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    path: row.path,
    code: row.code as ProblemCode,
    message: row.message,
    ...(row.imported ? { imported: true } : {}),
  }));
}

/** What became of a session's files, from the journal alone: the same after a resume as after an undisturbed run. */
export async function readCounts(catalog: Catalog, sessionId: number): Promise<ImportCounts> {
  const [session, states, furtherCopies, moved, problems] = await Promise.all([
    catalog.read.selectFrom('session').select('found').where('id', '=', sessionId).executeTakeFirstOrThrow(),
    catalog.read
      .selectFrom('import_item')
      .leftJoin('companion', (join) =>
        join
          .onRef('companion.path', '=', 'import_item.target_path')
          .on('companion.storage_id', '=', (select) => select.selectFrom('session').select('storage_id').where('id', '=', sessionId)),
      )
      .select((select) => [
        'state',
        select.fn.countAll<number>().as('n'),
        select.fn.count<number>('companion.id').as('companions'),
        select.fn.sum<number>('import_item.size_bytes').as('bytes'),
      ])
      .where('session_id', '=', sessionId)
      .groupBy('state')
      .execute(),
    catalog.read
      .selectFrom('import_item')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('session_id', '=', sessionId)
      .where('match_kind', '=', 'further_copy')
      .where('state', '=', 'done')
      .executeTakeFirstOrThrow(),
    catalog.read
      .selectFrom('import_item')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('session_id', '=', sessionId)
      .where('source_state', '=', 'removed')
      .executeTakeFirstOrThrow(),
    catalog.read
      .selectFrom('import_problem')
      .select((select) => ['code', select.fn.countAll<number>().as('n')])
      .where('session_id', '=', sessionId)
      .where('imported', '=', 0)
      .groupBy('code')
      .execute(),
  ]);
  const of = (state: string) => states.find((row) => row.state === state);
  const unsupported = problems
    .filter((row) => row.code === 'unsupported' || row.code === 'orphan-sidecar' || row.code === 'not-an-image')
    .reduce((sum, row) => sum + row.n, 0);
  const listedProblems = problems.reduce((sum, row) => sum + row.n, 0);
  const done = of('done');
  return {
    found: session.found,
    imported: (done?.n ?? 0) - (done?.companions ?? 0),
    duplicates: of('duplicate')?.n ?? 0,
    skipped: of('skipped')?.n ?? 0,
    further_copies: furtherCopies.n,
    companions: done?.companions ?? 0,
    moved: moved.n,
    unsupported,
    failed: listedProblems - unsupported,
    bytes: done?.bytes ?? 0,
  };
}

/** Source files that were recognised. */
export async function readMatches(catalog: Catalog, sessionId: number) {
  const rows = await catalog.read
    .selectFrom('import_item')
    .select(['relative_path', 'match_kind', 'matches'])
    .where('session_id', '=', sessionId)
    .where('match_kind', 'is not', null)
    .orderBy('relative_path')
    .execute();
  return rows.map((row) => ({ path: row.relative_path, kind: row.match_kind ?? 'duplicate', matches: row.matches ?? '' }));
}

/** The request of a session as it was first given. */
export function parseRequest(text: string): StoredRequest {
  return JSON.parse(text) as StoredRequest;
}
