/** What the page may not do, whatever runs in it. */
import { app, session, shell } from 'electron';
import { isOurPage, isOutsideLink } from './page-origin.ts';

/** Every window, present and future: no navigation away, no new windows, no embedded pages. Call before ready. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOurPage(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOurPage(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isOutsideLink(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

/**
 * Electron grants every permission by default. The page asks for one thing of its own, the clipboard (Copy path);
 * camera, location, notifications and the rest stay shut. Call after ready.
 */
export function denyPermissions(): void {
  const allowed = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed(permission));
}
