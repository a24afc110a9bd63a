/** A running server over a small set of handlers and real files in a temporary folder. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName } from '#contract/events.ts';
import { ImaLinkError } from '#contract/errors.ts';
import { procedures, type Handlers, type ProcedureName } from '#contract/procedures.ts';
import type { MediaFiles } from '#core/services/engine.ts';
import { browserHostHandlers } from '#server/browser-host.ts';
import { credentialsOf, type Credentials } from '#server/credentials.ts';
import { startHttpServer, type HttpServer } from '#server/http-server.ts';

export const hothash = 'ab'.repeat(32);
export const unknownHothash = 'cd'.repeat(32);
export const originalBytes = Buffer.from('0123456789abcdef');
/** A photo whose original is too large for one read. */
export const largeHothash = 'ef'.repeat(32);
export const largeBytes = Buffer.alloc(3 * 1024 * 1024, 'imalink');

export interface TestServer {
  readonly server: HttpServer;
  readonly credentials: Credentials;
  readonly dir: string;
  /** Every input a handler got, with its name. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  readonly bugs: string[];
  emit(name: EventName, payload: unknown): void;
  /** fetch with the bearer token; `path` is below the server's address. */
  call(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** Handlers that record what they get; those not given here answer with `not-supported-here`. */
export async function startTestServer(given: Partial<Handlers> = {}): Promise<TestServer> {
  const dir = await mkdtemp(join(tmpdir(), 'imalink-server-'));
  await writeRenderer(join(dir, 'renderer'));
  const calls: { name: string; input: unknown }[] = [];
  const bugs: string[] = [];
  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  const credentials = credentialsOf('t'.repeat(43));
  const server = await startHttpServer({
    handlers: recording(
      { ...browserHostHandlers({ home: dir, readOnly: false, catalog: () => ({ catalog_state: 'ok', catalog_words: null }) }), ...given },
      calls,
    ),
    media: await mediaIn(dir),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    credentials,
    rendererDir: join(dir, 'renderer'),
    version: '1.2.3',
    port: 0,
    checkOutput: true,
    onBug: (where) => bugs.push(where),
  });
  return {
    server,
    credentials,
    dir,
    calls,
    bugs,
    emit: (name, payload) => listeners.forEach((listener) => listener(name, payload)),
    call: (path, init = {}) =>
      fetch(`http://127.0.0.1:${server.port}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${credentials.token}`, ...init.headers },
      }),
    async close() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** One request with exactly the headers given: fetch would not let a test forge Host or Origin. */
export function rawRequest(
  port: number,
  options: { method?: string; path: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', path, headers = {}, body } = options;
    const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Bytes over a plain socket; resolves with everything the server said before it closed the connection. */
export function rawBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

function recording(given: Partial<Handlers>, calls: { name: string; input: unknown }[]): Handlers {
  const handlers = (Object.keys(procedures) as ProcedureName[]).map((name) => {
    const handler = given[name] as ((input: unknown) => unknown) | undefined;
    const run = (input: unknown): unknown => {
      calls.push({ name, input });
      if (handler == null) throw new ImaLinkError('not-supported-here');
      return handler(input);
    };
    return [name, run] as const;
  });
  return Object.fromEntries(handlers) as unknown as Handlers;
}

async function writeRenderer(dir: string): Promise<void> {
  await mkdir(join(dir, 'assets'), { recursive: true });
  await writeFile(join(dir, 'index.html'), '<!doctype html><title>ImaLink</title>');
  await writeFile(join(dir, 'assets', 'index-ab12CD34.js'), 'export {};');
  await writeFile(join(dir, '..', 'secret.html'), 'outside');
}

async function mediaIn(dir: string): Promise<MediaFiles> {
  const preview = join(dir, 'preview.jpg');
  const original = join(dir, 'original.jpg');
  await writeFile(preview, 'jpeg bytes');
  const large = join(dir, 'large.tif');
  await writeFile(original, originalBytes);
  await writeFile(large, largeBytes);
  const originals: Record<string, { path: string; mimeType: string; fileName: string }> = {
    [hothash]: { path: original, mimeType: 'image/jpeg', fileName: 'Ärø "1".jpg' },
    [largeHothash]: { path: large, mimeType: 'image/tiff', fileName: 'large.tif' },
  };
  const only = (path: string) => (asked: string) => Promise.resolve(asked === hothash ? path : null);
  return {
    hotpreviewPath: only(preview),
    coldpreviewPath: only(preview),
    fullPath: () => Promise.reject(new ImaLinkError('storage-offline')),
    folderPath: (storage, path) => Promise.resolve(join(dir, storage, path)),
    originalPath: (asked) => Promise.resolve(originals[asked] ?? null),
    viewRatios: (view) => Promise.resolve(view === 'v1' ? new Uint8Array(new Float32Array([1.5, 0.75]).buffer) : null),
  };
}
