/**
 * Stands in for the `electron` module of the main process, in tests, where the real binary cannot be had. It has only
 * what src/main uses; everything else throws (strict.ts). docs/dev/testing.md lists what it cannot show.
 */
import { EventEmitter } from 'node:events';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { app, plainApp } from './app.ts';
import { tellLauncher } from './launcher-link.ts';
import { session } from './session.ts';
import { cancellable, strict } from './strict.ts';
import { BrowserWindow as PlainBrowserWindow, windows } from './windows.ts';
import type { FetchAnswer, Question, ToMain } from './wire.ts';

type InvokeHandler = (event: object, ...args: unknown[]) => unknown;
type SchemeHandler = (request: Request) => Response | Promise<Response>;

const invokeHandlers = new Map<string, InvokeHandler>();
const privileged = new Set<string>();
const schemes = new Map<string, SchemeHandler>();

const ipcMain = strict('ipcMain', {
  /** Where Electron keeps them as well; a test that holds answers back reaches in (e2e/answers.ts). */
  _invokeHandlers: invokeHandlers,
  handle(channel: string, handler: InvokeHandler) {
    if (invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    invokeHandlers.set(channel, handler);
  },
  /** Not in Electron: a call as it would come from a frame that no page of ours can make. */
  standinInvoke: (channel: string, senderFrame: object | null, ...args: unknown[]) =>
    invokeHandlers.get(channel)?.(cancellable({ senderFrame }), ...args),
});

const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: readonly { readonly scheme: string }[]) {
    if (plainApp.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of list) privileged.add(scheme);
  },
  handle(scheme: string, handler: SchemeHandler) {
    if (!plainApp.ready) throw new Error('protocol.handle should be called after app is ready');
    if (!privileged.has(scheme)) throw new Error(`electron stand-in: ${scheme}: is not registered as privileged`);
    schemes.set(scheme, handler);
  },
});

const dialog = strict('dialog', {
  showOpenDialog: (..._args: unknown[]) => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
  /** Chooses the first button, as a person in a hurry; a test that wants another answer puts its own function here. */
  showMessageBox: (...args: unknown[]) => {
    const { message = '', detail = '' } = args.at(-1) as { readonly message?: string; readonly detail?: string };
    console.error(`${message}: ${detail}`);
    return Promise.resolve({ response: 0, checkboxChecked: false });
  },
  showErrorBox: (title: string, content: string) => console.error(`${title}: ${content}`),
});

const shell = strict('shell', {
  openExternal: (_url: string) => Promise.resolve(),
  openPath: (_path: string) => Promise.resolve(''),
  showItemInFolder: (_path: string) => undefined,
});

const nativeTheme = strict('nativeTheme', Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' }));

const display = { id: 1, workArea: { x: 0, y: 0, width: 1600, height: 1000 } };
const screen = strict('screen', { getPrimaryDisplay: () => display, getAllDisplays: () => [display] });

/** A picture is the bytes of its file; one that is not there is empty, as in Electron. */
const pictureOf = (bytes: number, height: number | null): object =>
  strict('NativeImage', {
    isEmpty: () => bytes === 0,
    resize: (size: { readonly height: number }) => pictureOf(bytes, size.height),
    standinHeight: height,
  });
const nativeImage = strict('nativeImage', {
  createFromPath: (path: string) => pictureOf(statSync(path, { throwIfNoEntry: false })?.size ?? 0, null),
});

/** Nobody sees them here: those that were shown are kept for the test, which clicks them. */
class PlainNotification extends EventEmitter {
  static readonly standinShown: PlainNotification[] = [];
  readonly options: { readonly title: string; readonly body: string };
  constructor(options: { readonly title: string; readonly body: string }) {
    super();
    this.options = options;
    return strict('Notification', this);
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    PlainNotification.standinShown.push(this);
    this.emit('show');
  }
}
const Notification = strict('Notification', PlainNotification);

let applicationMenu: object | null = null;
const Menu = strict('Menu', {
  buildFromTemplate: (items: readonly object[]) => ({ items }),
  setApplicationMenu(menu: object | null) {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
});

const BrowserWindow = strict('BrowserWindow', PlainBrowserWindow);

const electron = strict('electron', {
  app,
  BrowserWindow,
  ipcMain,
  protocol,
  session,
  dialog,
  shell,
  nativeImage,
  nativeTheme,
  Notification,
  screen,
  Menu,
});
export { app, BrowserWindow, ipcMain, protocol, session, dialog, shell, nativeImage, nativeTheme, Notification, screen, Menu };
export default electron;

async function answer(question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'invoke': {
      const handler = invokeHandlers.get(question.channel);
      if (handler == null) throw new Error(`No handler registered for '${question.channel}'`);
      const senderFrame = { url: question.url, parent: question.isTopFrame ? null : {} };
      return handler(cancellable({ sender: windows.get(question.window)?.webContents, senderFrame }), ...question.args);
    }
    case 'fetch':
      return fetchFromScheme(question);
    case 'will-navigate': {
      const event = cancellable({ url: question.url, isMainFrame: true, isSameDocument: false });
      windows.get(question.window)?.plainContents.emit('will-navigate', event, question.url);
      return event.defaultPrevented;
    }
    case 'window-open-request':
      return windows.get(question.window)?.plainContents.openHandler?.({ url: question.url }) ?? { action: 'allow' };
    case 'evaluate': {
      const run = new Function('require', `return (${question.source})`)(createRequire(import.meta.url)) as (
        electron: object,
        arg: unknown,
      ) => unknown;
      return run(electron, question.arg);
    }
  }
}

async function fetchFromScheme(question: Question & { readonly kind: 'fetch' }): Promise<FetchAnswer> {
  const handler = schemes.get(new URL(question.url).protocol.slice(0, -1));
  if (handler == null) return { status: 404, headers: {}, body: new Uint8Array() };
  const { method, headers } = question;
  const body = question.body == null ? null : new Uint8Array(question.body);
  const response = await handler(new Request(question.url, { method, headers, body }));
  return { status: response.status, headers: Object.fromEntries(response.headers), body: new Uint8Array(await response.arrayBuffer()) };
}

process.on('message', (message: ToMain) => {
  if (message.kind === 'window-event') {
    const window = windows.get(message.window);
    if (message.name === 'closed') window?.close();
    else window?.pageLoaded();
    return;
  }
  const reply = (ok: boolean, value: unknown): void => tellLauncher({ kind: 'answer', n: message.n, ok, value });
  answer(message).then(
    (value) => reply(true, structuredClone(value)),
    (thrown: unknown) => reply(false, String(thrown)),
  );
});

// The test process is gone: so is our page.
process.on('disconnect', () => process.exit(0));
