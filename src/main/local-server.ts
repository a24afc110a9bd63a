/** The local server beside the window: off until the person turns it on in the settings, and gone with the app. */
import type { Handlers } from '#contract/procedures.ts';
import type { LocalServer } from '#contract/system.ts';
import type { Engine } from '#core/services/engine.ts';
import { openCredentials } from '#server/credentials.ts';
import { startHttpServer, type HttpServer } from '#server/http-server.ts';
import { builtRendererDir } from '#server/static-files.ts';
import { packageVersion } from '#server/system-info.ts';

export interface LocalServerOptions {
  readonly engine: Engine;
  readonly handlers: Handlers;
  readonly home: string;
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface FollowedServer {
  /** How it stands, once what the settings last asked for is done. */
  status(): Promise<LocalServer>;
  close(): Promise<void>;
}

/** Starts and stops the server as the settings say, one wish after the other. */
export function followLocalServer({ engine, handlers, home, onBug }: LocalServerOptions): FollowedServer {
  let server: HttpServer | null = null;
  let failure: string | null = null;
  let asked = '';
  let turn: Promise<void> = Promise.resolve();

  const start = async (port: number): Promise<void> => {
    server = await startHttpServer({
      handlers,
      media: engine.mediaFiles,
      onEvent: (listener) => engine.onEvent(listener),
      credentials: await openCredentials(home),
      rendererDir: builtRendererDir(),
      version: packageVersion(),
      port,
      checkOutput: false,
      onBug,
    });
  };
  const stop = async (): Promise<void> => {
    await server?.close();
    server = null;
  };
  const apply = (): void => {
    const { local_server: isOn, local_server_port: port } = engine.settings.get();
    const wish = isOn ? String(port) : 'off';
    if (wish === asked) return;
    asked = wish;
    turn = turn.then(stop).then(async () => {
      failure = null;
      if (!isOn) return;
      // A port that is taken is the person's to change, not ours to replace: programs were told this one.
      await start(port).catch((thrown: unknown) => (failure = thrown instanceof Error ? thrown.message : String(thrown)));
    });
  };

  apply();
  const unsubscribe = engine.onEvent((name) => {
    if (name === 'settings.changed') apply();
  });
  return {
    async status() {
      await turn;
      return { state: failure == null ? (server == null ? 'off' : 'on') : 'failed', url: server?.url ?? null, message: failure };
    },
    async close() {
      unsubscribe();
      await turn;
      await stop();
    },
  };
}
