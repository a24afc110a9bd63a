/** What the command line answers itself: which host this is, and what only a window can do. */
import { readFileSync } from 'node:fs';
import { ImaLinkError } from '#contract/errors.ts';
import type { HostHandlers } from '#contract/procedures.ts';
import type { Engine } from '#core/services/engine.ts';
import { versions } from '#core/services/doctor.ts';

/** Version of the product, from package.json two folders up (src/cli and out/cli alike). */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

export function cliHostHandlers(home: string, catalog: Engine['catalog']): HostHandlers {
  const needsWindow = (): never => {
    throw new ImaLinkError('not-supported-here', 'Only the desktop app can do that.');
  };
  return {
    'system.info': () => ({
      version: packageVersion(),
      host: 'cli',
      platform: process.platform,
      home,
      read_only: false,
      versions: versions(),
      ...catalog(),
      can: { pick_folder: false, show_in_folder: false, drag_out: false },
    }),
    'system.pickFolder': needsWindow,
    'system.showInFolder': needsWindow,
    'system.showFolder': needsWindow,
    'system.startDrag': needsWindow,
    'system.localServer': needsWindow,
  };
}
