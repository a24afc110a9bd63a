/** The host's own procedures when the page runs in a browser: it has no window, no native dialog, no file manager. */
import { ImaLinkError } from '#contract/errors.ts';
import type { HostHandlers } from '#contract/procedures.ts';
import type { Engine } from '#core/services/engine.ts';
import { systemInfo } from './system-info.ts';

export function browserHostHandlers(options: {
  readonly home: string;
  readonly readOnly: boolean;
  readonly catalog: Engine['catalog'];
}): HostHandlers {
  const refuse = (what: string) => (): never => {
    throw new ImaLinkError('not-supported-here', `${what} needs the desktop app.`);
  };
  return {
    'system.info': () =>
      systemInfo({
        host: 'browser',
        home: options.home,
        read_only: options.readOnly,
        ...options.catalog(),
        can: { pick_folder: false, show_in_folder: false, drag_out: false },
      }),
    'system.pickFolder': refuse('A native folder dialog'),
    'system.showInFolder': refuse('Showing a file in the file manager'),
    'system.showFolder': refuse('Showing a folder in the file manager'),
    'system.startDrag': refuse('Dragging photos to other programs'),
    'system.localServer': refuse('Turning the local server on and off'),
  };
}
