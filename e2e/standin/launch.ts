/**
 * The test's side of the stand-in: forks the real main bundle, owns the page, and carries everything between the two.
 * Chromium does not know our private scheme, so `imalink://app/x` is shown as `http://app.imalink.localhost/x`, a
 * secure context as well, and translated back on the way in.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page, Route } from '@playwright/test';
import { bindingName, eventName, fileEventName, preloadScript } from './preload.ts';
import type { Answer, FetchAnswer, Question, ToLauncher, ToMain } from './wire.ts';

const toHttp = (url: string): string => url.replace(/^([a-z]+):\/\/([^/]+)/, 'http://$2.$1.localhost');
const fromHttp = (url: string): string => url.replace(/^http:\/\/([^/]+)\.([a-z]+)\.localhost/, '$2://$1');

/** The electron module as a test's function sees it; runs in the child. */
export type Evaluate = <R, A = void>(run: (electron: typeof import('electron'), arg: A) => R | Promise<R>, arg?: A) => Promise<R>;

export interface StandinApp {
  /** Addresses the page asked for that are not ours; every one was refused. */
  readonly blocked: readonly string[];
  /** Resolves with the exit code of the main process. */
  readonly exited: Promise<number | null>;
  readonly evaluate: Evaluate;
  log(): string;
  firstWindow(): Promise<Page>;
  /** Says where files lie that the test is about to drop, as the system would have told Electron. */
  announceFiles(
    page: Page,
    files: readonly { readonly name: string; readonly size: number; readonly lastModified: number; readonly path: string }[],
  ): Promise<void>;
  close(): Promise<number | null>;
  /** Ends the main process as a power cut would. */
  kill(): Promise<void>;
}

export interface StandinOptions {
  readonly browser: Browser;
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly contextOptions?: Parameters<Browser['newContext']>[0];
}

const closeTimeoutMs = 10_000;

/** Starts the app. Its folder is the checkout, or `IMALINK_APP_DIR` (an unpacked package). */
/** A message may meet a process that is just ending (EPIPE): its end is told by `exit`, and that is enough. */
const ifItLives = (): void => undefined;

export async function launchStandin({ browser, env, args = [], contextOptions = {} }: StandinOptions): Promise<StandinApp> {
  const context = await browser.newContext({ ...contextOptions, serviceWorkers: 'block' });
  const child = forkMain(env, args);
  const link = linkTo(child);
  const pages = createPages(context, link, contextOptions.viewport !== null);
  await context.route(
    () => true,
    (route) => answerRoute(route, pages, link),
  );
  let queue = Promise.resolve(); // messages are handled one after the other, in the order they came
  link.onMessage((message) => {
    queue = queue.then(() => pages.handle(message)).catch((thrown: unknown) => link.note(`${message.kind}: ${String(thrown)}`));
  });
  const evaluate: Evaluate = async (run, arg) => {
    const result = await link.ask({ kind: 'evaluate', source: run.toString(), arg });
    if (!result.ok) throw new Error(String(result.value));
    return result.value as never;
  };
  return {
    blocked: pages.blocked,
    exited: link.exited,
    evaluate,
    log: link.log,
    firstWindow: () => Promise.race([pages.first, link.exited.then((code): never => failStart(code, link.log()))]),
    announceFiles: (page, files) => announceFiles(page, fileEventName(pages.nonce), files),
    async kill() {
      child.kill('SIGKILL');
      await link.exited;
      await context.close();
    },
    async close() {
      void link.ask({ kind: 'evaluate', source: '({ app }) => { setImmediate(() => app.quit()); }', arg: null });
      const killer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs);
      const code = await link.exited;
      clearTimeout(killer);
      await context.close();
      return code;
    },
  };
}

function failStart(code: number | null, log: string): never {
  throw new Error(`The main process ended with ${code} before its first window.\n${log}`);
}

function forkMain(env: Readonly<Record<string, string>>, args: readonly string[]): ChildProcess {
  return fork('out/main/index.js', args, {
    execArgv: ['--import', fileURLToPath(new URL('./register.mjs', import.meta.url))],
    serialization: 'advanced',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    cwd: process.env['IMALINK_APP_DIR'] ?? process.cwd(),
  });
}

interface Link {
  ask(question: Question): Promise<Answer>;
  tell(message: ToMain): void;
  onMessage(listener: (message: ToLauncher) => void): void;
  readonly exited: Promise<number | null>;
  note(text: string): void;
  log(): string;
}

const gone: Answer = { ok: false, value: 'the main process has ended' };

function linkTo(child: ChildProcess): Link {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (log += data.toString()));
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      for (const answer of waiting.values()) answer(gone);
      waiting.clear();
      resolve(code);
    });
  });
  return {
    exited,
    log: () => log,
    note: (text) => (log += `[stand-in] ${text}\n`),
    tell: (message) => {
      if (child.connected) child.send(message, ifItLives);
    },
    ask: (question) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve(gone);
        asked += 1;
        waiting.set(asked, resolve);
        child.send({ ...question, n: asked } satisfies ToMain, (error) => error && resolve(gone));
      }),
    onMessage: (listener) =>
      child.on('message', (message: ToLauncher) => {
        if (message.kind !== 'answer') return listener(message);
        waiting.get(message.n)?.({ ok: message.ok, value: message.value });
        waiting.delete(message.n);
      }),
  };
}

interface Pages {
  readonly nonce: string;
  readonly blocked: string[];
  readonly first: Promise<Page>;
  idOf(page: Page): number | undefined;
  anyId(): number;
  /** True once for an address that the main process itself asked to load. */
  takeProgrammatic(url: string): boolean;
  handle(message: ToLauncher): Promise<void>;
}

function createPages(context: BrowserContext, link: Link, hasViewport: boolean): Pages {
  const nonce = randomBytes(8).toString('hex');
  const byId = new Map<number, Page>();
  const programmatic = new Set<string>();
  const { promise: first, resolve: firstLoaded } = Promise.withResolvers<Page>();
  let expected = 0;
  // A page nobody asked for is a popup; its first request was refused already (answerRoute).
  context.on('page', (page) => {
    if (expected > 0) expected -= 1;
    else void page.close().catch(() => undefined);
  });
  const openWindow = async ({ id, size, preload }: ToLauncher & { kind: 'window-open' }): Promise<void> => {
    expected += 1;
    const page = await context.newPage();
    byId.set(id, page);
    // Without a viewport of its own the page has the real window, and its real device pixel ratio.
    if (size && hasViewport) await page.setViewportSize({ width: size.width, height: size.height });
    await page.exposeBinding(bindingName, ({ frame }, message: { url: string; channel: string; args: unknown[] }) =>
      link.ask({ ...message, kind: 'invoke', window: id, url: fromHttp(message.url), isTopFrame: frame === page.mainFrame() }),
    );
    if (preload != null) await page.addInitScript(preloadScript(readFileSync(preload, 'utf8'), nonce));
    page.on('load', () => link.tell({ kind: 'window-event', window: id, name: 'loaded' }));
    page.on('close', () => link.tell({ kind: 'window-event', window: id, name: 'closed' }));
  };
  return {
    nonce,
    blocked: [],
    first,
    idOf: (page) => [...byId].find(([, each]) => each === page)?.[0],
    anyId: () => [...byId.keys()][0] ?? 0,
    takeProgrammatic: (url) => programmatic.delete(url),
    async handle(message) {
      if (message.kind === 'answer') return;
      if (message.kind === 'window-open') return openWindow(message);
      const page = byId.get(message.id);
      if (page == null) return;
      if (message.kind === 'window-load') {
        programmatic.add(toHttp(message.url));
        page.goto(toHttp(message.url)).then(
          () => firstLoaded(page),
          (thrown: unknown) => link.note(`loadURL ${message.url}: ${String(thrown)}`),
        );
      } else if (message.kind === 'window-send') {
        const send = ([name, detail]: readonly [string, unknown]): unknown => document.dispatchEvent(new CustomEvent(name, { detail }));
        await page.evaluate(send, [eventName(nonce), [message.channel, message.args]] as const).catch(() => undefined);
      } else {
        byId.delete(message.id);
        await page.close();
      }
    },
  };
}

/** Every request of the page comes through here: navigations ask the app first, foreign hosts are refused. */
async function answerRoute(route: Route, pages: Pages, link: Link): Promise<void> {
  const request = route.request();
  const url = request.url();
  if (request.isNavigationRequest()) {
    const page = pageOf(route);
    const window = page == null ? undefined : pages.idOf(page);
    if (page == null || window === undefined) {
      await link.ask({ kind: 'window-open-request', window: pages.anyId(), url: fromHttp(url) });
      return route.abort('blockedbyclient');
    }
    const isTop = request.frame() === page.mainFrame();
    if (isTop && !pages.takeProgrammatic(url) && (await link.ask({ kind: 'will-navigate', window, url: fromHttp(url) })).value === true) {
      return route.abort('aborted');
    }
  }
  if (!/^http:\/\/[^/]+\.localhost\//.test(url)) {
    pages.blocked.push(url);
    return route.abort('blockedbyclient');
  }
  const headers = await request.allHeaders();
  const result = await link.ask({ kind: 'fetch', method: request.method(), url: fromHttp(url), headers, body: request.postDataBuffer() });
  if (!result.ok) return route.abort('failed');
  const { status, headers: answerHeaders, body } = result.value as FetchAnswer;
  return route.fulfill({ status, headers: answerHeaders, body: Buffer.from(body) });
}

/** The page a request belongs to; null for a popup that has none yet. */
function pageOf(route: Route): Page | null {
  try {
    return route.request().frame().page();
  } catch {
    return null;
  }
}

type AnnouncedFiles = readonly { readonly name: string; readonly size: number; readonly lastModified: number; readonly path: string }[];

async function announceFiles(page: Page, name: string, files: AnnouncedFiles): Promise<void> {
  await page.evaluate(
    ([event, entries]) => {
      const detail = entries.map(({ path, ...file }) => [file, path]);
      document.dispatchEvent(new CustomEvent(event, { detail }));
    },
    [name, files] as const,
  );
}
