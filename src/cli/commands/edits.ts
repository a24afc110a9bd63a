/** Tags as a whole, and the history of edits. */
import type { EditEntry } from '#contract/organize.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { escapeForTerminal, tableOr } from '../terminal.ts';

const told = (value: EditEntry): CommandResult => ({ value, text: escapeForTerminal(value.title) });

async function step({ call, positionals }: CommandContext, name: 'edit.undo' | 'edit.redo'): Promise<CommandResult> {
  const [id] = positionals;
  if (id !== undefined && !/^[1-9]\d{0,8}$/.test(id))
    throw usageError(`The number of an edit is a whole number, not ${JSON.stringify(id)}.`);
  return told(await call(name, id === undefined ? {} : { id: Number(id) }));
}

export const editCommands: readonly Command[] = [
  {
    name: 'tag list',
    usage: 'tag list',
    summary: 'All tags with the number of their photos',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink tag list --json'],
    run: async ({ call }) => {
      const value = await call('tag.list', {});
      const rows = value.tags.map((tag) => [tag.photos, tag.name]);
      return { value, text: tableOr('There are no tags.', ['PHOTOS', 'TAG'], rows) };
    },
  },
  {
    name: 'tag rename',
    usage: 'tag rename <tag> <new name>',
    summary: 'Call a tag by another name; a tag that is there already takes its photos',
    positionals: [2, 2],
    needs: 'write',
    examples: ['imalink tag rename roma Rome'],
    run: async ({ call, positionals }) => {
      const [name, to] = positionals as [string, string];
      return told(await call('tag.rename', { name, to }));
    },
  },
  {
    name: 'tag remove',
    usage: 'tag remove <tag>',
    summary: 'Take a tag from all its photos',
    positionals: [1, 1],
    needs: 'write',
    examples: ['imalink tag remove blurred'],
    run: async ({ call, positionals }) => told(await call('tag.remove', { name: positionals[0] as string })),
  },
  {
    name: 'edit list',
    usage: 'edit list',
    summary: 'Edits of photos, albums, stacks and saved searches that can be undone, newest first',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink edit list'],
    run: async ({ call }) => {
      const value = await call('edit.list', {});
      const rows = value.entries.map((entry) => [entry.id, entry.created_at, entry.undone_at === null ? '' : 'undone', entry.title]);
      return { value, text: tableOr('Nothing was edited.', ['NUMBER', 'WHEN', '', 'EDIT'], rows) };
    },
  },
  {
    name: 'edit undo',
    usage: 'edit undo [<number>]',
    summary: 'Undo the newest edit, or one by its number',
    positionals: [0, 1],
    needs: 'write',
    examples: ['imalink edit undo', 'imalink edit undo 12'],
    run: (context) => step(context, 'edit.undo'),
  },
  {
    name: 'edit redo',
    usage: 'edit redo [<number>]',
    summary: 'Redo the edit that was undone last, or one by its number',
    positionals: [0, 1],
    needs: 'write',
    examples: ['imalink edit redo'],
    run: (context) => step(context, 'edit.redo'),
  },
];
