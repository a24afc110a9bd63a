/** The native menus, as data: Electron builds them from this, the test reads it. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '#contract/system.ts';
import type { Texts } from './texts/texts.ts';

export interface MenuActions {
  addPhotos(): void;
  setTheme(theme: Settings['theme']): void;
  showDataFolder(): void;
  showLog(): void;
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly theme: Settings['theme'];
  readonly texts: Texts;
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
    ...(mac ? [appMenu(options)] : []),
    fileMenu(options, mac),
    editMenu(options, mac),
    viewMenu(options, mac),
    windowMenu(options, mac),
    helpMenu(options, mac),
  ];
}

type Role = NonNullable<MenuItemConstructorOptions['role']>;

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** Items that the system knows, in its own words where the language has none of ours. */
const roles = (texts: Texts, ...wanted: readonly Role[]): MenuItemConstructorOptions[] =>
  wanted.map((role) => ({ role, ...(texts.roles[role] == null ? {} : { label: texts.roles[role] }) }));

const titled = (text: { readonly mac: string; readonly other: string }, mac: boolean): string => (mac ? text.mac : text.other);

const appMenu = ({ texts }: MenuOptions): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    ...roles(texts, 'about'),
    separator,
    ...roles(texts, 'services'),
    separator,
    ...roles(texts, 'hide', 'hideOthers', 'unhide'),
    separator,
    ...roles(texts, 'quit'),
  ],
});

function fileMenu({ platform, texts, actions }: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  const add: MenuItemConstructorOptions = {
    id: 'add-photos',
    label: titled(texts.importFolder, mac),
    accelerator: 'CmdOrCtrl+O',
    click: () => actions.addPhotos(),
  };
  // Windows closes programs with Alt+F4, which it brings itself; Linux desktops expect Ctrl+Q.
  const quit: MenuItemConstructorOptions =
    platform === 'win32' ? { role: 'quit', label: texts.exit } : { role: 'quit', label: texts.quit, accelerator: 'Ctrl+Q' };
  return { label: titled(texts.file, mac), submenu: [add, separator, ...(mac ? roles(texts, 'close') : [quit])] };
}

const editMenu = ({ texts }: MenuOptions, mac: boolean): MenuItemConstructorOptions => ({
  label: titled(texts.edit, mac),
  submenu: [...roles(texts, 'undo', 'redo'), separator, ...roles(texts, 'cut', 'copy', 'paste', 'selectAll')],
});

function viewMenu({ theme, isDevelopment, texts, actions }: MenuOptions, mac: boolean): MenuItemConstructorOptions {
  const choice = (value: Settings['theme'], label: string): MenuItemConstructorOptions => ({
    id: `theme-${value}`,
    label,
    type: 'radio',
    checked: theme === value,
    click: () => actions.setTheme(value),
  });
  const themes = [
    choice('system', titled(texts.likeSystem, mac)),
    choice('dark', titled(texts.dark, mac)),
    choice('light', titled(texts.light, mac)),
  ];
  const developer = isDevelopment ? [separator, ...roles(texts, 'reload', 'toggleDevTools')] : [];
  return {
    label: titled(texts.view, mac),
    submenu: [
      { label: titled(texts.appearance, mac), submenu: themes },
      separator,
      ...roles(texts, 'resetZoom', 'zoomIn', 'zoomOut'),
      separator,
      ...roles(texts, 'togglefullscreen'),
      ...developer,
    ],
  };
}

const windowMenu = ({ texts }: MenuOptions, mac: boolean): MenuItemConstructorOptions =>
  mac
    ? { ...roles(texts, 'windowMenu')[0], submenu: [...roles(texts, 'minimize', 'zoom'), separator, ...roles(texts, 'front')] }
    : { label: texts.window, submenu: roles(texts, 'minimize', 'close') };

const helpMenu = ({ texts, actions }: MenuOptions, mac: boolean): MenuItemConstructorOptions => ({
  role: 'help',
  label: titled(texts.help, mac),
  submenu: [
    { id: 'data-folder', label: titled(texts.dataFolder, mac), click: () => actions.showDataFolder() },
    { id: 'log', label: titled(texts.showLog, mac), click: () => actions.showLog() },
    ...(mac ? [] : [separator, { role: 'about', label: texts.about } as const]),
  ],
});
