/** Answers made of one file: with its tag, its cache rule and, when asked, one range of it. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseRange } from './byte-range.ts';
import { errorResponse } from './error-response.ts';

export interface FileAnswer {
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Without quotes; left out, the size and time of the file make one. */
  readonly etag?: string;
  /** Offered as a download under this name. */
  readonly downloadName?: string;
}

/** A year: the longest time caches honour. For addresses whose content never changes. */
export const immutable = 'private, max-age=31536000, immutable';

/** Up to this size one read is cheaper than a stream: every hotpreview, most coldpreviews. */
const wholeReadBytes = 512 * 1024;

/** Sends a file. A missing one is 404; one that cannot be read is the caller's `path-not-readable`. */
export async function fileResponse(request: Request, answer: FileAnswer): Promise<Response> {
  const known = answer.etag == null ? null : `"${answer.etag}"`;
  if (known != null && request.headers.get('if-none-match') === known) return notModified(known, answer.cacheControl);
  const file = await openFile(answer.path);
  if (file instanceof Response) return file;
  try {
    const info = await file.stat();
    if (!info.isFile()) return await finish(file, errorResponse('not-found', 'There is no such file.'));
    const etag = known ?? `"${info.size.toString(16)}-${Math.trunc(info.mtimeMs).toString(16)}"`;
    if (request.headers.get('if-none-match') === etag) return await finish(file, notModified(etag, answer.cacheControl));
    return await send(request, answer, file, info.size, etag);
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

async function send(request: Request, answer: FileAnswer, file: FileHandle, sizeBytes: number, etag: string): Promise<Response> {
  const ifRange = request.headers.get('if-range');
  const range = ifRange != null && ifRange !== etag ? null : parseRange(request.headers.get('range'), sizeBytes);
  const headers = new Headers({ 'content-type': answer.contentType, 'cache-control': answer.cacheControl, etag, 'accept-ranges': 'bytes' });
  if (answer.downloadName != null) headers.set('content-disposition', contentDisposition(answer.downloadName));
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${sizeBytes}`);
    headers.delete('content-type');
    return finish(file, new Response(null, { status: 416, headers }));
  }
  const { first, last } = range ?? { first: 0, last: sizeBytes - 1 };
  headers.set('content-length', String(last - first + 1));
  if (range) headers.set('content-range', `bytes ${first}-${last}/${sizeBytes}`);
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || sizeBytes === 0) return finish(file, new Response(null, { status, headers }));
  if (last - first < wholeReadBytes) {
    const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(last - first + 1), position: first });
    // Shorter than it was a moment ago: better a broken answer, which nobody keeps, than one padded with zeros.
    if (bytesRead < buffer.length) throw new Error('The file became shorter while it was read.');
    return finish(file, new Response(buffer, { status, headers }));
  }
  // The stream owns the handle from here: it closes it at the end and when the client goes away.
  const stream = file.createReadStream({ start: first, end: last, highWaterMark: 256 * 1024 });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

/** Without waiting: a pipe that lies where a photo was would block a thread for ever. Windows has neither. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

async function openFile(path: string): Promise<FileHandle | Response> {
  try {
    return await open(path, readOnly);
  } catch (thrown) {
    const errno = (thrown as NodeJS.ErrnoException).code;
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return errorResponse('not-found', 'There is no such file.');
    if (errno === 'EACCES' || errno === 'EPERM') return errorResponse('path-not-readable', 'The file cannot be read.');
    throw thrown;
  }
}

/** The answer, with the file closed: it is not needed any more. */
async function finish(file: FileHandle, response: Response): Promise<Response> {
  await file.close();
  return response;
}

const notModified = (etag: string, cacheControl: string): Response =>
  new Response(null, { status: 304, headers: { etag, 'cache-control': cacheControl } });

/** RFC 6266: an ASCII name for old clients, the exact one percent-encoded beside it. Control characters are dropped. */
export function contentDisposition(fileName: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  const plain = fileName.replace(/[\u0000-\u001f\u007f]/g, '');
  const ascii = plain.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(plain.toWellFormed()).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
