/** The keys of the inbox. Its list knows them itself while it has the focus; from elsewhere on its page they go there. */
import { isInDetail, pressInList } from '#renderer/features/conflicts/list-element.ts';
import type { Entry } from './context.ts';

/** Keys that a text beside the list scrolls or presses with are left to it. */
const ofPlaces = new Set(['Space', 'Enter', 'ArrowLeft', 'ArrowRight']);

const key = (name: string, title: string, keys: string, pressed: { key: string; shiftKey?: boolean } = { key: keys }): Entry => ({
  id: `conflicts.${name}`,
  title,
  group: 'Conflicts',
  keys: [keys],
  when: ({ view }) => view.kind === 'conflicts' && !(ofPlaces.has(keys) && isInDetail()),
  run: () => pressInList(pressed),
  hidden: true,
});

export const conflictCommands: readonly Entry[] = [
  key('check', 'Check or uncheck', 'Space', { key: ' ' }),
  key('accept', 'Do what is suggested or chosen', 'A'),
  key('keep', 'Keep both, keep as it is', 'K'),
  key('first', 'Keep the first', '1'),
  key('second', 'Keep the second', '2'),
  key('ignore', 'Ignore', 'I'),
  key('details', 'Show details', 'Enter'),
  key('previous-group', 'Previous group', '['),
  key('next-group', 'Next group', ']'),
  key('fold', 'Fold the group', 'ArrowLeft'),
  key('unfold', 'Unfold the group', 'ArrowRight'),
  key('menu', 'All that can be done', 'Shift+F10', { key: 'F10', shiftKey: true }),
];
