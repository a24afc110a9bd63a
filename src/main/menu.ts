/** The native menus, as data: Electron builds them from this, the test reads it. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '#contract/system.ts';

export interface MenuActions {
  addPhotos(): void;
  setTheme(theme: Settings['theme']): void;
  showDataFolder(): void;
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly theme: Settings['theme'];
  /** Adds the developer tools: in a checkout, never in a package. */
  readonly isDevelopment: boolean;
  readonly actions: MenuActions;
}

/**
 * macOS has its app menu and titles in capitals; Windows and Linux have mnemonics, sentence case and Quit under File.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [appMenu()] : []),
    fileMenu(options, mac),
    editMenu(mac),
    viewMenu(options, mac),
    windowMenu(mac),
    helpMenu(options, mac),
  ];
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

const appMenu = (): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    { role: 'about' },
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ],
});

function fileMenu({ platform, actions }: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  const add: MenuItemConstructorOptions = {
    id: 'add-photos',
    label: mac ? 'Import Folder…' : '&Import folder…',
    accelerator: 'CmdOrCtrl+O',
    click: () => actions.addPhotos(),
  };
  // Windows closes programs with Alt+F4, which it brings itself; Linux desktops expect Ctrl+Q.
  const quit: MenuItemConstructorOptions =
    platform === 'win32' ? { role: 'quit', label: 'E&xit' } : { role: 'quit', label: '&Quit', accelerator: 'Ctrl+Q' };
  return { label: mac ? 'File' : '&File', submenu: [add, separator, ...(mac ? [{ role: 'close' } as const] : [quit])] };
}

const editMenu = (mac: boolean): MenuItemConstructorOptions => ({
  label: mac ? 'Edit' : '&Edit',
  submenu: [{ role: 'undo' }, { role: 'redo' }, separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
});

function viewMenu({ theme, isDevelopment, actions }: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  const choice = (value: Settings['theme'], label: string): MenuItemConstructorOptions => ({
    id: `theme-${value}`,
    label,
    type: 'radio',
    checked: theme === value,
    click: () => actions.setTheme(value),
  });
  const themes = [
    choice('system', mac ? 'Like the System' : '&Like the system'),
    choice('dark', mac ? 'Dark' : '&Dark'),
    choice('light', mac ? 'Light' : 'L&ight'),
  ];
  const developer: MenuItemConstructorOptions[] = isDevelopment ? [separator, { role: 'reload' }, { role: 'toggleDevTools' }] : [];
  return {
    label: mac ? 'View' : '&View',
    submenu: [
      { label: mac ? 'Appearance' : '&Appearance', submenu: themes },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...developer,
    ],
  };
}

const windowMenu = (mac: boolean): MenuItemConstructorOptions =>
  mac
    ? { role: 'windowMenu', submenu: [{ role: 'minimize' }, { role: 'zoom' }, separator, { role: 'front' }] }
    : { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'close' }] };

const helpMenu = ({ actions }: MenuOptions, mac: boolean): MenuItemConstructorOptions => ({
  role: 'help',
  label: mac ? 'Help' : '&Help',
  submenu: [
    { id: 'data-folder', label: mac ? 'Show ImaLink’s Own Folder' : "Show ImaLink's own &folder", click: () => actions.showDataFolder() },
    ...(mac ? [] : [separator, { role: 'about', label: '&About ImaLink' } as const]),
  ],
});
