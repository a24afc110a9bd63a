/** Commands about stacks. */
import { toggleStack } from '#renderer/api/open-stacks.ts';
import { putOnTop, stackPhotos, stacksOf, suggestBursts, unstack } from '#renderer/features/organize/arrange.ts';
import { t } from '#renderer/i18n/t.ts';
import type { CommandContext, Entry } from './context.ts';

const group = () => t.commands.stacksGroup;
const inStack = ({ photos }: CommandContext): boolean => photos != null && stacksOf(photos).length > 0;

export const stackCommands: readonly Entry[] = [
  {
    id: 'stack.make',
    title: () => t.commands.stackPhotos,
    group,
    keys: ['Ctrl+G'],
    when: ({ photos, grid }) => grid != null && photos != null && photos.count > 1 && photos.count <= 1000,
    run: ({ photos }) => photos != null && void stackPhotos(photos),
  },
  {
    id: 'stack.bursts',
    title: () => t.commands.stackBursts,
    group,
    keys: [],
    when: ({ photos, grid }) => grid != null && photos != null && photos.count > 2,
    run: ({ photos }) => photos != null && void suggestBursts(photos),
  },
  {
    id: 'stack.toggle',
    title: () => t.commands.toggleStack,
    group,
    keys: ['S'],
    when: (context) => context.grid != null && context.view.kind !== 'album' && inStack(context),
    run: ({ photos }) => photos != null && stacksOf(photos).forEach(toggleStack),
  },
  {
    id: 'stack.top',
    title: () => t.commands.putOnTop,
    group,
    keys: ['Shift+S'],
    when: (context) => context.grid != null && inStack(context),
    run: ({ photos }) => photos != null && void putOnTop(photos),
  },
  {
    id: 'stack.undo',
    title: () => t.commands.unstack,
    group,
    keys: ['Ctrl+Shift+G'],
    when: (context) => context.grid != null && inStack(context),
    run: ({ photos }) => photos != null && void unstack(photos),
  },
];
