import type { RecoverResult } from '#contract/recover.ts';
import { exitWithProblems, type Command } from '../command.ts';
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
];
