/** The local HTTP server: guard first, then pages, pictures, procedures and events. It listens on 127.0.0.1 only. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createDispatcher } from '#contract/dispatch.ts';
import type { EventName } from '#contract/events.ts';
import type { Handlers } from '#contract/procedures.ts';
import type { MediaFiles } from '#core/services/engine.ts';
import { createApiApp } from './api-app.ts';
import type { Credentials } from './credentials.ts';
import { createEventLog } from './event-log.ts';
import { createEventSockets } from './event-sockets.ts';
import { errorResponse, thrownResponse } from './error-response.ts';
import { writeRefusal, refuseUpgrade } from './raw-response.ts';
import { eventsPath, guardRequest } from './request-guard.ts';
import { secureHeaders } from './security-headers.ts';
import { createWebApp } from './web-app.ts';

export interface HttpServerOptions {
  readonly handlers: Handlers;
  readonly media: MediaFiles;
  readonly onEvent: (listener: (name: EventName, payload: unknown) => void) => () => void;
  readonly credentials: Credentials;
  readonly rendererDir: string;
  readonly version: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly checkOutput: boolean;
  readonly onBug: (where: string, thrown: unknown) => void;
}

export interface HttpServer {
  readonly port: number;
  /** With the token in its fragment, which no browser sends anywhere. */
  readonly url: string;
  close(): Promise<void>;
}

/** Events kept for pages that come back: some minutes of a busy import, at ten a second. */
const eventCapacity = 1000;

/** Starts the server. @throws when the port is taken */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const log = createEventLog({ capacity: eventCapacity, startMs: Date.now() });
  const sockets = createEventSockets(log);
  const server = createServer(limits);
  server.maxConnections = 64; // more than any browser opens; a flood of slow ones cannot take the process's descriptors
  const port = (): number => (server.address() as AddressInfo).port;
  const guard = (request: IncomingMessage): Response | null =>
    guardRequest(rawOf(request), { port: port(), credentials: options.credentials });
  const listener = getRequestListener(createHttpApp(options, port).fetch, { overrideGlobalObjects: false });

  server.on('request', (request, response) => {
    const refusal = guard(request);
    if (refusal) void writeRefusal(request, response, refusal);
    else void listener(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = guard(request) ?? guardUpgrade(request);
    if (refusal) void refuseUpgrade(socket, refusal);
    else sockets.accept(request, socket, head);
  });
  server.on('clientError', (_error, socket) => void refuseUpgrade(socket, errorResponse('bad-url', 'The request is not valid HTTP.')));
  await listen(server, options.port);
  const unsubscribe = options.onEvent((name, payload) => sockets.send(log.append(name, payload)));
  return {
    port: port(),
    url: `http://127.0.0.1:${port()}/#token=${options.credentials.token}`,
    async close() {
      unsubscribe();
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * A client has 5 s for its headers and 10 s for its request: slow ones cannot hold all the places. `requireHostHeader`
 * is off because the guard answers a missing Host itself, in our form; `insecureHTTPParser` stays off.
 */
const limits = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
  requireHostHeader: false,
} as const;

function createHttpApp(options: HttpServerOptions, port: () => number): Hono {
  const dispatch = createDispatcher(options.handlers, { checkOutput: options.checkOutput, onBug: options.onBug });
  const app = new Hono({ strict: false }); // /file-storage and /file-storage/ are one address
  app.use(async (c, next) => {
    await next();
    secureHeaders(c.res.headers);
  });
  app.onError((thrown, c) => {
    options.onBug(`${c.req.method} ${c.req.path}`, thrown);
    return thrownResponse(thrown);
  });
  app.route('/api/v1', createApiApp({ dispatch, credentials: options.credentials, version: options.version, port }));
  app.route('/', createWebApp({ rendererDir: options.rendererDir, media: options.media, onBug: options.onBug }));
  app.notFound(() => errorResponse('method-not-allowed', 'This address can only be read.'));
  return app;
}

const rawOf = (request: IncomingMessage) => ({
  method: request.method ?? '',
  url: request.url ?? '',
  httpVersion: request.httpVersion,
  rawHeaders: request.rawHeaders,
});

function guardUpgrade(request: IncomingMessage): Response | null {
  const isEvents = request.method === 'GET' && (request.url ?? '').split('?', 1)[0] === eventsPath;
  return isEvents ? null : errorResponse('not-found', 'There is no such stream.');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
