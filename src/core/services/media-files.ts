/** Where the pictures of a photo lie on disk, for hosts that serve them: hotpreview, larger renditions, the original. */
import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { hotpreviewPath } from '#core/storage/storage-paths.ts';
import { perEngine, type Context } from './context.ts';
import { previewPicture } from './import/preview-pictures.ts';
import { findFolder } from './folder-path.ts';
import { reachableFile, untrackedFile } from './online-storages.ts';
import type { RenditionCache, RenditionKind } from './rendition-cache.ts';
import { pathsOf } from './storage-rows.ts';

/** Long edges of what is made on demand: docs/format/storage-v2.md#words. */
const longEdgePx: Readonly<Record<RenditionKind, number | null>> = { hot: 200, cold: 2048, full: null };

export interface MediaFiles {
  /** Null when there is none. */
  hotpreviewPath(hothash: string): Promise<string | null>;
  /** Made on demand and cached in the home: JPEG, long edge 2048, orientation applied. */
  coldpreviewPath(hothash: string): Promise<string | null>;
  /** The same in full size. */
  fullPath(hothash: string): Promise<string | null>;
  originalPath(hothash: string): Promise<{ readonly path: string; readonly mimeType: string; readonly fileName: string } | null>;
  /** A folder of a storage as it is on the disk now. @throws ImaLinkError storage-not-found, path-not-found */
  folderPath(storage: string, path: string): Promise<string>;
  /** Float32 little-endian aspect ratios of an open view, in order. */
  viewRatios(viewId: string): Promise<Uint8Array | null>;
}

/** Formats a browser shows as they are; others are served as plain bytes. */
const mimeTypes: Readonly<Record<string, string>> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  APNG: 'image/png',
  GIF: 'image/gif',
  WEBP: 'image/webp',
  AVIF: 'image/avif',
  HEIC: 'image/heic',
  TIFF: 'image/tiff',
  MOV: 'video/quicktime',
  MP4: 'video/mp4',
};

/** @param cache of the renditions that are made on demand */
export function createMediaFiles(context: Context, cache: RenditionCache): MediaFiles {
  const making = new Map<string, Promise<string | null>>();
  const once = (key: string, make: () => Promise<string | null>): Promise<string | null> => {
    const running = making.get(key) ?? make().finally(() => making.delete(key));
    making.set(key, running);
    return running;
  };
  const rendition: Rendition = (hothash, kind) => once(`${kind}/${hothash}`, () => makeRendition(context, cache, hothash, kind));
  const previewed = (hothash: string): Promise<string | null> =>
    once(`import/${hothash}`, () => previewPicture(context, hothash, (source, path) => renderTo(context, source, 'hot', path)));
  return {
    hotpreviewPath: async (hothash) =>
      (await findHotpreview(context, hothash)) ?? (await untrackedPreview(context, cache, hothash, rendition)) ?? previewed(hothash),
    coldpreviewPath: (hothash) => rendition(hothash, 'cold'),
    fullPath: (hothash) => rendition(hothash, 'full'),
    originalPath: async (hothash) => {
      const file = await reachableFile(context, hothash);
      return file && { path: file.path, mimeType: mimeTypes[file.format] ?? 'application/octet-stream', fileName: basename(file.path) };
    },
    folderPath: (storage, path) => findFolder(context, storage, path),
    viewRatios: (viewId) => context.catalog.executor.viewRatios(viewId),
  };
}

/** Storages rarely change; their preview folders are looked up once a second at most, for thousands of tiles. */
const foldersForMs = 1000;
const foldersOf = perEngine<{ last?: { readonly atMs: number; readonly folders: Promise<readonly string[]> } }>(() => ({}));

async function findHotpreview(context: Context, hothash: string): Promise<string | null> {
  const kept = foldersOf(context);
  let cached = kept.last;
  if (!cached || performance.now() - cached.atMs > foldersForMs) {
    cached = {
      atMs: performance.now(),
      folders: context.catalog.read
        .selectFrom('storage')
        .selectAll()
        .execute()
        .then((rows) => rows.map((row) => pathsOf(row).hotpreviews)),
    };
    kept.last = cached;
  }
  for (const folder of await cached.folders) {
    const path = hotpreviewPath(folder, hothash);
    if (await exists(path)) return path;
  }
  return null;
}

type Rendition = (hothash: string, kind: RenditionKind) => Promise<string | null>;

/** Photos have their hotpreview beside them; a new file that a scan asks about gets one of the home until it is a photo. */
async function untrackedPreview(context: Context, cache: RenditionCache, hothash: string, rendition: Rendition): Promise<string | null> {
  const known = await cache.find('hot', hothash);
  if (known !== null) return known;
  return (await untrackedFile(context, hothash)) === null ? null : rendition(hothash, 'hot');
}

async function makeRendition(context: Context, cache: RenditionCache, hothash: string, kind: RenditionKind): Promise<string | null> {
  const known = await cache.find(kind, hothash);
  if (known !== null) return known;
  const file = (await reachableFile(context, hothash)) ?? (await untrackedFile(context, hothash));
  const made = file && (await renderTo(context, file.path, kind, cache.pathOf(kind, hothash)));
  if (made !== null) cache.noteMade(kind, hothash);
  return made;
}

async function renderTo(context: Context, source: string, kind: RenditionKind, path: string): Promise<string | null> {
  const rendered = await context.media().render(source, longEdgePx[kind]);
  if (!rendered.ok) return null;
  await mkdir(dirname(path), { recursive: true });
  // A cache: whole or absent is all it needs to be; losing it in a power cut costs a second.
  const temp = `${path}.${randomUUID()}.tmp`;
  await writeFile(temp, rendered.jpeg);
  await rename(temp, path);
  return path;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
