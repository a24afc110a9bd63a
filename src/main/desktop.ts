/** The composition root: opens the engine and ties it to the window, the menus and the page. */
import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme, shell } from 'electron';
import { createDispatcher, type Dispatch } from '#contract/dispatch.ts';
import type { Settings } from '#contract/system.ts';
import type { Language } from '#domain/language.ts';
import { homePaths } from '#core/home.ts';
import { createLogger } from '#core/log.ts';
import { openEngine, type Engine } from '#core/services/engine.ts';
import { builtRendererDir } from '#server/static-files.ts';
import { desktopHostHandlers, pickFolders } from './desktop-host.ts';
import { withoutDrag } from './drag-out.ts';
import { answerCalls, sendEvent } from './ipc-adapter.ts';
import { notifyOfJobs } from './job-notices.ts';
import { followLocalServer } from './local-server.ts';
import { focusWindow, openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { servePages } from './page-protocol.ts';
import { denyPermissions } from './page-security.ts';
import { nativeTrash } from './native-trash.ts';
import { askBeforeQuit } from './quit-question.ts';
import { textsOf, type Texts } from './texts/texts.ts';

export interface Desktop {
  /** Brings the window to the front, opening it where there is none, and offers the paths for import. */
  open(paths: readonly string[]): void;
  close(): Promise<void>;
}

const log = createLogger('desktop');

/** Starts everything; after ready. @throws ImaLinkError when the engine cannot be opened */
export async function startDesktop(home: string, language: Language | null): Promise<Desktop> {
  denyPermissions();
  const engine = await openEngine({ home, catalogInThread: true, ...nativeTrash(process.platform) });
  if (language != null) await engine.handlers['settings.set']({ language });
  const texts = (): Texts => textsOf(engine.settings.get().language, app.getLocale());
  const onBug = (where: string, thrown: unknown): void =>
    log.error('unexpected failure', { where, error: thrown instanceof Error ? thrown.stack : String(thrown) });
  const handlers = {
    ...engine.handlers,
    ...desktopHostHandlers({
      home,
      media: engine.mediaFiles,
      catalog: engine.catalog,
      localServer: () => localServer.status(),
      texts,
      window: currentWindow,
    }),
  };
  const localServer = followLocalServer({ engine, handlers: withoutDrag(handlers), home, onBug });
  const dispatch = createDispatcher(handlers, { checkOutput: !app.isPackaged, onBug });
  servePages({ rendererDir: builtRendererDir(), media: engine.mediaFiles, onBug });
  answerCalls(dispatch);
  engine.onEvent((name, payload) => sendEvent(name, payload));
  notifyOfJobs(engine, texts, (jobId) => {
    showWindow(home, []);
    sendEvent('app.showJob', { job_id: jobId });
  });
  void engine.watch.start();
  engine.cards.start();
  const quitQuestion = askBeforeQuit(engine, process.platform, texts);
  app.on('browser-window-created', (_event, window) => quitQuestion.watch(window));
  followSettings(engine, (theme) => Menu.setApplicationMenu(buildMenu(home, theme, texts(), dispatch)));
  return {
    open: (paths) => showWindow(home, paths),
    async close() {
      await localServer.close();
      await engine.close();
    },
  };
}

const currentWindow = (): BrowserWindow | null => BrowserWindow.getAllWindows()[0] ?? null;

function showWindow(home: string, paths: readonly string[]): void {
  const open = currentWindow();
  const window = open ?? openMainWindow(join(home, 'desktop', 'window.json'));
  if (open) focusWindow(open);
  if (paths.length === 0) return;
  const offer = (): void => sendEvent('app.openPaths', { paths: [...paths] });
  // A page that is still loading has no preload yet to keep the paths for it.
  if (window.webContents.isLoading()) window.webContents.once('dom-ready', offer);
  else offer();
}

/** Native parts follow the theme and the language of the settings, whoever changed them. */
function followSettings(engine: Engine, onChange: (theme: Settings['theme']) => void): void {
  let current = '';
  const apply = (): void => {
    const { theme, language } = engine.settings.get();
    if (current === `${theme} ${language}`) return;
    current = `${theme} ${language}`;
    nativeTheme.themeSource = theme;
    onChange(theme);
  };
  apply();
  engine.onEvent((name) => {
    if (name === 'settings.changed') apply();
  });
}

function buildMenu(home: string, theme: Settings['theme'], texts: Texts, dispatch: Dispatch): Menu {
  const actions = {
    addPhotos: () =>
      void pickFolders(currentWindow(), texts.chooseFolders, true).then((paths) => paths.length > 0 && showWindow(home, paths)),
    setTheme: (choice: Settings['theme']) => void dispatch('settings.set', { theme: choice }),
    showDataFolder: () => void shell.openPath(homePaths(home).home),
    showLog: () => void shell.openPath(homePaths(home).logs),
  };
  return Menu.buildFromTemplate(menuTemplate({ platform: process.platform, theme, texts, isDevelopment: !app.isPackaged, actions }));
}
