/** Where one installation keeps its catalog, settings, caches and logs. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface HomePaths {
  readonly home: string;
  readonly catalog: string;
  /** What was in the catalog, and how it was left. */
  readonly catalogNote: string;
  readonly backups: string;
  /** Indexes of sessions as they were last written or read here: the base when somebody else's are merged. */
  readonly bases: string;
  readonly settings: string;
  readonly cache: string;
  readonly logs: string;
  readonly lock: string;
}

/**
 * `IMALINK_HOME`, else the platform's data folder: $XDG_DATA_HOME/imalink (~/.local/share/imalink),
 * %APPDATA%/imalink, ~/Library/Application Support/imalink.
 */
export function defaultHome(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (env['IMALINK_HOME']) return resolve(env['IMALINK_HOME']);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'imalink');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'imalink');
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share'), 'imalink');
}

export function homePaths(home: string): HomePaths {
  return {
    home,
    catalog: join(home, 'catalog.sqlite'),
    catalogNote: join(home, 'catalog.json'),
    backups: join(home, 'backups'),
    bases: join(home, 'bases'),
    settings: join(home, 'settings.json'),
    cache: join(home, 'cache'),
    logs: join(home, 'logs'),
    lock: join(home, 'catalog.lock'),
  };
}
