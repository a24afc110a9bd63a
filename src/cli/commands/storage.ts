import type { StorageDto, StorageStatistics } from '#contract/storage.ts';
import { exitWithConflicts, type Command } from '../command.ts';
import { escapeForTerminal, formatBytes, table } from '../terminal.ts';

const name = { name: { type: 'string' } } as const;

/** A storage in a few lines. */
export const describeStorage = (storage: StorageDto): string =>
  [
    table([
      ['name', storage.display_name],
      ['uuid', storage.uuid],
      ['path', storage.full_path],
      ['state', storage.state],
      ['last seen', when(storage.last_seen)],
      ['last scan', when(storage.last_scan)],
      ['sessions', storage.session_count],
      ['files', `${storage.total_files} (${formatBytes(storage.total_size_bytes)})`],
      ['free', storage.free_space_bytes === null ? 'unknown' : formatBytes(storage.free_space_bytes)],
    ]),
    ...health(storage),
    ...(storage.state_hint === null ? [] : [escapeForTerminal(storage.state_hint)]),
    ...storage.warnings.map(escapeForTerminal),
  ].join('\n');

const when = (instant: string | null): string => (instant === null ? 'never' : instant.slice(0, 16).replace('T', ' '));

function health({ health: { open_findings, missing_files, corrupt_files, stale_indexes } }: StorageDto): string[] {
  const parts = [
    [open_findings, 'waiting for you'],
    [missing_files, 'missing'],
    [corrupt_files, 'damaged'],
    [stale_indexes, 'sessions to be written to their indexes'],
  ].filter(([count]) => count !== 0);
  return parts.length === 0 ? [] : [parts.map(([count, words]) => `${count} ${words}`).join(', ')];
}

function describeStatistics({ statistics: { by_format, companions, by_year, by_camera, by_size, ...totals } }: StorageStatistics): string {
  const sized = (name: string, { files, bytes }: { files: number; bytes: number }) => [name, files, formatBytes(bytes)];
  const total = { files: totals.total_files, bytes: totals.total_size_bytes };
  const formats = [...by_format.map((row) => sized(row.format, row)), sized('companions', companions), sized('total', total)];
  const years = [...by_year.map((row) => [row.year ?? 'undated', row.photos]), ['total', totals.total_photos]];
  const cameras = [...by_camera.map((row) => [row.camera ?? 'unknown', row.photos]), ['total', totals.total_photos]];
  const sizes = [...by_size.map((row) => sized(`from ${formatBytes(row.from_bytes)}`, row)), sized('total', total)];
  return [
    table([['FORMAT', 'FILES', 'SIZE'], ...formats]),
    table([['YEAR', 'PHOTOS'], ...years]),
    table([['CAMERA', 'PHOTOS'], ...cameras]),
    table([['SIZE OF A FILE', 'FILES', 'SIZE'], ...sizes]),
  ].join('\n\n');
}

export const storageCommands: readonly Command[] = [
  {
    name: 'storage create',
    usage: 'storage create <base_path> [--name TEXT]',
    summary: 'Create a storage below a folder',
    positionals: [1, 1],
    needs: 'write',
    options: name,
    examples: ['imalink storage create /media/photos --name "Home archive"'],
    run: async ({ positionals, options, call }) => {
      const value = await call('storage.create', {
        base_path: positionals[0] as string,
        ...(typeof options['name'] === 'string' ? { display_name: options['name'] } : {}),
      });
      return { value, text: describeStorage(value) };
    },
  },
  {
    name: 'storage adopt',
    usage: 'storage adopt <existing_dir> [--name TEXT]',
    summary: 'Make an existing folder of photos a storage, in place',
    positionals: [1, 1],
    needs: 'write',
    options: name,
    examples: ['imalink storage adopt ~/Pictures', 'imalink import ~/Pictures --storage Pictures --mode register'],
    run: async ({ positionals, options, call }) => {
      const value = await call('storage.adopt', {
        path: positionals[0] as string,
        ...(typeof options['name'] === 'string' ? { display_name: options['name'] } : {}),
      });
      return {
        value,
        text: `${describeStorage(value)}\nRegister its photos with: imalink import ${escapeForTerminal(value.full_path)} --storage ${value.uuid.slice(0, 8)} --mode register`,
      };
    },
  },
  {
    name: 'storage list',
    usage: 'storage list',
    summary: 'All storages of this catalog',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink storage list --json'],
    run: async ({ call }) => {
      const value = await call('storage.list', {});
      const rows = value.storages.map((storage) => [
        storage.uuid.slice(0, 8),
        storage.state,
        storage.total_files,
        formatBytes(storage.total_size_bytes),
        storage.display_name,
        storage.full_path,
      ]);
      return {
        value,
        text:
          rows.length === 0
            ? 'No storages yet. Create one with: imalink storage create <folder>'
            : table([['UUID', 'STATE', 'FILES', 'SIZE', 'NAME', 'PATH'], ...rows]),
      };
    },
  },
  {
    name: 'storage show',
    usage: 'storage show <S>',
    summary: 'One storage',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink storage show "Home archive"'],
    run: async ({ positionals, call }) => {
      const value = await call('storage.show', { storage: positionals[0] as string });
      return { value, text: describeStorage(value) };
    },
  },
  {
    name: 'storage stats',
    usage: 'storage stats [S]',
    summary: 'Totals by format, year, camera and size; of all storages when none is named',
    positionals: [0, 1],
    needs: 'read',
    examples: ['imalink storage stats', 'imalink storage stats a1b2c3d4 --json'],
    run: async ({ positionals: [storage], call }) => {
      const value = storage === undefined ? await call('library.statistics', {}) : await call('storage.statistics', { storage });
      return { value, text: describeStatistics(value) };
    },
  },
  {
    name: 'storage check',
    usage: 'storage check <S>',
    summary: 'Look at a storage now, and for a second one of its uuid',
    positionals: [1, 1],
    needs: 'either',
    examples: ['imalink storage check "Home archive"'],
    run: async ({ positionals, call }) => {
      const value = await call('storage.check', { storage: positionals[0] as string });
      const { uuid, full_path, state_hint } = await call('storage.show', { storage: positionals[0] as string });
      const lines = [value.state, ...(state_hint === null ? [] : [escapeForTerminal(state_hint)])];
      if (value.clone_path !== null)
        lines.push(
          `It is at two places: ${escapeForTerminal(full_path)} and ${escapeForTerminal(value.clone_path)}.`,
          `Say what the second is: imalink storage answer ${uuid.slice(0, 8)} <path> --as moved|backup|separate`,
        );
      return { value, text: lines.join('\n'), exitCode: !value.is_accessible ? 12 : value.clone_path === null ? 0 : exitWithConflicts };
    },
  },
];
