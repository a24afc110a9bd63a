/**
 * What both hosts show a page: the renderer's files and the photo media, as one fetch handler. Electron gives it
 * to its private scheme, the HTTP server mounts it behind its guards; headers and cache rules are the same on both.
 */
import { Hono } from 'hono';
import type { MediaFiles } from '#core/services/engine.ts';
import { errorResponse, thrownResponse } from './error-response.ts';
import { mediaRoutes } from './media-routes.ts';
import { secureHeaders } from './security-headers.ts';
import { staticFile } from './static-files.ts';

export interface WebAppOptions {
  readonly rendererDir: string;
  readonly media: MediaFiles;
  /** Told of everything thrown that is not an ImaLinkError; the answer is 500 all the same. */
  readonly onBug: (where: string, thrown: unknown) => void;
}

export function createWebApp(options: WebAppOptions): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    secureHeaders(c.res.headers);
  });
  app.onError((thrown, c) => {
    if (thrown.name !== 'ImaLinkError') options.onBug(`${c.req.method} ${c.req.path}`, thrown);
    return thrownResponse(thrown);
  });
  app.route('/api/v1', mediaRoutes(options.media));
  app.all('/api/*', () => errorResponse('not-found', 'There is no such address.'));
  app.get('*', (c) => staticFile(c.req.raw, options.rendererDir, new URL(c.req.url).pathname));
  app.notFound(() => errorResponse('method-not-allowed', 'This address can only be read.'));
  return app;
}
