import type { IndexStatus, RecoverResult } from '#contract/recover.ts';
import { exitWithProblems, sessionNumber, type Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';

/** Done, but something waits for a person. */
const exitWithConflicts = 4;

export const recoverCommands: readonly Command[] = [
  {
    name: 'recover',
    usage: 'recover <storage_path>... [--dry-run]',
    summary: 'Rebuild the catalog from storages; merges into the one there is',
    positionals: [1, 100],
    needs: 'write',
    options: { 'dry-run': { type: 'boolean' } },
    examples: ['imalink recover /media/anna/Photos', 'imalink recover /mnt/a /mnt/b --dry-run --json'],
    run: async ({ positionals, options, call, follow }) => {
      const { job_id } = await call('recover.start', { paths: [...positionals], dry_run: options['dry-run'] === true });
      const value = (await follow(job_id)).result as RecoverResult;
      const { storages, sessions, photos, restored, missing, untracked, unreadable, already_known, conflicts } = value;
      const text = [
        ...(value.applied ? [] : ['Nothing was changed. This would be recovered:']),
        table(Object.entries({ storages, sessions, photos, restored, missing, untracked, unreadable, already_known, conflicts })),
        ...value.storages_found.map(
          (storage) => `${escapeForTerminal(storage.display_name)} at ${escapeForTerminal(storage.path)}: ${storage.sessions} sessions`,
        ),
        ...value.problems.map((problem) => `${problem.code}: ${escapeForTerminal(problem.message)}`),
        ...(untracked > 0 && value.applied ? ['Files that no index names are found by: imalink scan'] : []),
      ].join('\n');
      return { value, text, exitCode: conflicts > 0 ? exitWithConflicts : value.problems.length > 0 ? exitWithProblems : 0 };
    },
  },
  {
    name: 'index status',
    usage: 'index status <S>',
    summary: 'Which indexes stand in a storage, and which are behind',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink index status Archive'],
    run: async ({ positionals, call }) => {
      const value = await call('index.status', { storage: positionals[0] as string });
      return {
        value,
        text: statusText(value),
        exitCode: value.sessions.some((session) => session.problem !== null) ? exitWithProblems : 0,
      };
    },
  },
  {
    name: 'index generate',
    usage: 'index generate <S> [--session ID]',
    summary: 'Write the indexes of a storage anew from the catalog',
    positionals: [1, 1],
    needs: 'write',
    options: { session: { type: 'string' } },
    examples: ['imalink index generate Archive', 'imalink index generate Archive --session 3'],
    run: async ({ positionals, options, call }) => {
      const session = options['session'];
      const value =
        typeof session === 'string'
          ? await call('index.generateSession', { session_id: sessionNumber(session) })
          : await call('index.generate', { storage: positionals[0] as string });
      return { value, text: statusText(value) };
    },
  },
  {
    name: 'index show',
    usage: 'index show <S> [--session ID]',
    summary: 'index.json, or the index of a session, as it stands in the storage',
    positionals: [1, 1],
    needs: 'read',
    options: { session: { type: 'string' } },
    examples: ['imalink index show Archive --session 3'],
    run: async ({ positionals, options, call }) => {
      const session = options['session'];
      const value =
        typeof session === 'string'
          ? await call('index.session', { session_id: sessionNumber(session) })
          : await call('index.master', { storage: positionals[0] as string });
      return { value, text: JSON.stringify(value, null, 2) };
    },
  },
];

function statusText(status: IndexStatus): string {
  const rows = status.sessions.map((session) => [
    session.id,
    session.exists ? (session.problem === null ? (session.stale ? 'behind' : 'ok') : 'damaged') : 'missing',
    `${session.generation ?? '-'}/${session.catalog_generation}`,
    session.index_file,
    session.title,
  ]);
  return [
    `index.json: ${status.master_index_exists ? 'ok' : 'missing'}`,
    table([['ID', 'STATE', 'GENERATION', 'FILE', 'TITLE'], ...rows]),
  ].join('\n');
}
