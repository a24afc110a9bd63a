/** The app in each of its hosts, with a home folder of its own for every test. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { answersOverHttp, answersOverIpc, type Answers } from './answers.ts';
import { launchStandin, type Evaluate } from './standin/launch.ts';

/** `standin`: the real desktop main and preload, Electron replaced. `browser`: imalink serve. `electron`: the binary. */
export type HostKind = 'standin' | 'browser' | 'electron';

export interface DroppedFile {
  readonly name: string;
  readonly path: string;
}

export interface RunningApp {
  readonly host: HostKind;
  readonly page: Page;
  readonly home: string;
  /** Runs a function in the main process; only where there is one. */
  readonly evaluate: Evaluate;
  /** Foreign addresses the page asked for (stand-in only). */
  readonly blocked: readonly string[];
  /** Answers that come late, or not. */
  readonly answers: Answers;
  /** Drops files on an element as a file manager would. In the browser they are those of the disk: the page gets them without paths. */
  drop(selector: string, files: readonly DroppedFile[]): Promise<void>;
  /** Quits as a person would. @returns the exit code */
  close(): Promise<number | null>;
  /** Ends it at once, as a power cut would (not Electron itself). */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** Paths on the command line (desktop hosts), and options such as `--lang=nb` (every host). */
  readonly args?: readonly string[];
}

interface Fixtures {
  /** Starts the app; every start of one test shares its home, so a second one after close() is a restart. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
  readonly app: RunningApp;
  readonly home: string;
  /** Whether changes on disk are followed as they happen; most stories say themselves when to look. */
  readonly watches: boolean;
}

interface Opened extends RunningApp {
  log(): string;
}

/** The path of Electron's binary; null where it was never downloaded. Asking the package itself would download it. */
export function electronBinary(): string | null {
  const dist =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'dist');
  const names: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const path = join(dist, names[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

export const test = base.extend<Fixtures, { host: HostKind }>({
  host: ['standin', { option: true, scope: 'worker' }],
  watches: [false, { option: true }],
  home: async ({ watches }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'imalink-e2e-'));
    // The stories are told in English, whatever the machine speaks.
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ watch: watches, language: 'en' }));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  launch: async ({ host, home, browser, viewport, colorScheme, reducedMotion, locale, timezoneId }, use, info) => {
    const opened: Opened[] = [];
    const contextOptions = { viewport, colorScheme, reducedMotion, locale, timezoneId } as BrowserContextOptions;
    await use(async ({ args = [] } = {}) => {
      const start = { standin: openStandin, browser: openServer, electron: openElectron }[host];
      const app = await start({ browser, home, args, contextOptions });
      opened.push(app);
      return app;
    });
    for (const app of opened) {
      await app.close();
      if (app.log() !== '') await info.attach('output of the app', { body: app.log() });
    }
  },
  app: async ({ launch }, use) => {
    await use(await launch());
  },
});
export { expect } from '@playwright/test';

interface StartOptions {
  readonly browser: Browser;
  readonly home: string;
  readonly args: readonly string[];
  readonly contextOptions: BrowserContextOptions;
}

/**
 * Results are checked against the contract in every test: a handler that breaks it fails where it is called. Every job
 * counts as long: what tells the person of long ones is told of all.
 */
const environment = (home: string): Record<string, string> => ({ IMALINK_HOME: home, IMALINK_CHECK_OUTPUT: '1', IMALINK_LONG_JOB_MS: '0' });

async function openStandin({ browser, home, args, contextOptions }: StartOptions): Promise<Opened> {
  const app = await launchStandin({ browser, env: environment(home), args, contextOptions });
  const page = await app.firstWindow();
  const drop: RunningApp['drop'] = async (selector, files) => {
    await app.announceFiles(page, files.map(asPageFile));
    await dropOn(page, selector, files);
  };
  return {
    host: 'standin',
    page,
    home,
    evaluate: app.evaluate,
    blocked: app.blocked,
    answers: answersOverIpc(app.evaluate),
    drop,
    close: app.close,
    kill: app.kill,
    log: app.log,
  };
}

async function openElectron({ home, args }: StartOptions): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: electronBinary() ?? '',
    args: ['.', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
    env: { ...(process.env as Record<string, string>), ...environment(home) },
  });
  const page = await app.firstWindow();
  const close = async (): Promise<number | null> => {
    await app.close();
    return app.process().exitCode;
  };
  const evaluate: Evaluate = (run, arg) => app.evaluate(run as never, arg as never);
  return {
    host: 'electron',
    page,
    home,
    evaluate,
    blocked: [],
    answers: answersOverIpc(evaluate),
    drop: (selector, files) => dropOn(page, selector, files),
    close,
    kill: () => Promise.reject(new Error('Electron is not killed in these stories.')),
    log: () => '',
  };
}

async function openServer({ browser, home, args, contextOptions }: StartOptions): Promise<Opened> {
  // What is dropped is looked for below the person's home.
  const env = { ...process.env, ...environment(home), HOME: home };
  const options = args.filter((arg) => arg.startsWith('--'));
  const child = spawn(process.execPath, ['out/cli/imalink.js', 'serve', '--port', '0', ...options], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        log += data.toString();
        const address = /http:\/\/\S+#token=[\w-]+/.exec(log)?.[0];
        if (address != null) resolve(address);
      });
    }
    void exited.then((code) => reject(new Error(`imalink serve ended with ${code}.\n${log}`)));
  });
  const context = await browser.newContext(contextOptions);
  const page = await context.newPage();
  await page.goto(url);
  const close = async (): Promise<number | null> => {
    await context.close();
    child.kill('SIGTERM');
    return exited;
  };
  const evaluate: Evaluate = () => Promise.reject(new Error('The browser host has no Electron to look into.'));
  return {
    host: 'browser',
    page,
    home,
    evaluate,
    blocked: [],
    answers: answersOverHttp(page),
    drop: (selector, files) => dropFromDisk(page, selector, files),
    close,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
      await context.close();
    },
    log: () => log,
  };
}

/** As the system drops them, through the browser itself: real files and folders, of which the page learns no paths. */
async function dropFromDisk(page: Page, selector: string, files: readonly DroppedFile[]): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  const point = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  const data = { items: [], files: files.map(({ path }) => path), dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...point, data });
  await session.detach();
}

/** What the page sees of a dropped file: these three make it known again, on the other side of the bridge. */
const asPageFile = ({ name, path }: DroppedFile) => ({ name, path, size: Buffer.byteLength(name), lastModified: 0 });

async function dropOn(page: Page, selector: string, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (names) => {
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File([name], name, { lastModified: 0 }));
      return data;
    },
    files.map((file) => file.name),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(selector, type, { dataTransfer: transfer });
  await transfer.dispose();
}
