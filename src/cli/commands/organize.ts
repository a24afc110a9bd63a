import type { PhotoChange } from '#contract/organize.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { escapeForTerminal, tableOr } from '../terminal.ts';

/** Applies a change and says what was done. */
async function edit({ call }: CommandContext, hothashes: readonly string[], change: PhotoChange): Promise<CommandResult> {
  const value = await call('photo.edit', { hothashes: [...hothashes], change });
  return { value, text: `${escapeForTerminal(value.title)}` };
}

/** Adds to lists of the photos and takes from them. @param ask what to name where neither was asked for */
async function editLists(
  context: CommandContext,
  change: Pick<PhotoChange, 'add_tags' | 'remove_tags' | 'set_custom' | 'remove_custom'>,
  ask: string,
): Promise<CommandResult> {
  if (Object.values(change).every(({ length }) => length === 0)) throw usageError(ask);
  return edit(context, context.positionals, change);
}

/** Puts photos into the album that is named first, or takes them out, and says how many it holds then. */
async function changeAlbum(
  { positionals, call }: CommandContext,
  procedure: 'album.addPhotos' | 'album.removePhotos',
): Promise<CommandResult> {
  const [album, ...hothashes] = positionals as [string, ...string[]];
  const value = await call(procedure, { album, hothashes });
  return { value, text: `${escapeForTerminal(value.name)}: ${value.photo_count} photos` };
}

/** `--add a,b` as tags. */
const tagsOf = (option: string | boolean | undefined): string[] =>
  typeof option === 'string'
    ? option
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '')
    : [];

/** `Client=Berg` as a field; a value may hold further equals signs. */
function customOf(option: string): { name: string; value: string } {
  const at = option.indexOf('=');
  if (at < 1) throw usageError(`A field is set as NAME=VALUE, not ${JSON.stringify(option)}.`);
  return { name: option.slice(0, at), value: option.slice(at + 1) };
}

export const organizeCommands: readonly Command[] = [
  {
    name: 'photo rate',
    usage: 'photo rate <0-5> <hothash>...',
    summary: 'Rate photos',
    positionals: [2, 100_000],
    needs: 'write',
    examples: ['imalink photo rate 5 1f0c…'],
    run: async (context) => {
      const [stars, ...hothashes] = context.positionals as [string, ...string[]];
      if (!/^[0-5]$/.test(stars)) throw usageError(`A rating is a number from 0 to 5, not ${JSON.stringify(stars)}.`);
      return edit(context, hothashes, { rating: Number(stars) });
    },
  },
  {
    name: 'photo flag',
    usage: 'photo flag pick|reject|none <hothash>...',
    summary: 'Flag photos as picked or rejected',
    positionals: [2, 100_000],
    needs: 'write',
    examples: ['imalink photo flag pick 1f0c… 2b41…'],
    run: async (context) => {
      const [flag, ...hothashes] = context.positionals as [string, ...string[]];
      if (flag !== 'pick' && flag !== 'reject' && flag !== 'none')
        throw usageError(`A flag is pick, reject or none, not ${JSON.stringify(flag)}.`);
      return edit(context, hothashes, { flag });
    },
  },
  {
    name: 'photo tag',
    usage: 'photo tag <hothash>... [--add T] [--remove T]',
    summary: 'Add tags to photos and remove them; several separated by commas',
    positionals: [1, 100_000],
    needs: 'write',
    options: { add: { type: 'string' }, remove: { type: 'string' } },
    examples: ['imalink photo tag 1f0c… --add "rome,night" --remove blurred'],
    run: async (context) => {
      const [add_tags, remove_tags] = [tagsOf(context.options['add']), tagsOf(context.options['remove'])];
      return editLists(context, { add_tags, remove_tags }, 'Name tags with --add or --remove.');
    },
  },
  {
    name: 'photo caption',
    usage: 'photo caption <hothash> TEXT',
    summary: 'Write the caption of a photo; an empty text takes it away',
    positionals: [2, 2],
    needs: 'write',
    examples: ['imalink photo caption 1f0c… "Rome at night"'],
    run: async (context) => {
      const [hothash, caption] = context.positionals as [string, string];
      return edit(context, [hothash], { caption });
    },
  },
  {
    name: 'photo custom',
    usage: 'photo custom <hothash>... [--set NAME=VALUE]... [--remove NAME]...',
    summary: 'Give photos fields of your own, and take them away',
    positionals: [1, 100_000],
    needs: 'write',
    options: { set: { type: 'string', multiple: true }, remove: { type: 'string', multiple: true } },
    examples: ['imalink photo custom 1f0c… --set Client=Berg --set "Location=kitchen, north" --remove Draft'],
    run: async (context) => {
      const set_custom = (context.lists['set'] ?? []).map(customOf);
      const remove_custom = [...(context.lists['remove'] ?? [])];
      return editLists(context, { set_custom, remove_custom }, 'Name fields with --set NAME=VALUE or --remove NAME.');
    },
  },
  {
    name: 'custom list',
    usage: 'custom list [<name>]',
    summary: 'Names of all custom fields with the number of their photos, or the values of one',
    positionals: [0, 1],
    needs: 'read',
    examples: ['imalink custom list', 'imalink custom list Client --json'],
    run: async ({ call, positionals }) => {
      const [name] = positionals;
      if (name === undefined) {
        const value = await call('custom.list', {});
        const rows = value.fields.map((field) => [field.photos, field.name]);
        return { value, text: tableOr('There are no custom fields.', ['PHOTOS', 'FIELD'], rows) };
      }
      const value = await call('custom.values', { name });
      const rows = value.values.map((each) => [each.photos, each.value]);
      return {
        value,
        text: tableOr(`No photo has the field ${escapeForTerminal(name)}.`, ['PHOTOS', 'VALUE'], rows),
      };
    },
  },
  {
    name: 'album list',
    usage: 'album list',
    summary: 'All albums',
    positionals: [0, 0],
    needs: 'read',
    examples: ['imalink album list --json'],
    run: async ({ call }) => {
      const value = await call('album.list', {});
      const rows = value.albums.map((album) => [album.uuid.slice(0, 8), album.photo_count, album.name]);
      return { value, text: tableOr('There are no albums.', ['UUID', 'PHOTOS', 'NAME'], rows) };
    },
  },
  {
    name: 'album show',
    usage: 'album show <album>',
    summary: 'The photos of an album, in order',
    positionals: [1, 1],
    needs: 'read',
    examples: ['imalink album show "Best of"'],
    run: async ({ positionals, call }) => {
      const value = await call('album.show', { album: positionals[0] as string });
      return { value, text: [escapeForTerminal(value.name), ...value.hothashes].join('\n') };
    },
  },
  {
    name: 'album create',
    usage: 'album create <name>',
    summary: 'Create an album',
    positionals: [1, 1],
    needs: 'write',
    examples: ['imalink album create "Best of"'],
    run: async ({ positionals, call }) => {
      const value = await call('album.create', { name: positionals[0] as string });
      return { value, text: `${value.uuid}  ${escapeForTerminal(value.name)}` };
    },
  },
  {
    name: 'album add',
    usage: 'album add <album> <hothash>...',
    summary: 'Put photos into an album',
    positionals: [2, 100_000],
    needs: 'write',
    examples: ['imalink album add "Best of" 1f0c… 2b41…'],
    run: (context) => changeAlbum(context, 'album.addPhotos'),
  },
  {
    name: 'album remove',
    usage: 'album remove <album> <hothash>...',
    summary: 'Take photos out of an album; they stay in the library',
    positionals: [2, 100_000],
    needs: 'write',
    examples: ['imalink album remove "Best of" 1f0c…'],
    run: (context) => changeAlbum(context, 'album.removePhotos'),
  },
];
