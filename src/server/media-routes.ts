/** The pictures themselves: previews by hothash, originals with ranges, and the shapes of an open view. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { MediaFiles } from '#core/services/engine.ts';
import { errorResponse } from './error-response.ts';
import { fileResponse, immutable } from './file-response.ts';

const hothashPattern = ':hothash{[0-9a-f]{64}}';

/** Where the media routes stand; http-server.ts lets the browser's cookie open these and nothing else. */
export const mediaUrlPattern = /^\/api\/v1\/(?:photos\/[0-9a-f]{64}\/(?:hotpreview|coldpreview|full|file)|views\/[\w-]{1,64}\/ratios)$/;

/**
 * The routes below /api/v1. A hothash names one picture for ever, so previews may be kept without asking again.
 */
export function mediaRoutes(media: MediaFiles): Hono {
  const routes = new Hono();
  const rendition = (name: string, find: (hothash: string) => Promise<string | null>): void => {
    routes.get(`/photos/${hothashPattern}/${name}`, async (c) => {
      const hothash = param(c, 'hothash');
      const answer = async (tries: number): Promise<Response> => {
        const path = await find(hothash);
        if (path == null) return errorResponse('photo-not-found', 'There is no such preview.');
        const response = await fileResponse(c.req.raw, {
          path,
          contentType: 'image/jpeg',
          cacheControl: immutable,
          etag: `${hothash}-${name}`,
        });
        // Another process may have tidied it away since it was found: then it is made again.
        return response.status === 404 && tries > 1 ? answer(tries - 1) : response;
      };
      return answer(2);
    });
  };
  rendition('hotpreview', (hothash) => media.hotpreviewPath(hothash));
  rendition('coldpreview', (hothash) => media.coldpreviewPath(hothash));
  rendition('full', (hothash) => media.fullPath(hothash));
  routes.get(`/photos/${hothashPattern}/file`, async (c) => {
    const original = await media.originalPath(param(c, 'hothash'));
    if (original == null) return errorResponse('photo-not-found', 'There is no such photo.');
    // Originals can be edited in place, so they are asked for again each time and tagged by size and time.
    return fileResponse(c.req.raw, {
      path: original.path,
      contentType: original.mimeType,
      cacheControl: 'private, no-cache',
      downloadName: original.fileName,
    });
  });
  routes.get('/views/:view_id{[\\w-]{1,64}}/ratios', async (c) => {
    const ratios = await media.viewRatios(param(c, 'view_id'));
    if (ratios == null) return errorResponse('view-expired', 'The list of photos is no longer open.');
    return new Response(new Uint8Array(ratios), { headers: { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' } });
  });
  return routes;
}

/** A path parameter the route's pattern has already checked. */
function param(c: Context, name: string): string {
  return c.req.param(name) ?? '';
}
