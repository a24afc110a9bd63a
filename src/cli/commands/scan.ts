import type { JournalEntry, ScanResult } from '#contract/scan.ts';
import { exitWithConflicts, usageError, type Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';
import { entryNumber } from './decision-options.ts';
import { scanText } from './scan-text.ts';

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
      const { text, waiting } = scanText(value, options['dry-run'] === true);
      return { value, text, exitCode: waiting > 0 ? exitWithConflicts : 0 };
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
