/** The keys of the inbox. Its list knows them itself while it has the focus; from elsewhere on its page they go there. */
import { isInDetail, pressInList } from '#renderer/features/conflicts/list-element.ts';
import { t } from '#renderer/i18n/t.ts';
import type { Entry } from './context.ts';

/** Keys that a text beside the list scrolls or presses with are left to it. */
const ofPlaces = new Set(['Space', 'Enter', 'ArrowLeft', 'ArrowRight']);

const key = (name: string, title: () => string, keys: string, pressed: { key: string; shiftKey?: boolean } = { key: keys }): Entry => ({
  id: `conflicts.${name}`,
  title,
  group: () => t.common.conflicts,
  keys: [keys],
  when: ({ view }) => view.kind === 'conflicts' && !(ofPlaces.has(keys) && isInDetail()),
  run: () => pressInList(pressed),
  hidden: true,
});

export const conflictCommands: readonly Entry[] = [
  key('check', () => t.commands.check, 'Space', { key: ' ' }),
  key('accept', () => t.commands.accept, 'A'),
  key('keep', () => t.commands.keepBoth, 'K'),
  key('first', () => t.commands.keepFirst, '1'),
  key('second', () => t.commands.keepSecond, '2'),
  key('ignore', () => t.commands.ignore, 'I'),
  key('details', () => t.commands.showDetails, 'Enter'),
  key('previous-group', () => t.commands.previousGroup, '['),
  key('next-group', () => t.commands.nextGroup, ']'),
  key('fold', () => t.commands.fold, 'ArrowLeft'),
  key('unfold', () => t.commands.unfold, 'ArrowRight'),
  key('menu', () => t.commands.everything, 'Shift+F10', { key: 'F10', shiftKey: true }),
];
