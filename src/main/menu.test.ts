import { describe, expect, it } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { menuTemplate, type MenuOptions } from './menu.ts';
import { textsOf } from './texts/texts.ts';

const called: string[] = [];
const actions: MenuOptions['actions'] = {
  addPhotos: () => called.push('addPhotos'),
  setTheme: (theme) => called.push(theme),
  showDataFolder: () => called.push('folder'),
  showLog: () => called.push('log'),
};
const template = (platform: NodeJS.Platform, given: Partial<MenuOptions> = {}) =>
  menuTemplate({ platform, theme: 'dark', texts: textsOf('en', ''), isDevelopment: false, actions, ...given });
const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
const labels = (items: readonly MenuItemConstructorOptions[]) => items.map((item) => item.label ?? item.role);

describe('the native menus', () => {
  it('have an app menu on macOS only, and Quit where each system looks for it', () => {
    expect(labels(template('darwin'))).toEqual(['appMenu', 'File', 'Edit', 'View', 'windowMenu', 'Help']);
    expect(labels(template('linux'))).toEqual(['&File', '&Edit', '&View', '&Window', '&Help']);
    const quit = (platform: NodeJS.Platform) =>
      flat(template(platform))
        .filter((item) => item.role === 'quit')
        .map(({ label, accelerator }) => ({ label, accelerator }));
    expect(quit('darwin')).toEqual([{ label: undefined, accelerator: undefined }]);
    expect(quit('win32')).toEqual([{ label: 'E&xit', accelerator: undefined }]);
    expect(quit('linux')).toEqual([{ label: '&Quit', accelerator: 'Ctrl+Q' }]);
  });

  it.each(['en', 'nb'] as const)('have mnemonics that differ within each menu, and none on macOS, in %s', (language) => {
    const texts = textsOf(language, '');
    expect(flat(template('darwin', { texts })).filter((item) => item.label?.includes('&'))).toEqual([]);
    const items = template('linux', { texts });
    for (const menu of [items, ...flat(items).flatMap((item) => (Array.isArray(item.submenu) ? [item.submenu] : []))]) {
      const letters = menu.flatMap((item) => /&(\w)/.exec(item.label ?? '')?.[1]?.toLowerCase() ?? []);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });

  it('mark the theme that is on', () => {
    expect(
      flat(template('linux', { theme: 'light' }))
        .filter((item) => item.checked)
        .map((item) => item.id),
    ).toEqual(['theme-light']);
  });

  it('leave no word to Electron, which is English, in another language', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const items = flat(template(platform, { texts: textsOf('system', 'nn-NO'), isDevelopment: true }));
      expect(items.filter((item) => item.label == null && item.type !== 'separator').map((item) => item.role)).toEqual(
        platform === 'darwin' ? ['appMenu'] : [],
      );
    }
    expect(labels(template('linux', { texts: textsOf('nb', 'en-US') }))).toEqual(['&Fil', '&Rediger', '&Vis', 'Vi&ndu', '&Hjelp']);
    expect(textsOf('system', 'fr')).toBe(textsOf('en', 'nb'));
  });

  it('show developer tools in a checkout only', () => {
    const roles = (isDevelopment: boolean) => flat(template('linux', { isDevelopment })).map((item) => item.role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });

  it('do what they say', () => {
    for (const item of flat(template('linux'))) (item.click as (() => void) | undefined)?.();
    expect(called).toEqual(['addPhotos', 'system', 'dark', 'light', 'folder', 'log']);
  });
});
