/** Everything below /api/v1 that is not a picture: procedures, the browser session, the description. */
import { Hono } from 'hono';
import type { Dispatch } from '#contract/dispatch.ts';
import type { Credentials } from './credentials.ts';
import { openApiDocument } from './openapi.ts';
import { procedureRoutes } from './procedure-routes.ts';

export interface ApiOptions {
  readonly dispatch: Dispatch;
  readonly credentials: Credentials;
  readonly version: string;
  /** Known only once the server listens. */
  readonly port: () => number;
}

export function createApiApp({ dispatch, credentials, version, port }: ApiOptions): Hono {
  const app = new Hono();
  app.get('/openapi.json', (c) => c.json(openApiDocument({ version, serverUrl: `http://127.0.0.1:${port()}` })));
  app.post('/browser-session', () => new Response(null, { status: 204, headers: { 'set-cookie': credentials.sessionCookie(port()) } }));
  app.route('/', procedureRoutes(dispatch));
  return app;
}
