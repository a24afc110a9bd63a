/** `imalink serve`: the whole app in a browser, until it is interrupted. */
import type { Language } from '#domain/language.ts';
import { openEngine } from '#core/services/engine.ts';
import { browserHostHandlers } from './browser-host.ts';
import { openCredentials } from './credentials.ts';
import { startHttpServer } from './http-server.ts';
import { openBrowser } from './open-browser.ts';
import { builtRendererDir } from './static-files.ts';
import { packageVersion } from './system-info.ts';

export interface ServeOptions {
  readonly home: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Open the address in the default browser, when there is a display. */
  readonly open: boolean;
  readonly readOnly: boolean;
  /** The language of the page, kept as if it had been chosen in the settings; null leaves it. */
  readonly language: Language | null;
}

/**
 * Serves until it is told to stop (SIGINT, SIGTERM, SIGHUP), then closes everything in order.
 * @returns the exit code
 * @throws ImaLinkError `home-locked` and whatever else opening the catalog can fail with
 */
export async function serveCommand(options: ServeOptions): Promise<number> {
  const stopped = stopSignal();
  const engine = await openEngine({ home: options.home, readOnly: options.readOnly, catalogInThread: true });
  try {
    if (options.language != null) await engine.handlers['settings.set']({ language: options.language });
    const server = await startHttpServer({
      handlers: { ...engine.handlers, ...browserHostHandlers({ ...options, catalog: engine.catalog }) },
      media: engine.mediaFiles,
      onEvent: (listener) => engine.onEvent(listener),
      credentials: await openCredentials(options.home),
      rendererDir: builtRendererDir(),
      version: packageVersion(),
      port: options.port,
      checkOutput: process.env['IMALINK_CHECK_OUTPUT'] === '1',
      onBug: (where, thrown) => console.error(`imalink: ${where}:`, thrown),
    });
    void engine.watch.start();
    engine.cards.start();
    console.log(`ImaLink is at ${server.url}`);
    if (options.open) openBrowser(server.url);
    await stopped;
    await server.close();
  } finally {
    await engine.close();
  }
  return 0;
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl+C reaches a whole group of processes, and a parent may pass it on besides: that is still one wish to stop. */
const insistAfterMs = 1_000;

/** Resolves at the first signal; one that comes later ends the process at once, should closing hang. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let firstMs: number | null = null;
    const onSignal = (): void => {
      if (firstMs != null && performance.now() - firstMs > insistAfterMs) process.exit(1);
      firstMs ??= performance.now();
      resolve();
    };
    for (const signal of stopSignals) process.on(signal, onSignal);
  });
}
