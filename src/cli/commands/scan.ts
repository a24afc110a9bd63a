import type { Conflict, JournalEntry, ScanResult } from '#contract/scan.ts';
import { usageError, type Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';

/** Done, but something waits for a person. */
const exitWithConflicts = 4;

const entryNumber = (text: string | undefined): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw usageError(`An entry is named by its number, not ${JSON.stringify(text)}.`);
  return number;
};

const listed = (conflicts: readonly Conflict[]): string =>
  table([
    ['ID', 'KIND', 'PATH', 'SUGGESTION'],
    ...conflicts.map((conflict) => [conflict.id ?? '-', conflict.kind, conflict.path, conflict.default]),
  ]);

const historyRow = (entry: JournalEntry) => [
  entry.id,
  entry.created_at.slice(0, 16).replace('T', ' '),
  entry.undone_at === null ? '' : 'undone',
  entry.storage_name,
  entry.title,
];

export const scanCommands: readonly Command[] = [
  {
    name: 'scan',
    usage: 'scan [<S>] [--path SUBTREE] [--mode quick|smart|full] [--dry-run]',
    summary: 'Compare a storage with the catalog and follow what was moved',
    positionals: [0, 1],
    needs: 'write',
    options: { path: { type: 'string' }, mode: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    examples: [
      'imalink scan "Home archive"',
      'imalink scan a1b2c3d4 --path 2024/italy --dry-run',
      'imalink scan a1b2c3d4 --mode full --json',
    ],
    run: async ({ positionals, options, call, follow }) => {
      const storage = positionals[0] ?? (await onlyStorage(call));
      const { job_id } = await call('scan.start', {
        storage,
        ...(typeof options['path'] === 'string' ? { path: options['path'] } : {}),
        ...(typeof options['mode'] === 'string' ? { mode: options['mode'] as 'smart' } : {}),
        dry_run: options['dry-run'] === true,
      });
      const value = (await follow(job_id)).result as ScanResult;
      const waiting = value.conflicts.filter((conflict) => conflict.lane === 'ask');
      const text = [
        value.changes_detected
          ? `${options['dry-run'] === true ? 'Nothing was changed. This scan would find:' : 'Found:'}`
          : 'Everything matches.',
        table(Object.entries(value.counts)),
        ...(value.applied.journal_id === null
          ? []
          : [`Applied as entry ${value.applied.journal_id}; take it back with: imalink history undo ${value.applied.journal_id}`]),
        ...(waiting.length === 0 ? [] : ['Waiting for you:', listed(waiting)]),
      ].join('\n');
      return { value, text, exitCode: waiting.length > 0 ? exitWithConflicts : 0 };
    },
  },
  {
    name: 'conflicts list',
    usage: 'conflicts list [--kind K] [--storage S]',
    summary: 'Findings that wait for you',
    positionals: [0, 0],
    needs: 'read',
    options: { kind: { type: 'string' }, storage: { type: 'string' } },
    examples: ['imalink conflicts list --kind edited'],
    run: async ({ options, call }) => {
      const text = (key: 'kind' | 'storage') => (typeof options[key] === 'string' ? { [key]: options[key] } : {});
      const value = await call('conflict.list', { ...text('kind'), ...text('storage') });
      return { value, text: value.conflicts.length === 0 ? 'Nothing waits for you.' : listed(value.conflicts) };
    },
  },
  {
    name: 'conflicts show',
    usage: 'conflicts show <id>',
    summary: 'One finding with its reason',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink conflicts show 7'],
    run: async ({ positionals, call }) => {
      const value = await call('conflict.show', { id: entryNumber(positionals[0]) });
      const facts = table([
        ['kind', value.kind],
        ['path', value.path],
        ['status', value.status],
        ['suggestion', value.default],
        ['also possible', value.resolutions.join(', ')],
      ]);
      return { value, text: `${facts}\n${escapeForTerminal(value.reason)}` };
    },
  },
  {
    name: 'conflicts explain',
    usage: 'conflicts explain <kind>',
    summary: 'What a kind of finding means and what you can do',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink conflicts explain mass_missing'],
    run: async ({ positionals, call }) => {
      const value = await call('conflict.explain', { kind: positionals[0] as string });
      return { value, text: [value.title, '', value.why, '', ...value.what_you_can_do.map((action) => `- ${action}`)].join('\n') };
    },
  },
  {
    name: 'history list',
    usage: 'history list',
    summary: 'What scans changed, newest first',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink history list --json'],
    run: async ({ call }) => {
      const value = await call('history.list', {});
      return {
        value,
        text:
          value.entries.length === 0
            ? 'Nothing has been changed yet.'
            : table([['ID', 'WHEN', '', 'STORAGE', 'WHAT'], ...value.entries.map(historyRow)]),
      };
    },
  },
  {
    name: 'history show',
    usage: 'history show <id>',
    summary: 'One entry with its changes',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink history show 3'],
    run: async ({ positionals, call }) => {
      const value = await call('history.show', { id: entryNumber(positionals[0]) });
      const changes = value.changes.map((change) => [
        String(change['change']),
        String(change['from'] ?? change['path'] ?? ''),
        String(change['to'] ?? ''),
      ]);
      return { value, text: [table([historyRow(value)]), table(changes)].join('\n') };
    },
  },
  {
    name: 'history undo',
    usage: 'history undo <id>',
    summary: 'Take an entry back; files are not touched',
    positionals: [1, 1],
    needs: 'write',
    examples: ['imalink history undo 3'],
    run: async ({ positionals, call }) => {
      const value = await call('history.undo', { id: entryNumber(positionals[0]) });
      return { value, text: `Entry ${value.id} is undone: ${escapeForTerminal(value.title)}` };
    },
  },
];

async function onlyStorage(call: Parameters<Command['run']>[0]['call']): Promise<string> {
  const { storages } = await call('storage.list', {});
  const [first] = storages;
  if (storages.length !== 1 || !first) throw usageError(`Name a storage: there are ${storages.length}.`);
  return first.uuid;
}
