/** A real server over a real engine with a small library, its own description, and a client of the description's kind. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import createClient from 'openapi-fetch';
import { onTestFinished } from 'vitest';
import { credentialsOf } from '#server/credentials.ts';
import { browserHostHandlers } from '#server/browser-host.ts';
import { startHttpServer } from '#server/http-server.ts';
import { testEngine } from '../../builders/engine.ts';
import { jpeg, writeTree } from '../../builders/tree.ts';
import type { KnownValues, Schema } from './arbitrary.ts';

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, { schema: Schema }>> }>>;
}

export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Operation['responses']; readonly schemas: Readonly<Record<string, Schema>> };
}

/** Nobody's client in particular: it knows how to fill in a path, a query and a body, and nothing of ImaLink. */
export type GenericClient = (call: {
  readonly method: string;
  readonly path: string;
  readonly pathValues: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}) => Promise<{ readonly status: number; readonly contentType: string; readonly text: string }>;

export async function describedServer() {
  const app = await testEngine({ catalogInThread: true });
  const card = join(app.folder, 'card');
  writeTree(card, {
    'rome/a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS 40D' }),
    'rome/b.jpg': await jpeg({ seed: 2 }),
    'rome/b.xmp': '<x/>',
    'c.jpg': await jpeg({ seed: 3 }),
    'broken.jpg': 'no picture',
  });
  const storage = await app.newStorage('base');
  await app.import({ sources: [card], storage: storage.uuid });
  mkdirSync(join(app.folder, 'empty'));
  const bugs: string[] = [];
  const server = await startHttpServer({
    handlers: { ...app.engine.handlers, ...browserHostHandlers({ home: app.folder, readOnly: false, catalog: app.engine.catalog }) },
    media: app.engine.mediaFiles,
    onEvent: (listener) => app.engine.onEvent(listener),
    credentials: credentialsOf('t'.repeat(43)),
    rendererDir: join(app.folder, 'none'),
    version: '1.2.3',
    port: 0,
    checkOutput: true,
    onBug: (where, thrown) => bugs.push(`${where}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`),
  });
  onTestFinished(() => server.close());
  const client = createClient<Record<string, never>>({
    baseUrl: `http://127.0.0.1:${server.port}/api/v1`,
    headers: { authorization: `Bearer ${'t'.repeat(43)}`, 'content-type': 'application/json' },
  }) as unknown as {
    request: (method: string, path: string, init: object) => Promise<{ response: Response; data?: unknown; error?: unknown }>;
  };
  const call: GenericClient = async ({ method, path, pathValues, query, body }) => {
    const init = { params: { path: pathValues, query }, parseAs: 'text', ...(body === undefined ? {} : { body }) };
    const { response, data, error } = await client.request(method, path, init);
    const text = typeof data === 'string' ? data : typeof error === 'string' ? error : JSON.stringify(error ?? '');
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', text };
  };
  const description = JSON.parse(
    (await call({ method: 'get', path: '/openapi.json', pathValues: {}, query: {}, body: undefined })).text,
  ) as Description;
  const { photos } = await app.call('search', { query: 'rome', sort: 'taken_at' });
  const view = await app.call('photos.open', {});
  const { album } = await app.call('album.create', { name: 'Best' }).then((made) => ({ album: made }));
  const known: KnownValues = {
    hothash: photos.map((photo) => photo.hothash),
    hothashes: [photos.map((photo) => photo.hothash)],
    // Photos are named in one of two ways: here by their hothashes.
    places: [undefined],
    storage: [storage.uuid, 'base'],
    session_id: [1],
    id: [1],
    view_id: [view.view_id],
    album: [(album as { uuid?: string }).uuid ?? 'Best'],
    job_id: (await app.call('job.list', {})).jobs.map((job) => job.job_id),
    // Whatever is made or read lies in the folder of this test.
    path: [card, join(app.folder, 'empty'), join(app.folder, 'none')],
    paths: [[join(card, 'c.jpg'), join(app.folder, 'none')]],
    base_path: [join(app.folder, 'empty'), join(app.folder, 'none')],
    new_path: [storage.root, join(app.folder, 'none')],
    sources: [[card], [join(app.folder, 'none')]],
    roots: [[app.folder]],
    storage_paths: [[storage.root], [join(app.folder, 'none')]],
    kind: ['missing', 'duplicate'],
  };
  return { app, description, known, call, bugs, storage };
}
