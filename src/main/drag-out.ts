/** Photos that are dragged out of the window: the system takes over, with the files of the catalog. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { nativeImage, type BrowserWindow, type NativeImage } from 'electron';
import { ImaLinkError } from '#contract/errors.ts';
import type { Handlers } from '#contract/procedures.ts';
import type { MediaFiles } from '#core/services/engine.ts';

/** Height of the picture under the pointer, CSS pixels. */
const iconHeightPx = 96;

/**
 * Begins the native drag of one window. The page names photos, never paths: only files of the catalog can leave.
 * @throws ImaLinkError when a photo is not known, its drive is away, or its file cannot be read; then nothing is dragged
 */
export async function startDrag(
  media: MediaFiles,
  window: BrowserWindow | null,
  hothashes: readonly string[],
): Promise<{ readonly files: number }> {
  if (window == null) throw new ImaLinkError('not-supported-here', 'There is no window to drag from.');
  const files = await Promise.all(hothashes.map((hothash) => readableFile(media, hothash)));
  const icon = await dragIcon(media, hothashes[0] ?? '');
  window.webContents.startDrag({ file: files[0] ?? '', files, icon });
  return { files: files.length };
}

async function readableFile(media: MediaFiles, hothash: string): Promise<string> {
  const original = await media.originalPath(hothash);
  if (original == null)
    throw new ImaLinkError('photo-not-found', 'The file of a photo is away: its drive is not connected, or it is missing.');
  await access(original.path, constants.R_OK).catch(() => {
    throw new ImaLinkError('path-not-readable', undefined, { details: { path: original.path } });
  });
  return original.path;
}

/** Electron refuses a drag without a picture: the hotpreview, else the app's own. */
async function dragIcon(media: MediaFiles, hothash: string): Promise<NativeImage> {
  const path = await media.hotpreviewPath(hothash);
  const picture = path == null ? null : nativeImage.createFromPath(path);
  return picture == null || picture.isEmpty()
    ? nativeImage.createFromPath(join(import.meta.dirname, '../../resources/icons/64x64.png'))
    : picture.resize({ height: iconHeightPx });
}

/** The same without a window of one's own, for programs that come over the local server. */
export function withoutDrag(handlers: Handlers): Handlers {
  return {
    ...handlers,
    'system.info': async (input) => {
      const info = await handlers['system.info'](input);
      return { ...info, can: { ...info.can, drag_out: false } };
    },
    'system.startDrag': () => {
      throw new ImaLinkError('not-supported-here', 'Photos are dragged out of the window of the desktop app only.');
    },
  };
}
