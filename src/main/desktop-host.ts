/** The procedures only the desktop can answer: dialogs and the file manager. */
import { dialog, shell, type BrowserWindow } from 'electron';
import { ImaLinkError } from '#contract/errors.ts';
import type { LocalServer } from '#contract/system.ts';
import type { HostHandlers } from '#contract/procedures.ts';
import type { Engine, MediaFiles } from '#core/services/engine.ts';
import { systemInfo } from '#server/system-info.ts';
import { startDrag } from './drag-out.ts';
import type { Texts } from './texts/texts.ts';

export interface DesktopHostOptions {
  readonly home: string;
  readonly media: MediaFiles;
  readonly catalog: Engine['catalog'];
  readonly localServer: () => Promise<LocalServer>;
  readonly texts: () => Texts;
  /** The window dialogs belong to; null when all are closed (macOS). */
  readonly window: () => BrowserWindow | null;
}

export function desktopHostHandlers({ home, media, catalog, localServer, texts, window }: DesktopHostOptions): HostHandlers {
  return {
    'system.info': () =>
      systemInfo({
        host: 'desktop',
        home,
        read_only: false,
        ...catalog(),
        can: { pick_folder: true, show_in_folder: true, drag_out: true },
      }),
    'system.pickFolder': async ({ title }) => ({ path: (await pickFolders(window(), title ?? texts().chooseFolder))[0] ?? null }),
    // The page names a photo, never a path: only files of the catalog can be shown.
    'system.showInFolder': async ({ hothash }) => {
      const original = await media.originalPath(hothash);
      if (original == null) throw new ImaLinkError('photo-not-found');
      shell.showItemInFolder(original.path);
      return {};
    },
    // Shown in the folder above it, never opened: what opening does is decided by its name (`*.app` would be started).
    'system.showFolder': async ({ storage, path }) => {
      shell.showItemInFolder(await media.folderPath(storage, path));
      return {};
    },
    'system.startDrag': ({ hothashes }) => startDrag(media, window(), hothashes),
    'system.localServer': localServer,
  };
}

/** The native folder dialog. @returns the chosen folders, none when it was cancelled */
export async function pickFolders(window: BrowserWindow | null, title: string, many = false): Promise<string[]> {
  const options: Electron.OpenDialogOptions = {
    title,
    properties: ['openDirectory', 'createDirectory', ...(many ? (['multiSelections'] as const) : [])],
  };
  const { canceled, filePaths } = window == null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}
