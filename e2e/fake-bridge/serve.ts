/** Serves the built page with the fake bridge in it and drawn pictures behind it, under the headers of the real hosts. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { build, type Rolldown } from 'vite';
import { contentSecurityPolicy } from '#server/security-headers.ts';
import { landscapeSvg } from '#test/builders/sample-library.ts';
import { indexOf, ratioOf } from './synthetic.ts';

const root = process.env['IMALINK_RENDERER_DIR'] ?? join(import.meta.dirname, '../../out/renderer');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface FakeHost {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts it on a free port. `npm run build` must have run. */
export async function serveFake(port = 0): Promise<FakeHost> {
  const script = await bundleBridge();
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://127.0.0.1'), script).then(
      ({ body, type, status = 200 }) =>
        response
          .writeHead(status, {
            'content-type': type,
            'content-security-policy': contentSecurityPolicy,
            'cache-control': type === 'image/svg+xml' ? 'max-age=3600' : 'no-store',
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

async function answer(url: URL, script: string): Promise<{ body: string | Buffer; type: string; status?: number }> {
  const picture = /^\/api\/v1\/photos\/([0-9a-f]{64})\/(hotpreview|coldpreview|full)$/.exec(url.pathname);
  if (picture != null) {
    const index = indexOf(picture[1] ?? '');
    if (index === 17) return { body: '', type: 'text/plain', status: 404 };
    return {
      body: landscapeSvg(index, ratioOf(index), { hotpreview: 200, coldpreview: 2048, full: 6000 }[picture[2] ?? ''] ?? 200),
      type: 'image/svg+xml',
    };
  }
  const ratios = /^\/api\/v1\/views\/view-(\d+)-\d+\/ratios$/.exec(url.pathname);
  if (ratios != null)
    return {
      body: Buffer.from(Float32Array.from({ length: Number(ratios[1]) }, (_, n) => ratioOf(n)).buffer),
      type: 'application/octet-stream',
    };
  if (url.pathname === '/fake-bridge.js') return { body: script, type: 'text/javascript' };
  const name = url.pathname === '/' ? 'index.html' : normalize(url.pathname);
  const body = await readFile(join(root, name));
  if (name !== 'index.html') return { body, type: types[extname(name)] ?? 'application/octet-stream' };
  return { body: body.toString().replace('<script', '<script src="/fake-bridge.js"></script><script'), type: types['.html'] ?? '' };
}

/** One classic script, so that it has run before the page's module. */
async function bundleBridge(): Promise<string> {
  const result = (await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: { write: false, minify: false, lib: { entry: join(import.meta.dirname, 'bridge.ts'), formats: ['iife'], name: 'fakeBridge' } },
  })) as Rolldown.RolldownOutput[];
  return result[0]?.output[0].code ?? '';
}

// `node e2e/fake-bridge/serve.ts 5180` for looking at the page by hand.
if (process.argv[1] === import.meta.filename) console.log((await serveFake(Number(process.argv[2] ?? 5180))).url);
