/** Every command of the app, once. */
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { clearSelection, type Move } from '#renderer/features/grid/grid-store.ts';
import { openImport } from '#renderer/features/import/import-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { nearestRowHeightPx } from '#renderer/ui/row-height.ts';
import { areToastsShown, focusToasts } from '#renderer/ui/toasts.ts';
import { onThisDay } from '../recent-searches.ts';
import { goBack, goForward, navigate, openViewer, showOverlay, useNavigation, type View } from '../navigation.ts';
import { orders } from '../library-order.ts';
import { settingsOrDefault, toggleSidebar } from '../settings.ts';
import { arrangeCommands } from './arrange-commands.ts';
import { compareCommands } from './compare-commands.ts';
import { conflictCommands } from './conflict-commands.ts';
import type { CommandContext, Entry } from './context.ts';
import { slideshowCommands } from './slideshow-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { stackCommands } from './stack-commands.ts';
import { fileCommands, photoCommands, undoCommands } from './photo-commands.ts';

const always = (): boolean => true;
const inGrid = ({ grid }: CommandContext): boolean => grid != null;
const inViewer = ({ viewer }: CommandContext): boolean => viewer != null;
/** Nothing lies over the list. */
const isBare = ({ viewer, compare, slideshow }: CommandContext): boolean => viewer == null && compare == null && slideshow == null;
const hasPhotos = (context: CommandContext): boolean => inGrid(context) || inViewer(context);

const goTo = (id: string, title: () => string, key: string | null, view: View): Entry => ({
  id,
  title,
  group: () => t.commands.goGroup,
  keys: key == null ? [] : [key],
  when: always,
  run: () => navigate(view),
});

const move = (kind: Move, title: () => string, key: string): Entry[] => [
  {
    id: `grid.${kind}`,
    title,
    group: () => t.commands.moveGroup,
    keys: [key],
    when: inGrid,
    run: ({ grid }) => grid?.move(kind, false),
    hidden: true,
  },
  {
    id: `grid.${kind}.extend`,
    title: () => t.commands.selecting(title()),
    group: () => t.commands.selectGroup,
    keys: [`Shift+${key}`],
    when: inGrid,
    run: ({ grid }) => grid?.move(kind, true),
    hidden: true,
  },
];

const setRowHeight = (factor: number): void => {
  const { row_height_px: now } = settingsOrDefault(useSettings.getState().value);
  void changeSettings({ row_height_px: nearestRowHeightPx(now * factor) });
};

export const commands: readonly Entry[] = [
  { id: 'import', title: () => t.app.import, group: () => t.commands.photosGroup, keys: ['Ctrl+I'], when: always, run: () => openImport() },
  {
    id: 'search',
    title: () => t.commands.searchGroup,
    group: () => t.commands.photosGroup,
    keys: ['/', 'Ctrl+F'],
    when: isBare,
    run: focusSearch,
  },
  {
    id: 'search.onThisDay',
    title: () => t.app.onThisDay,
    group: () => t.commands.photosGroup,
    keys: [],
    when: always,
    run: () => navigate({ kind: 'library', text: onThisDay() }),
  },

  {
    id: 'viewer.close',
    title: () => t.commands.closePhoto,
    group: () => t.commands.photoGroup,
    keys: ['Escape'],
    when: inViewer,
    run: ({ viewer }) => viewer?.close(),
  },
  {
    id: 'viewer.next',
    title: () => t.commands.nextPhoto,
    group: () => t.commands.photoGroup,
    keys: ['ArrowRight', 'ArrowDown', 'Space', 'PageDown'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(1),
    hidden: true,
  },
  {
    id: 'viewer.previous',
    title: () => t.commands.previousPhoto,
    group: () => t.commands.photoGroup,
    keys: ['ArrowLeft', 'ArrowUp', 'PageUp'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(-1),
    hidden: true,
  },
  {
    id: 'viewer.first',
    title: () => t.commands.firstPhoto,
    group: () => t.commands.photoGroup,
    keys: ['Home'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(Number.NEGATIVE_INFINITY),
    hidden: true,
  },
  {
    id: 'viewer.last',
    title: () => t.commands.lastPhoto,
    group: () => t.commands.photoGroup,
    keys: ['End'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(Number.POSITIVE_INFINITY),
    hidden: true,
  },
  {
    id: 'viewer.zoom',
    title: () => t.commands.zoomToggle,
    group: () => t.commands.photoGroup,
    keys: ['Z'],
    when: inViewer,
    run: ({ viewer }) => viewer?.toggleZoom(),
  },
  {
    id: 'viewer.in',
    title: () => t.commands.zoomIn,
    group: () => t.commands.photoGroup,
    keys: ['+', 'Ctrl++', 'Ctrl+='],
    when: inViewer,
    run: ({ viewer }) => viewer?.zoomBy(1.25),
  },
  {
    id: 'viewer.out',
    title: () => t.commands.zoomOut,
    group: () => t.commands.photoGroup,
    keys: ['-', 'Ctrl+-'],
    when: inViewer,
    run: ({ viewer }) => viewer?.zoomBy(0.8),
  },
  {
    id: 'viewer.background',
    title: () => t.commands.changeBackground,
    group: () => t.commands.photoGroup,
    keys: ['B'],
    when: inViewer,
    run: ({ viewer }) => viewer?.nextBackground(),
  },

  {
    id: 'grid.open',
    title: () => t.commands.openPhoto,
    group: () => t.commands.photosGroup,
    keys: ['Enter'],
    when: ({ grid }) => grid?.focusedIndex() != null,
    run: ({ grid }) => openViewer(grid?.focusedIndex() ?? null),
  },
  {
    id: 'grid.toggle',
    title: () => t.commands.togglePhoto,
    group: () => t.commands.selectGroup,
    keys: ['Space'],
    when: ({ grid }) => grid?.focusedIndex() != null,
    run: ({ grid }) => grid?.toggleFocused(),
    hidden: true,
  },
  {
    id: 'grid.all',
    title: () => t.commands.selectAll,
    group: () => t.commands.selectGroup,
    keys: ['Ctrl+A'],
    when: inGrid,
    run: ({ grid }) => grid?.selectAll(),
  },
  {
    id: 'grid.none',
    title: () => t.commands.clearSelection,
    group: () => t.commands.selectGroup,
    keys: ['Escape'],
    when: ({ grid, selected }) => grid != null && selected > 0,
    run: clearSelection,
  },
  ...move('left', () => t.commands.previousPhoto, 'ArrowLeft'),
  ...move('right', () => t.commands.nextPhoto, 'ArrowRight'),
  ...move('up', () => t.commands.rowAbove, 'ArrowUp'),
  ...move('down', () => t.commands.rowBelow, 'ArrowDown'),
  ...move('home', () => t.commands.firstPhoto, 'Home'),
  ...move('end', () => t.commands.lastPhoto, 'End'),
  ...move('page-up', () => t.commands.screenUp, 'PageUp'),
  ...move('page-down', () => t.commands.screenDown, 'PageDown'),

  ...compareCommands,
  ...slideshowCommands,
  ...photoCommands,
  ...arrangeCommands,
  ...sessionCommands,
  ...stackCommands,
  ...fileCommands,
  ...conflictCommands,
  ...undoCommands,

  {
    id: 'grid.larger',
    title: () => t.commands.largerPhotos,
    group: () => t.commands.viewGroup,
    keys: ['Ctrl++', 'Ctrl+='],
    when: inGrid,
    run: () => setRowHeight(1.2),
  },
  {
    id: 'grid.smaller',
    title: () => t.commands.smallerPhotos,
    group: () => t.commands.viewGroup,
    keys: ['Ctrl+-'],
    when: inGrid,
    run: () => setRowHeight(1 / 1.2),
  },
  {
    id: 'grid.layout',
    title: () => t.commands.switchLayout,
    group: () => t.commands.viewGroup,
    keys: ['Shift+G'],
    when: inGrid,
    run: () =>
      void changeSettings({ layout: settingsOrDefault(useSettings.getState().value).layout === 'square' ? 'justified' : 'square' }),
  },
  {
    id: 'inspector',
    title: () => t.commands.toggleInformation,
    group: () => t.commands.viewGroup,
    keys: ['I'],
    when: hasPhotos,
    run: () => void changeSettings({ show_inspector: !settingsOrDefault(useSettings.getState().value).show_inspector }),
  },
  {
    id: 'fullscreen',
    title: () => t.commands.fullScreen,
    group: () => t.commands.viewGroup,
    keys: ['F'],
    when: always,
    run: toggleFullscreen,
  },
  {
    id: 'sidebar',
    title: () => t.commands.toggleSidebar,
    group: () => t.commands.viewGroup,
    keys: ['Ctrl+B'],
    when: isBare,
    run: toggleSidebar,
  },
  ...orders.map(({ value }): Entry => ({
    id: `order.${value}`,
    title: () => t.app.orderBy(t.app.orders[value]),
    group: () => t.commands.viewGroup,
    keys: [],
    when: ({ view }) => view.kind === 'library',
    run: () => void changeSettings({ library_order: value }),
  })),
  {
    id: 'theme.dark',
    title: () => t.commands.darkTheme,
    group: () => t.commands.viewGroup,
    keys: [],
    when: always,
    run: () => void changeSettings({ theme: 'dark' }),
  },
  {
    id: 'theme.light',
    title: () => t.commands.lightTheme,
    group: () => t.commands.viewGroup,
    keys: [],
    when: always,
    run: () => void changeSettings({ theme: 'light' }),
  },
  {
    id: 'theme.system',
    title: () => t.commands.systemTheme,
    group: () => t.commands.viewGroup,
    keys: [],
    when: always,
    run: () => void changeSettings({ theme: 'system' }),
  },

  goTo('go.library', () => t.common.library, 'Ctrl+1', { kind: 'library' }),
  goTo('go.sessions', () => t.common.sessionsTitle, 'Ctrl+2', { kind: 'sessions' }),
  goTo('go.jobs', () => t.common.jobs, 'Ctrl+3', { kind: 'jobs' }),
  goTo('go.conflicts', () => t.common.conflicts, 'Ctrl+4', { kind: 'conflicts' }),
  goTo('go.history', () => t.commands.scanHistory, null, { kind: 'history' }),
  goTo('go.storages', () => t.common.storagesTitle, 'Ctrl+5', { kind: 'storages' }),
  goTo('go.folders', () => t.folders.title, 'Ctrl+6', { kind: 'folders' }),
  goTo('go.map', () => t.map.title, 'Ctrl+7', { kind: 'map' }),
  goTo('go.settings', () => t.common.settings, 'Ctrl+,', { kind: 'settings' }),
  {
    id: 'back',
    title: () => t.app.back,
    group: () => t.commands.goGroup,
    keys: ['Alt+ArrowLeft'],
    when: ({ canBack }) => canBack,
    run: goBack,
  },
  {
    id: 'forward',
    title: () => t.app.forward,
    group: () => t.commands.goGroup,
    keys: ['Alt+ArrowRight'],
    when: ({ canForward }) => canForward,
    run: goForward,
  },

  {
    id: 'palette',
    title: () => t.app.findCommand,
    group: () => t.commands.helpGroup,
    keys: ['Ctrl+K'],
    when: ({ isRunning }) => isRunning,
    run: () => showOverlay(useNavigation.getState().overlay === 'palette' ? null : 'palette'),
    everywhere: true,
  },
  {
    id: 'shortcuts',
    title: () => t.app.shortcuts,
    group: () => t.commands.helpGroup,
    keys: ['?'],
    when: always,
    run: () => showOverlay('shortcuts'),
  },
  {
    id: 'messages',
    title: () => t.commands.toMessages,
    group: () => t.commands.helpGroup,
    keys: ['F6'],
    when: areToastsShown,
    run: focusToasts,
    hidden: true,
  },
];

/** The first keys of a command, for tooltips. */
export const keysOf = (id: string): string | undefined => commands.find((command) => command.id === id)?.keys[0];

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('input[type=search]')?.focus();
}

function toggleFullscreen(): void {
  if (document.fullscreenElement == null) void document.documentElement.requestFullscreen();
  else void document.exitFullscreen();
}
