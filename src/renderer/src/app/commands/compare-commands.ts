/** Photos side by side: opening them, and the keys that work there. */
import { firstSelected } from '#renderer/features/grid/selection.ts';
import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { maxCompared } from '#renderer/features/viewer/comparison.ts';
import { t } from '#renderer/i18n/t.ts';
import { showComparison } from '../navigation.ts';
import type { CommandContext, Entry } from './context.ts';

const comparing = ({ compare }: CommandContext): boolean => compare != null;

function compareSelection(): void {
  const { selection, focus } = useGrid.getState();
  const places = firstSelected(selection, maxCompared);
  showComparison({ places, at: Math.max(0, focus == null ? 0 : places.indexOf(focus)) });
}

const move = (direction: 'left' | 'right' | 'up' | 'down', key: string, title: () => string): Entry => ({
  id: `compare.${direction}`,
  title,
  group: () => t.commands.compareGroup,
  keys: [key],
  when: comparing,
  run: ({ compare }) => compare?.move(direction),
  hidden: true,
});

const over = (id: string, title: () => string, keys: readonly string[], run: Entry['run']): Entry => ({
  id: `compare.${id}`,
  title,
  group: () => t.commands.compareGroup,
  keys,
  when: comparing,
  run,
});

export const compareCommands: readonly Entry[] = [
  {
    id: 'compare.open',
    title: () => t.commands.comparePhotos,
    group: () => t.commands.photosGroup,
    keys: ['C'],
    when: ({ grid, selected }) => grid != null && selected >= 2 && selected <= maxCompared,
    run: compareSelection,
  },
  over(
    'close',
    () => t.commands.endComparison,
    ['Escape'],
    ({ compare }) => compare?.close(),
  ),
  over(
    'enter',
    () => t.commands.openPhoto,
    ['Enter'],
    ({ compare }) => compare?.open(),
  ),
  over(
    'zoom',
    () => t.commands.zoomToggle,
    ['Z'],
    ({ compare }) => compare?.toggleZoom(),
  ),
  over(
    'in',
    () => t.commands.zoomIn,
    ['+', 'Ctrl++', 'Ctrl+='],
    ({ compare }) => compare?.zoomBy(1.25),
  ),
  over(
    'out',
    () => t.commands.zoomOut,
    ['-', 'Ctrl+-'],
    ({ compare }) => compare?.zoomBy(0.8),
  ),
  over(
    'background',
    () => t.commands.changeBackground,
    ['B'],
    ({ compare }) => compare?.nextBackground(),
  ),
  move('left', 'ArrowLeft', () => t.commands.previousPhoto),
  move('right', 'ArrowRight', () => t.commands.nextPhoto),
  move('up', 'ArrowUp', () => t.commands.rowAbove),
  move('down', 'ArrowDown', () => t.commands.rowBelow),
];
