/**
 * Electron's entry. It decides which process this is (the app, or a second start that hands over its paths), then
 * leaves the rest to desktop.ts. Order matters: scheme and paths before ready, the engine's close before the end.
 */
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import { errorTable, ImaLinkError } from '#contract/errors.ts';
import { defaultHome, homePaths } from '#core/home.ts';
import { createLogger, setLogSink } from '#core/log.ts';
import { startDesktop, type Desktop } from './desktop.ts';
import { handedOverPaths, ownArguments, parseLaunchArguments } from './launch-arguments.ts';
import { openLogFile } from './log-file.ts';
import { registerPageScheme } from './page-protocol.ts';
import { textsOf } from './texts/texts.ts';
import { guardAllContents } from './page-security.ts';

/** Longer than any file takes to finish copying; past it a hung disk must not keep a process without a window alive. */
const closeTimeoutMs = 30_000;

const log = createLogger('desktop');
const launch = parseLaunchArguments(ownArguments(process.argv, app.isPackaged), process.cwd());
const home = launch.home ?? defaultHome(process.env, process.platform);

registerPageScheme();
guardAllContents();
// Chromium's own files stay with the home they belong to, and so does the lock: one app per home, not per person.
app.setPath('userData', join(home, 'desktop'));
setLogSink(openLogFile(homePaths(home).logs, process.env['IMALINK_DEBUG']?.split(',') ?? []));

if (app.requestSingleInstanceLock({ paths: launch.paths })) run();
else app.quit();

function run(): void {
  const early: string[] = [...launch.paths];
  let desktop: Desktop | null = null;
  const open = (paths: readonly string[]): void => {
    if (desktop) desktop.open(paths);
    else early.push(...paths);
  };
  app.on('second-instance', (_event, _argv, _cwd, data) => open(handedOverPaths(data)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open(handedOverPaths({ paths: [path] }));
  });
  app.on('activate', () => open([]));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeBeforeTheEnd(() => desktop);
  process.on('uncaughtException', (thrown) => void fail(thrown));
  void app
    .whenReady()
    .then(() => startDesktop(home, launch.language))
    .then((started) => {
      desktop = started;
      started.open(early.splice(0));
    })
    .catch((thrown: unknown) => fail(thrown));
}

/** Holds the end back once, until the engine has closed its catalog and its workers. */
function closeBeforeTheEnd(desktop: () => Desktop | null): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    const open = desktop();
    if (isClosed || open == null) return;
    event.preventDefault();
    isClosed = true;
    setTimeout(() => app.exit(1), closeTimeoutMs).unref();
    open
      .close()
      .catch((thrown: unknown) => log.error('closing failed', { error: String(thrown) }))
      .finally(() => app.quit());
  });
}

/** Says why the app cannot go on, offers the log, and ends it with the exit code of the failure. */
async function fail(thrown: unknown): Promise<void> {
  log.error('the app cannot go on', { error: thrown instanceof Error ? thrown.stack : String(thrown) });
  const texts = textsOf(launch.language ?? 'system', app.getLocale());
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  // Before ready there is only the box that needs no window system of its own.
  if (!app.isReady()) dialog.showErrorBox(texts.cannotGoOn, reason);
  else {
    const buttons = [texts.quitAnyway, texts.logButton];
    const { response } = await dialog.showMessageBox({ type: 'error', message: texts.cannotGoOn, detail: reason, buttons, cancelId: 0 });
    if (buttons[response] === texts.logButton) await shell.openPath(homePaths(home).logs);
  }
  app.exit(thrown instanceof ImaLinkError ? errorTable[thrown.code].exitCode : 1);
}
