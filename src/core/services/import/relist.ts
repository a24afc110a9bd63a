/** Looking again at what an import refused while it listed its sources: empty files, folders without permission, names that were gone. */
import { sql } from 'kysely';
import type { Compilable } from '#core/catalog/catalog.ts';
import type { Context } from '../context.ts';
import type { SessionRow } from '../session-document.ts';
import { keepProblem, planFolder } from './journal.ts';
import { listSource, passedOver } from './list-source.ts';
import type { ImportRun } from './types.ts';

/** What may have been mended since. A kind of file that is not imported stays what it is. */
const mendable = ['empty', 'unreadable', 'vanished'] as const;

/** Paths of a session that never came into its journal, relative to their sources; a folder stands for all below it. */
export async function refusedPaths({ catalog }: Context, session: SessionRow): Promise<string[]> {
  const rows = await catalog.read
    .selectFrom('import_problem')
    .select('path')
    .where('session_id', '=', session.id)
    .where('imported', '=', 0)
    .where('code', 'in', mendable)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('import_item')
            .select('import_item.id')
            .where('import_item.session_id', '=', session.id)
            .whereRef('import_item.relative_path', '=', 'import_problem.path'),
        ),
      ),
    )
    .execute();
  return rows.map(({ path }) => path);
}

/**
 * Lists the sources again and plans the refused files that can be taken now, with what belongs to them. What is on record
 * of a path is forgotten in the transaction that plans it: a kill in between leaves the rest to be tried again. Files that
 * came to the sources since are not taken.
 */
export async function listRefused(run: ImportRun, refused: readonly string[]): Promise<void> {
  const { catalog } = run.context;
  const isRefused = within(refused);
  const known = await inJournal(run);
  const toldAgain = new Set<string>();
  let nextUnit = known.nextUnit;
  let added = 0;
  run.control.progress({ phase: 'listing' });
  for (const source of run.request.sources) {
    for await (const listed of listSource(source, {
      companions: run.request.companions,
      skipPath: passedOver(run.storage.full_path, source, run.context.ignorePatterns()),
    })) {
      await run.control.checkpoint();
      const problems = listed.problems.filter(({ path }) => isRefused(path));
      const units = listed.units.filter(
        ({ files }) => files.some((file) => isRefused(file.relativePath)) && !files.some((file) => known.paths.has(file.absolutePath)),
      );
      const paths = units.flatMap((unit) => unit.files.map((file) => file.relativePath));
      // Most folders hold nothing that was refused, and a write is a flush of the disk.
      if (paths.length + problems.length === 0) continue;
      const [forgotten = 0] = await catalog.write([
        forget(run, paths),
        ...planFolder(catalog, run.session.id, { ...listed, units }, nextUnit),
        ...problems.map((problem) => keepProblem(catalog, run.session.id, problem)),
      ]);
      for (const problem of problems) run.control.problem(problem);
      for (const { path } of problems) toldAgain.add(path);
      nextUnit += units.length;
      added += paths.length - forgotten;
    }
  }
  // What is neither refused again nor there any more needs nobody.
  const gone = refused.filter((path) => !toldAgain.has(path));
  const [forgotten = 0] = await catalog.write([forget(run, gone)]);
  await catalog.write([
    catalog.read
      .updateTable('session')
      .set({ found: sql<number>`found + ${added - forgotten}` })
      .where('id', '=', run.session.id),
  ]);
}

/** True for the paths themselves and for all that lies below them; `.` is the source. */
function within(paths: readonly string[]): (path: string) => boolean {
  const named = new Set(paths);
  return (path) => {
    if (named.has('.') || named.has(path)) return true;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) if (named.has(path.slice(0, at))) return true;
    return false;
  };
}

async function inJournal({ context: { catalog }, session }: ImportRun): Promise<{ paths: ReadonlySet<string>; nextUnit: number }> {
  const rows = await catalog.read.selectFrom('import_item').select(['source_path', 'unit']).where('session_id', '=', session.id).execute();
  return { paths: new Set(rows.map((row) => row.source_path)), nextUnit: rows.reduce((last, row) => Math.max(last, row.unit), -1) + 1 };
}

const forget = ({ context: { catalog }, session }: ImportRun, paths: readonly string[]): Compilable =>
  catalog.read
    .deleteFrom('import_problem')
    .where('session_id', '=', session.id)
    .where('imported', '=', 0)
    .where(sql<boolean>`path in (select value from json_each(${JSON.stringify(paths)}))`);
