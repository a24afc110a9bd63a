/** The trash of macOS and Windows, which only their own shells know. On Linux the core's is better: it never copies. */
import { shell } from 'electron';
import type { Trash } from '#core/storage/trash.ts';

/** @returns the engine's option; none where the core has a trash of its own */
export function nativeTrash(platform: NodeJS.Platform): { readonly trash?: Trash } {
  if (platform !== 'darwin' && platform !== 'win32') return {};
  return {
    trash: {
      put: (path) =>
        shell.trashItem(path).then(
          () => null,
          (error: unknown) => `the system did not take it into its trash (${error instanceof Error ? error.message : String(error)})`,
        ),
    },
  };
}
