/** Windows of the stand-in: their state lives here, their page in the test process. */
import { EventEmitter } from 'node:events';
import { plainApp } from './app.ts';
import { tellLauncher } from './launcher-link.ts';
import { defaultSession } from './session.ts';
import { cancellable, strict } from './strict.ts';

interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

class WebContents extends EventEmitter {
  readonly id: number;
  readonly session = defaultSession;
  url = '';
  loading = false;
  openHandler: OpenHandler | null = null;

  constructor(id: number) {
    super();
    this.id = id;
  }
  getURL(): string {
    return this.url;
  }
  isLoading(): boolean {
    return this.loading;
  }
  send(channel: string, ...args: unknown[]): void {
    tellLauncher({ kind: 'window-send', id: this.id, channel, args: structuredClone(args) });
  }
  /** There is no system to drag with: what Electron refuses is refused, a test that wants to see the rest puts its own here. */
  startDrag({ file, icon }: { readonly file: string; readonly icon: { isEmpty(): boolean } }): void {
    if (icon.isEmpty()) throw new Error('Must specify non-empty `icon` option');
    if (file === '') throw new Error("Must specify either 'file' or 'files' option");
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}

export const windows = new Map<number, BrowserWindow>();
let nextId = 1;

export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly plainContents: WebContents;
  readonly webContents: WebContents;
  bounds: { x: number; y: number; width: number; height: number };
  visible: boolean;
  maximized = false;
  focused = false;

  constructor(options: WindowOptions = {}) {
    super();
    const { preload, sandbox, contextIsolation, nodeIntegration, webSecurity } = options.webPreferences ?? {};
    if (sandbox !== true || contextIsolation !== true || nodeIntegration !== false || webSecurity === false) {
      throw new Error('electron stand-in: a window must say sandbox, contextIsolation and no nodeIntegration');
    }
    this.id = nextId;
    nextId += 1;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.visible = options.show !== false;
    this.plainContents = new WebContents(this.id);
    this.webContents = strict('webContents', this.plainContents);
    windows.set(this.id, this);
    tellLauncher({ kind: 'window-open', id: this.id, size: this.bounds, preload: typeof preload === 'string' ? preload : null });
    plainApp.emit('web-contents-created', cancellable({}), this.webContents);
    plainApp.emit('browser-window-created', cancellable({}), this);
    return strict('BrowserWindow', this);
  }
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  async loadURL(url: string): Promise<void> {
    this.plainContents.url = url;
    this.plainContents.loading = true;
    tellLauncher({ kind: 'window-load', id: this.id, url });
    await new Promise((resolve) => this.plainContents.once('did-finish-load', resolve));
  }
  /** Called when the page in the test process has loaded. */
  pageLoaded(): void {
    this.plainContents.emit('dom-ready');
    this.plainContents.loading = false;
    this.plainContents.emit('did-finish-load');
    this.emit('ready-to-show');
  }
  show(): void {
    this.visible = true;
    this.focused = true;
    this.emit('show');
  }
  focus(): void {
    this.focused = true;
    this.emit('focus');
  }
  blur(): void {
    this.focused = false;
    this.emit('blur');
  }
  isFocused(): boolean {
    return this.focused;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  setBounds(bounds: { x: number; y: number; width: number; height: number }): void {
    this.bounds = { ...bounds };
  }
  getBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.bounds };
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { ...this.bounds };
  }
  isDestroyed(): boolean {
    return !windows.has(this.id);
  }
  close(): void {
    const event = cancellable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (!windows.delete(this.id)) return;
    tellLauncher({ kind: 'window-close', id: this.id });
    this.emit('closed');
    if (windows.size > 0 || plainApp.quitting) return;
    if (plainApp.listenerCount('window-all-closed') > 0) plainApp.emit('window-all-closed');
    else plainApp.quit();
  }
}

plainApp.closeWindows = () => {
  for (const window of windows.values()) window.close();
  return windows.size === 0;
};
