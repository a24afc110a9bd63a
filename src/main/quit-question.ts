/** Asks before the app quits while an import is running: closing a window does not look like stopping work. */
import { app, BrowserWindow, dialog } from 'electron';
import type { Events } from '#contract/events.ts';
import { isUnderWay } from '#contract/names.ts';
import type { Engine } from '#core/services/engine.ts';
import type { Texts } from './texts/texts.ts';

export interface QuitQuestion {
  /** Turns closing this window into quitting, where that is the same thing and would stop an import. */
  watch(window: BrowserWindow): void;
}

/** Every way out leads through before-quit, so it is asked there, once. */
export function askBeforeQuit(engine: Engine, platform: NodeJS.Platform, texts: () => Texts): QuitQuestion {
  const importing = new Set<string>();
  let mayQuit = false;
  engine.onEvent((name, payload) => {
    if (name !== 'job.changed') return;
    const { job } = payload as Events['job.changed'];
    if (job.kind === 'import' && isUnderWay(job)) importing.add(job.job_id);
    else importing.delete(job.job_id);
  });
  app.on('before-quit', (event) => {
    if (mayQuit || importing.size === 0) return;
    event.preventDefault();
    void ask(texts()).then((quit) => {
      mayQuit = quit;
      if (quit) app.quit();
    });
  });
  return {
    watch(window) {
      // On macOS the app lives on without windows, and the import with it.
      if (platform === 'darwin') return;
      window.on('close', (event) => {
        if (mayQuit || importing.size === 0) return;
        event.preventDefault();
        app.quit();
      });
    },
  };
}

async function ask(texts: Texts): Promise<boolean> {
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    message: texts.importRuns,
    detail: texts.importRunsDetail,
    buttons: [texts.quitAnyway, texts.keepImporting],
    defaultId: 1,
    cancelId: 1,
  };
  const window = BrowserWindow.getAllWindows()[0];
  const { response } = window == null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response === 0;
}
