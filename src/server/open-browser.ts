/** Opens an address in the person's own browser, where there is one. */
import { spawn } from 'node:child_process';

/** True when a browser window could be seen by somebody. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/** Starts the browser and forgets it. A machine without one is no error: the address is printed as well. */
export function openBrowser(url: string): void {
  if (!hasDisplay(process.env, process.platform)) return;
  const [command, args] = commandFor(url, process.platform);
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** `url` is ours and holds only URL characters, so no shell and no quoting is involved anywhere. */
function commandFor(url: string, platform: NodeJS.Platform): [string, string[]] {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
