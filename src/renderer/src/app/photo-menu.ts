/** The context menu of photos, out of the one table of commands. */
import { t } from '#renderer/i18n/t.ts';
import type { MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { commandContext, type CommandContext } from './commands/context.ts';
import { commands } from './commands/table.ts';

/** What can be done with the selection: groups of entries, only what makes sense here. */
export function photoMenu(): readonly (readonly MenuEntry[])[] {
  const context = commandContext();
  const groups: (readonly MenuEntry[])[] = [
    entries(context, ['grid.open', 'compare.open']),
    [
      submenu(t.app.rating, entries(context, ['rate.5', 'rate.4', 'rate.3', 'rate.2', 'rate.1', 'rate.0'])),
      submenu(t.app.flag, entries(context, ['flag.pick', 'flag.reject', 'flag.none'])),
      submenu(t.app.label, entries(context, ['label.red', 'label.yellow', 'label.green', 'label.blue', 'label.purple', 'label.none'])),
    ],
    entries(context, ['tag.add', 'album.add', 'album.earlier', 'album.later', 'album.remove-photos']),
    entries(context, ['session.move', 'session.split']),
    entries(context, ['stack.make', 'stack.bursts', 'stack.toggle', 'stack.top', 'stack.undo']),
    entries(context, ['photo.folder', 'photo.show-in-folder', 'photo.copy-path']),
    entries(context, ['grid.all', 'grid.none']),
  ];
  return groups.map((group) => group.filter((entry) => entry.entries?.length !== 0)).filter((group) => group.length > 0);
}

function entries(context: CommandContext, ids: readonly string[]): MenuEntry[] {
  return ids.flatMap((id) => {
    const command = commands.find((each) => each.id === id);
    if (command == null || !command.when(context)) return [];
    // What is at hand is asked again: the menu was open for a while.
    return [{ title: command.title(), keys: command.keys[0], run: () => command.run(commandContext()) }];
  });
}

const submenu = (title: string, list: readonly MenuEntry[]): MenuEntry => ({ title, entries: list, run: () => undefined });
