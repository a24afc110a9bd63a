/** The built renderer as files. Only what lies inside its folder can be named. */
import { existsSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorResponse } from './error-response.ts';
import { fileResponse, immutable } from './file-response.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Vite puts a hash of the content before the extension: such an address never changes its content. */
const hashedName = /-[\w-]{8}\.\w+$/;

/** Where electron-vite puts the renderer, seen from this source file or from any bundle one folder below out/. */
export function builtRendererDir(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../out/renderer' : '../renderer', import.meta.url));
}

/**
 * Turns the path of an address into a file inside `dir`.
 * @returns null for anything that is not a plain descent into the folder: `..`, empty or hidden names, encoded slashes, NUL
 */
export function safeFilePath(dir: string, urlPath: string): string | null {
  const segments = (urlPath === '/' ? '/index.html' : urlPath).split('/').slice(1);
  const names: string[] = [];
  for (const segment of segments) {
    const name = decode(segment);
    if (name == null || name === '' || name.startsWith('.') || /[/\\:\0]/.test(name)) return null;
    names.push(name);
  }
  const root = resolve(dir);
  const path = join(root, ...names);
  return path.startsWith(root + sep) ? path : null;
}

/** Sends a file of the renderer; says what to do when it is not built. */
export async function staticFile(request: Request, dir: string, urlPath: string): Promise<Response> {
  const path = safeFilePath(dir, urlPath);
  if (path == null) return errorResponse('not-found', 'There is no such page.');
  const contentType = contentTypes[extname(path).toLowerCase()];
  if (contentType == null) return errorResponse('not-found', 'There is no such page.');
  if (urlPath === '/' && !existsSync(path))
    return errorResponse('interface-not-built', 'The user interface is not built yet: npm run build.');
  return fileResponse(request, { path, contentType, cacheControl: hashedName.test(path) ? immutable : 'no-cache' });
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null; // a lone % or bytes that are not UTF-8: no file of ours is named so
  }
}
