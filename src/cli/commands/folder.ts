import type { Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';

export const folderCommands: readonly Command[] = [
  {
    name: 'folder list',
    usage: 'folder list <S> [PATH]',
    summary: 'The folders of a storage that hold photos, one level at a time',
    positionals: [1, 2],
    needs: 'read',
    examples: ['imalink folder list "Home archive"', 'imalink folder list "Home archive" 2024/Italy --json'],
    run: async ({ positionals, call }) => {
      const [storage = '', path] = positionals;
      const value = await call('folder.list', { storage, ...(path === undefined ? {} : { path }) });
      const rows = value.children.map(({ name, total, photos, folders }) => [total, photos, folders, name]);
      const here = `${value.path === '' ? 'The photos folder' : escapeForTerminal(value.path)}: ${value.photos} photos, with folders below ${value.total}`;
      return { value, text: rows.length === 0 ? here : [here, table([['TOTAL', 'PHOTOS', 'FOLDERS', 'NAME'], ...rows])].join('\n') };
    },
  },
];
