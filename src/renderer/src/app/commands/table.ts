/** Every command of the app, once. */
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { clearSelection, type Move } from '#renderer/features/grid/grid-store.ts';
import { openImport } from '#renderer/features/import/import-store.ts';
import { goBack, goForward, navigate, openViewer, showOverlay, useNavigation, type View } from '../navigation.ts';
import { orders } from '../library-order.ts';
import { settingsOrDefault } from '../settings.ts';
import { arrangeCommands } from './arrange-commands.ts';
import { conflictCommands } from './conflict-commands.ts';
import type { CommandContext, Entry } from './context.ts';
import { stackCommands } from './stack-commands.ts';
import { fileCommands, photoCommands, undoCommands } from './photo-commands.ts';

const always = (): boolean => true;
const inGrid = ({ grid }: CommandContext): boolean => grid != null;
const inViewer = ({ viewer }: CommandContext): boolean => viewer != null;
const hasPhotos = (context: CommandContext): boolean => inGrid(context) || inViewer(context);

const goTo = (id: string, title: string, key: string | null, view: View): Entry => ({
  id,
  title,
  group: 'Go to',
  keys: key == null ? [] : [key],
  when: always,
  run: () => navigate(view),
});

const move = (kind: Move, title: string, key: string): Entry[] => [
  { id: `grid.${kind}`, title, group: 'Move', keys: [key], when: inGrid, run: ({ grid }) => grid?.move(kind, false), hidden: true },
  {
    id: `grid.${kind}.extend`,
    title: `${title}, selecting`,
    group: 'Select',
    keys: [`Shift+${key}`],
    when: inGrid,
    run: ({ grid }) => grid?.move(kind, true),
    hidden: true,
  },
];

const setRowHeight = (factor: number): void => {
  const { row_height_px: now } = settingsOrDefault(useSettings.getState().value);
  void changeSettings({ row_height_px: Math.round(Math.min(400, Math.max(96, now * factor))) });
};

export const commands: readonly Entry[] = [
  { id: 'import', title: 'Import…', group: 'Photos', keys: ['Ctrl+I'], when: always, run: () => openImport() },
  { id: 'search', title: 'Search', group: 'Photos', keys: ['/', 'Ctrl+F'], when: ({ viewer }) => viewer == null, run: focusSearch },

  { id: 'viewer.close', title: 'Close the photo', group: 'Photo', keys: ['Escape'], when: inViewer, run: ({ viewer }) => viewer?.close() },
  {
    id: 'viewer.next',
    title: 'Next photo',
    group: 'Photo',
    keys: ['ArrowRight', 'ArrowDown', 'Space', 'PageDown'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(1),
    hidden: true,
  },
  {
    id: 'viewer.previous',
    title: 'Previous photo',
    group: 'Photo',
    keys: ['ArrowLeft', 'ArrowUp', 'PageUp'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(-1),
    hidden: true,
  },
  {
    id: 'viewer.first',
    title: 'First photo',
    group: 'Photo',
    keys: ['Home'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(Number.NEGATIVE_INFINITY),
    hidden: true,
  },
  {
    id: 'viewer.last',
    title: 'Last photo',
    group: 'Photo',
    keys: ['End'],
    when: inViewer,
    run: ({ viewer }) => viewer?.step(Number.POSITIVE_INFINITY),
    hidden: true,
  },
  {
    id: 'viewer.zoom',
    title: 'Zoom to 100 % or to fit',
    group: 'Photo',
    keys: ['Z'],
    when: inViewer,
    run: ({ viewer }) => viewer?.toggleZoom(),
  },
  {
    id: 'viewer.in',
    title: 'Zoom in',
    group: 'Photo',
    keys: ['+', 'Ctrl++', 'Ctrl+='],
    when: inViewer,
    run: ({ viewer }) => viewer?.zoomBy(1.25),
  },
  { id: 'viewer.out', title: 'Zoom out', group: 'Photo', keys: ['-', 'Ctrl+-'], when: inViewer, run: ({ viewer }) => viewer?.zoomBy(0.8) },
  {
    id: 'viewer.background',
    title: 'Change the background',
    group: 'Photo',
    keys: ['B'],
    when: inViewer,
    run: ({ viewer }) => viewer?.nextBackground(),
  },

  {
    id: 'grid.open',
    title: 'Open the photo',
    group: 'Photos',
    keys: ['Enter'],
    when: ({ grid }) => grid?.focusedIndex() != null,
    run: ({ grid }) => openViewer(grid?.focusedIndex() ?? null),
  },
  {
    id: 'grid.toggle',
    title: 'Select or deselect the photo',
    group: 'Select',
    keys: ['Space'],
    when: ({ grid }) => grid?.focusedIndex() != null,
    run: ({ grid }) => grid?.toggleFocused(),
    hidden: true,
  },
  { id: 'grid.all', title: 'Select all photos', group: 'Select', keys: ['Ctrl+A'], when: inGrid, run: ({ grid }) => grid?.selectAll() },
  {
    id: 'grid.none',
    title: 'Clear the selection',
    group: 'Select',
    keys: ['Escape'],
    when: ({ grid, selected }) => grid != null && selected > 0,
    run: clearSelection,
  },
  ...move('left', 'Previous photo', 'ArrowLeft'),
  ...move('right', 'Next photo', 'ArrowRight'),
  ...move('up', 'Row above', 'ArrowUp'),
  ...move('down', 'Row below', 'ArrowDown'),
  ...move('home', 'First photo', 'Home'),
  ...move('end', 'Last photo', 'End'),
  ...move('page-up', 'One screen up', 'PageUp'),
  ...move('page-down', 'One screen down', 'PageDown'),

  ...photoCommands,
  ...arrangeCommands,
  ...stackCommands,
  ...fileCommands,
  ...conflictCommands,
  ...undoCommands,

  { id: 'grid.larger', title: 'Larger photos', group: 'View', keys: ['Ctrl++', 'Ctrl+='], when: inGrid, run: () => setRowHeight(1.2) },
  { id: 'grid.smaller', title: 'Smaller photos', group: 'View', keys: ['Ctrl+-'], when: inGrid, run: () => setRowHeight(1 / 1.2) },
  {
    id: 'grid.layout',
    title: 'Switch between justified and square',
    group: 'View',
    keys: ['Shift+G'],
    when: inGrid,
    run: () =>
      void changeSettings({ layout: settingsOrDefault(useSettings.getState().value).layout === 'square' ? 'justified' : 'square' }),
  },
  {
    id: 'inspector',
    title: 'Show or hide information',
    group: 'View',
    keys: ['I'],
    when: hasPhotos,
    run: () => void changeSettings({ show_inspector: !settingsOrDefault(useSettings.getState().value).show_inspector }),
  },
  { id: 'fullscreen', title: 'Full screen', group: 'View', keys: ['F'], when: always, run: toggleFullscreen },
  {
    id: 'sidebar',
    title: 'Show or hide the sidebar',
    group: 'View',
    keys: ['Ctrl+B'],
    when: ({ viewer }) => viewer == null,
    run: toggleSidebar,
  },
  ...orders.map(({ value, title }): Entry => ({
    id: `order.${value}`,
    title: `Order: ${title}`,
    group: 'View',
    keys: [],
    when: ({ view }) => view.kind === 'library',
    run: () => void changeSettings({ library_order: value }),
  })),
  { id: 'theme.dark', title: 'Dark theme', group: 'View', keys: [], when: always, run: () => void changeSettings({ theme: 'dark' }) },
  { id: 'theme.light', title: 'Light theme', group: 'View', keys: [], when: always, run: () => void changeSettings({ theme: 'light' }) },
  {
    id: 'theme.system',
    title: 'Theme of the system',
    group: 'View',
    keys: [],
    when: always,
    run: () => void changeSettings({ theme: 'system' }),
  },

  goTo('go.library', 'Library', 'Ctrl+1', { kind: 'library' }),
  goTo('go.sessions', 'Sessions', 'Ctrl+2', { kind: 'sessions' }),
  goTo('go.jobs', 'Imports & jobs', 'Ctrl+3', { kind: 'jobs' }),
  goTo('go.conflicts', 'Conflicts', 'Ctrl+4', { kind: 'conflicts' }),
  goTo('go.history', 'History of scans', null, { kind: 'history' }),
  goTo('go.storages', 'Storages', 'Ctrl+5', { kind: 'storages' }),
  goTo('go.settings', 'Settings', 'Ctrl+,', { kind: 'settings' }),
  { id: 'back', title: 'Back', group: 'Go to', keys: ['Alt+ArrowLeft'], when: ({ canBack }) => canBack, run: goBack },
  { id: 'forward', title: 'Forward', group: 'Go to', keys: ['Alt+ArrowRight'], when: ({ canForward }) => canForward, run: goForward },

  {
    id: 'palette',
    title: 'Find a command',
    group: 'Help',
    keys: ['Ctrl+K'],
    when: ({ isRunning }) => isRunning,
    run: () => showOverlay(useNavigation.getState().overlay === 'palette' ? null : 'palette'),
    everywhere: true,
  },
  { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'Help', keys: ['?'], when: always, run: () => showOverlay('shortcuts') },
];

/** The first keys of a command, for tooltips. */
export const keysOf = (id: string): string | undefined => commands.find((command) => command.id === id)?.keys[0];

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('input[type=search]')?.focus();
}

function toggleSidebar(): void {
  const root = document.documentElement;
  root.toggleAttribute('data-no-sidebar');
}

function toggleFullscreen(): void {
  if (document.fullscreenElement == null) void document.documentElement.requestFullscreen();
  else void document.exitFullscreen();
}
