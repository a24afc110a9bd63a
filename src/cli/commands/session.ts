import type { ResolveResult, UndoImportPlan } from '#contract/resolve.ts';
import { exitWithProblems, sessionNumber, type Command } from '../command.ts';
import { escapeForTerminal, formatBytes, table } from '../terminal.ts';
import { finished } from './import.ts';

export const sessionCommands: readonly Command[] = [
  {
    name: 'session list',
    usage: 'session list [--storage S]',
    summary: 'All sessions, newest first',
    positionals: [0, 0],
    needs: 'read',
    options: { storage: { type: 'string' } },
    examples: ['imalink session list --json'],
    run: async ({ options, call }) => {
      const value = await call('session.list', typeof options['storage'] === 'string' ? { storage: options['storage'] } : {});
      const rows = value.sessions.map((session) => [
        session.id,
        session.status,
        session.photo_count,
        formatBytes(session.size_bytes),
        session.imported_at.slice(0, 16).replace('T', ' '),
        session.storage_name,
        session.title,
      ]);
      return {
        value,
        text:
          rows.length === 0
            ? 'No sessions yet. Start one with: imalink import <folder> --storage <S>'
            : table([['ID', 'STATUS', 'PHOTOS', 'SIZE', 'IMPORTED', 'STORAGE', 'TITLE'], ...rows]),
      };
    },
  },
  {
    name: 'session show',
    usage: 'session show <id>',
    summary: 'One session with its problems',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink session show 3'],
    run: async ({ positionals, call }) => {
      const value = await call('session.show', { session_id: sessionNumber(positionals[0]) });
      const facts = table([
        ['title', value.title],
        ['status', value.status],
        ['imported', value.imported_at],
        ['storage', value.storage_name],
        ['sources', value.sources.join(', ')],
        ['photos', value.photo_count],
        ['files', `${value.file_count} (${formatBytes(value.size_bytes)})`],
        ['taken', value.taken_from === null ? 'undated' : `${value.taken_from} to ${value.taken_to}`],
        ['index', value.index_file],
      ]);
      const problems = value.problems.map(
        (problem) => `  ${problem.imported ? 'imported, but ' : ''}${escapeForTerminal(problem.message)}`,
      );
      return {
        value,
        text: [
          facts,
          ...(value.notes === '' ? [] : [escapeForTerminal(value.notes)]),
          ...(problems.length > 0 ? ['Problems:', ...problems] : []),
        ].join('\n'),
      };
    },
  },
  {
    name: 'session edit',
    usage: 'session edit <id> [--title T] [--notes T] [--author A] [--credit]',
    summary: 'Change what you wrote about a session',
    positionals: [1, 1],
    needs: 'write',
    options: { title: { type: 'string' }, notes: { type: 'string' }, author: { type: 'string' }, credit: { type: 'boolean' } },
    examples: ['imalink session edit 3 --title "Italy 2024"', 'imalink session edit 3 --author "Anna Berg" --credit'],
    run: async ({ positionals, options, call }) => {
      const text = (key: 'title' | 'notes') => (typeof options[key] === 'string' ? { [key]: options[key] } : {});
      // An empty name takes the author away.
      const author = typeof options['author'] === 'string' ? { author: options['author'].trim() === '' ? null : options['author'] } : {};
      const value = await call('session.edit', {
        session_id: sessionNumber(positionals[0]),
        ...text('title'),
        ...text('notes'),
        ...author,
      });
      if (options['credit'] !== true) return { value, text: `Session ${value.id}: ${escapeForTerminal(value.title)}` };
      const edit = await call('session.creditPhotos', { session_id: value.id });
      return { value, text: `Session ${value.id}: ${escapeForTerminal(value.title)}\n${escapeForTerminal(edit.title)}` };
    },
  },
  {
    name: 'session resume',
    usage: 'session resume <id> [--failed]',
    summary: 'Go on with an incomplete import; with --failed try only its failed files again',
    positionals: [1, 1],
    needs: 'write',
    options: { failed: { type: 'boolean' } },
    examples: ['imalink session resume 3', 'imalink session resume 3 --failed'],
    run: async ({ positionals, options, call, follow }) => {
      const { job_id } = await call('session.resume', { session_id: sessionNumber(positionals[0]), failed: options['failed'] === true });
      return finished(await follow(job_id));
    },
  },
  {
    name: 'session undo',
    usage: 'session undo <id> [--whole] [--yes]',
    summary: 'Take an import back: its files are set aside; without --yes only says which',
    positionals: [1, 1],
    needs: 'write',
    options: { whole: { type: 'boolean' }, yes: { type: 'boolean' } },
    examples: ['imalink session undo 3', 'imalink session undo 3 --yes', 'imalink session undo 3 --whole --yes'],
    run: async ({ positionals, options, call, follow }) => {
      const plan = await call('session.planUndo', { session_id: sessionNumber(positionals[0]), whole: options['whole'] === true });
      const { files_set_aside: files, bytes_set_aside: bytes, records_changed: records } = plan.headline;
      const kept = (left: typeof plan.refused): string[] =>
        left.map(({ path, reason }) => escapeForTerminal(`  stays: ${path}: ${reason}`));
      if (options['yes'] !== true) {
        const listed = plan.actions.map(({ from }) => escapeForTerminal(`  ${from ?? ''}`));
        const words = `${records} photos would leave the library, ${files} files (${formatBytes(bytes)}) would be set aside. Say --yes to do it.`;
        return { value: plan, text: [...listed, ...kept(plan.refused), ...partWords(plan), words].join('\n') };
      }
      const { job_id } = await call('session.undo', { plan_id: plan.plan_id });
      const value = (await follow(job_id)).result as ResolveResult;
      const words = `${value.headline.records_changed} photos left the library, ${value.headline.files_set_aside} files were set aside.`;
      // The newest first, as they are to be undone.
      const back = value.journal_ids.toReversed().map((entry) => `\`imalink history undo ${entry}\` takes it back.`);
      return {
        value,
        text: [...kept(value.returned), words, ...back].join('\n'),
        exitCode: value.returned.length > 0 ? exitWithProblems : 0,
      };
    },
  },
];

/** An import that was split: which sessions it has become, and how all of them go. */
function partWords({ parts, whole }: UndoImportPlan): string[] {
  if (parts.length < 2) return [];
  const rows = parts.map(({ session_id: id, title, photos }) => [`  ${id}`, escapeForTerminal(title), `${photos} photos`]);
  return [`This import was split into ${parts.length} sessions${whole ? '' : '; --whole takes all of them back'}:`, table(rows)];
}
