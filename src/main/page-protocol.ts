/** Serves `imalink://app/…`: the renderer's files and the photo media, from the same web app as the HTTP server. */
import { protocol } from 'electron';
import { createWebApp, type WebAppOptions } from '#server/web-app.ts';
import { isOurPage, pageScheme } from './page-origin.ts';

/** Must run once, before the app is ready. `standard` and `secure` make 'self' work in the policy, `stream` ranges. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/** Starts serving; after ready. */
export function servePages(options: WebAppOptions): void {
  const web = createWebApp(options);
  protocol.handle(pageScheme, (request) => (isOurPage(request.url) ? web.fetch(request) : new Response(null, { status: 403 })));
}
