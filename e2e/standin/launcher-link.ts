/** The child's end of the wire to the test process. */
import type { ToLauncher } from './wire.ts';

/** Sends a message; after the test process is gone there is nobody to tell. */
export function tellLauncher(message: ToLauncher): void {
  if (process.connected) process.send?.(message);
}
