import type { Command } from '../command.ts';
import { escapeForTerminal, table } from '../terminal.ts';

export const cardsCommand: Command = {
  name: 'cards',
  usage: 'cards',
  summary: 'Cards of cameras that are in now: removable disks with a DCIM folder',
  positionals: [0, 0],
  needs: 'read',
  examples: ['imalink cards', 'imalink import "$(imalink cards --json | jq -r .cards[0].path)" --storage Home'],
  run: async ({ call }) => {
    const value = await call('card.list', {});
    const rows = value.cards.map(({ name, path }) => [escapeForTerminal(name), escapeForTerminal(path)]);
    const text =
      rows.length === 0
        ? 'There is no card in. Put one in, or import a folder: imalink import <folder> --storage <S>'
        : `${table([['NAME', 'PATH'], ...rows])}\nImport one with: imalink import <path> --storage <S>`;
    return { value, text };
  },
};
