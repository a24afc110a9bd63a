/** What becomes of storages: found, relocated, put to rest, forgotten, told apart. */
import { resolve } from 'node:path';
import { CloneAnswer, type DiscoveredStorage } from '#contract/storage.ts';
import { exitWithConflicts, integerOption, usageError, type Command } from '../command.ts';
import { escapeForTerminal, tableOr } from '../terminal.ts';
import { describeStorage } from './storage.ts';

const nextSteps: Readonly<Record<DiscoveredStorage['relation'], (storage: DiscoveredStorage) => string | null>> = {
  known: () => null,
  moved: ({ uuid, path }) => `imalink storage relocate ${uuid.slice(0, 8)} ${escapeForTerminal(path)}`,
  clone: ({ uuid, path }) => `imalink storage answer ${uuid.slice(0, 8)} ${escapeForTerminal(path)} --as moved|backup|separate`,
  new: ({ path }) => `imalink recover ${escapeForTerminal(path)}`,
};

export const storageLifecycleCommands: readonly Command[] = [
  {
    name: 'storage discover',
    usage: 'storage discover [<root>...] [--depth 5]',
    summary: 'Look for storages below folders, or on all disks',
    positionals: [0, 100],
    needs: 'either',
    options: { depth: { type: 'string' } },
    examples: ['imalink storage discover', 'imalink storage discover /media/ada/T7 --depth 2 --json'],
    run: async ({ positionals, options, call, follow }) => {
      const depth = integerOption(options['depth'], 'depth', 5);
      if (depth > 12) throw usageError(`--depth is 0 to 12, not ${depth}.`);
      const { job_id } = await call('storage.discover', { roots: positionals.map((path) => resolve(path)), depth });
      const value = (await follow(job_id)).result as { found: DiscoveredStorage[] };
      const rows = value.found.map((each) => [
        each.uuid.slice(0, 8),
        each.relation,
        each.sessions,
        each.files,
        each.display_name,
        each.path,
      ]);
      const steps = value.found.flatMap((each) => nextSteps[each.relation](each) ?? []);
      const text = [
        tableOr('No storage was found.', ['UUID', '', 'SESSIONS', 'FILES', 'NAME', 'PATH'], rows),
        ...(steps.length === 0 ? [] : ['', 'Next:', ...steps.map((step) => `  ${step}`)]),
      ].join('\n');
      return { value, text, exitCode: value.found.some(({ relation }) => relation === 'clone') ? exitWithConflicts : 0 };
    },
  },
  {
    name: 'storage relocate',
    usage: 'storage relocate <S> <new_path>',
    summary: 'Say where a storage is now; no file is touched',
    positionals: [2, 2],
    needs: 'write',
    examples: ['imalink storage relocate "Home archive" /media/ada/T7/imalink_20241018_143052_a1b2c3d4'],
    run: async ({ positionals, call }) => {
      const value = await call('storage.relocate', { storage: positionals[0] as string, path: resolve(positionals[1] as string) });
      return { value, text: describeStorage(value) };
    },
  },
  {
    name: 'storage answer',
    usage: 'storage answer <S> <path> --as moved|backup|separate',
    summary: 'Say what a second place of a storage is: it was moved there, or is a backup, or a storage of its own',
    positionals: [2, 2],
    needs: 'write',
    options: { as: { type: 'string' } },
    examples: ['imalink storage answer "Home archive" /media/ada/Backup/photos --as backup'],
    run: async ({ positionals, options, call }) => {
      const answer = CloneAnswer.safeParse(options['as']);
      if (!answer.success) throw usageError('Say --as moved, --as backup or --as separate.');
      const path = resolve(positionals[1] as string);
      const value = await call('storage.answerClone', { storage: positionals[0] as string, path, answer: answer.data });
      const own = answer.data === 'separate' ? [`Take it into the catalog with: imalink recover ${escapeForTerminal(path)}`] : [];
      return { value, text: [describeStorage(value), ...own].join('\n') };
    },
  },
  {
    name: 'storage edit',
    usage: 'storage edit <S> [--name TEXT] [--min-copies N]',
    summary: 'Change the name of a storage, or how many verified copies its photos shall have',
    positionals: [1, 1],
    needs: 'write',
    options: { name: { type: 'string' }, 'min-copies': { type: 'string' } },
    examples: ['imalink storage edit "Home archive" --name Archive', 'imalink storage edit Archive --min-copies 2'],
    run: async ({ positionals, options, call }) => {
      const { name } = options;
      const copies = options['min-copies'] === undefined ? {} : { min_copies: integerOption(options['min-copies'], 'min-copies', 1) };
      const value = await call('storage.edit', {
        storage: positionals[0] as string,
        ...(typeof name === 'string' ? { display_name: name } : {}),
        ...copies,
      });
      return { value, text: describeStorage(value) };
    },
  },
  {
    name: 'storage deactivate',
    usage: 'storage deactivate <S>',
    summary: 'Leave a storage alone: no scans, no watching, no index writes',
    positionals: [1, 1],
    needs: 'write',
    examples: ['imalink storage deactivate "Home archive"'],
    run: async ({ positionals, call }) => {
      const value = await call('storage.deactivate', { storage: positionals[0] as string });
      return { value, text: describeStorage(value) };
    },
  },
  {
    name: 'storage reactivate',
    usage: 'storage reactivate <S>',
    summary: 'Look after a storage again',
    positionals: [1, 1],
    needs: 'write',
    examples: ['imalink storage reactivate "Home archive"'],
    run: async ({ positionals, call }) => {
      const value = await call('storage.reactivate', { storage: positionals[0] as string });
      return { value, text: describeStorage(value) };
    },
  },
  {
    name: 'storage forget',
    usage: 'storage forget <S> [--confirm]',
    summary: 'Take a storage out of the catalog; none of its files is touched',
    positionals: [1, 1],
    needs: 'write',
    options: { confirm: { type: 'boolean' } },
    examples: ['imalink storage forget "Old disk"', 'imalink storage forget a1b2c3d4 --confirm'],
    run: async ({ positionals, options, call }) => {
      const value = await call('storage.forget', { storage: positionals[0] as string, confirm: options['confirm'] === true });
      const what = `${value.photos} photos and ${value.sessions} sessions`;
      const text = [
        value.forgotten ? `Forgotten: ${what}.` : `This would take ${what} out of the catalog. Nothing was changed; --confirm does it.`,
        '0 files touched on disk. `imalink recover <its folder>` brings it back.',
        ...(value.unwritten_sessions === 0 ? [] : [lossWarning(value.unwritten_sessions, value.forgotten)]),
      ].join('\n');
      return { value, text };
    },
  },
];

const lossWarning = (sessions: number, isDone: boolean): string =>
  isDone
    ? `Changes in ${sessions} sessions were in the catalog alone and are gone.`
    : `Changes in ${sessions} sessions are in the catalog alone and would be lost. Connect the storage first to have them written.`;
