/** The app's one window. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { startPage } from './page-origin.ts';
import { fitWindowState, loadWindowState, minimumSize, saveWindowState } from './window-state.ts';

/** Page backgrounds of the two themes (`--canvas` of the renderer's tokens), so that nothing flashes before the first paint. */
const background = { dark: '#151517', light: '#f4f4f6' } as const;

/** A page that crashes again within this time is left to the person. */
const crashLoopMs = 10_000;

/**
 * Opens the window where it was last.
 * @param stateFile where its place is kept
 */
export function openMainWindow(stateFile: string): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const state = fitWindowState(
    loadWindowState(stateFile),
    [primary, ...others].map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'ImaLink',
    // Windows and macOS take the icon of the program; a Linux desktop asks the window.
    ...(process.platform === 'linux' ? { icon: join(import.meta.dirname, '../../resources/icons/256x256.png') } : {}),
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  if (state.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepState(window, stateFile);
  reloadAfterCrash(window);
  void window.loadURL(startPage);
  return window;
}

/** The bounds of the plain window are kept apart from being maximized: un-maximizing after a restart has to lead back. */
function keepState(window: BrowserWindow, stateFile: string): void {
  window.on('close', () => saveWindowState(stateFile, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }));
}

/** The work goes on in this process when the page dies; a fresh page picks it up. */
function reloadAfterCrash(window: BrowserWindow): void {
  let lastCrashMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || performance.now() - lastCrashMs < crashLoopMs) return;
    lastCrashMs = performance.now();
    window.webContents.reload();
  });
}

/** Brings the window to the front, wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
