import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ImaLinkError } from '#contract/errors.ts';
import { openCredentials } from '#server/credentials.ts';
import { procedureRouteTable } from '#server/procedure-routes.ts';
import { hothash, startTestServer, type TestServer } from './test-server.ts';

const json = { 'content-type': 'application/json' };
let test: TestServer;
beforeAll(async () => {
  test = await startTestServer({
    'storage.list': () => ({ storages: [] }),
    'storage.check': () => ({ is_accessible: true, state: 'online', free_space_gb: 12.5, clone_path: null }),
    'photos.page': () => ({ items: [] }),
    'session.show': () => {
      throw new ImaLinkError('session-not-found', 'There is no session 7.', { details: { session_id: 7 } });
    },
    search: ({ query }) => ({ query, total: 0, photos: [], next_cursor: null }),
    'job.list': () => {
      throw new TypeError('a bug');
    },
    dump: () => ({ storages: [] }),
  });
});
afterAll(() => test.close());
afterEach(() => {
  (test.calls as unknown[]).length = 0;
  test.bugs.length = 0;
});

describe('an address of the table', () => {
  it('answers with the value itself', async () => {
    const response = await test.call('/api/v1/file-storage/');
    expect([response.status, await response.json()]).toEqual([200, { storages: [] }]);
    expect((await test.call('/api/v1/file-storage')).status).toBe(200);
  });

  it('takes keys of the input from the path, percent-encoded where needed', async () => {
    await test.call(`/api/v1/file-storage/${encodeURIComponent('Holiday disk/ÆØÅ 100%')}/accessibility`, { method: 'POST', headers: json });
    expect(test.calls).toEqual([{ name: 'storage.check', input: { storage: 'Holiday disk/ÆØÅ 100%' } }]);
  });

  it('reads numbers and booleans of a query, and leaves texts alone', async () => {
    await test.call('/api/v1/photos/views/v1?offset=20&limit=10');
    await test.call('/api/v1/search?query=2024&limit=5');
    await test.call('/api/v1/dump?normalised=true');
    expect(test.calls).toEqual([
      { name: 'photos.page', input: { view_id: 'v1', offset: 20, limit: 10 } },
      { name: 'search', input: { query: '2024', sort: 'taken_at', limit: 5, offset: 0 } },
      { name: 'dump', input: { normalised: true } },
    ]);
  });

  it('says which part of a query it cannot read', async () => {
    const bad = async (path: string): Promise<unknown> => (await test.call(path)).json();
    expect(await bad('/api/v1/photos/views/v1?offset=x&limit=10')).toMatchObject({
      error: { code: 'bad-input', message: expect.stringContaining('offset') as string },
    });
    expect(await bad('/api/v1/search?query=a&query=b')).toMatchObject({
      error: { code: 'bad-input', message: 'query is given more than once.' },
    });
    expect(await bad('/api/v1/photos/views/v1?offset=0&limit=501')).toMatchObject({
      error: { code: 'bad-input', message: expect.stringContaining('limit') as string },
    });
    expect(test.calls).toEqual([]);
  });

  it('lets the path win over the body', async () => {
    await test.call('/api/v1/import-sessions/7', { method: 'PATCH', headers: json, body: '{"session_id": 8, "title": "New"}' });
    expect(test.calls).toEqual([{ name: 'session.edit', input: { session_id: 7, title: 'New' } }]);
  });
});

describe('a failure', () => {
  it('has the status of its code', async () => {
    const response = await test.call('/api/v1/import-sessions/7');
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: { code: 'session-not-found', message: 'There is no session 7.', details: { session_id: 7 } } },
    ]);
  });

  it('of ours is 500, and reported', async () => {
    const response = await test.call('/api/v1/jobs');
    expect([response.status, await response.json()]).toMatchObject([500, { error: { code: 'internal' } }]);
    expect(test.bugs).toEqual(['job.list']);
  });

  it('is told in the same form for an unknown address', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/nothing'],
      ['POST', '/api/v1/dump'],
      ['GET', '/api/v2/file-storage/'],
    ] as const) {
      const response = await test.call(path, { method, headers: json });
      expect([path, response.status, await response.json()]).toMatchObject([path, 404, { error: { code: 'not-found' } }]);
    }
  });
});

describe('a call by name, for our own pages', () => {
  const call = (name: string, input: unknown): Promise<Response> =>
    test.call(`/api/v1/call/${name}`, { method: 'POST', headers: json, body: JSON.stringify(input) });

  it('takes the input as the body', async () => {
    expect(await (await call('search', { query: 'sea', limit: 5 })).json()).toEqual({
      query: 'sea',
      total: 0,
      photos: [],
      next_cursor: null,
    });
  });

  it.each(['constructor', '__proto__', 'toString', 'nothing'])('refuses %s', async (name) => {
    const response = await call(name, {});
    expect([response.status, await response.json()]).toMatchObject([404, { error: { code: 'unknown-procedure' } }]);
  });

  it('knows that a browser has no native dialogs', async () => {
    expect(await (await call('system.info', {})).json()).toMatchObject({
      host: 'browser',
      can: { pick_folder: false, show_in_folder: false, drag_out: false },
    });
    const answers = [
      await call('system.pickFolder', {}),
      await call('system.showInFolder', { hothash }),
      await call('system.showFolder', { storage: 'disk' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422]);
  });
});

it('puts literal addresses before ones with parameters', () => {
  const seen: RegExp[] = [];
  for (const { method, path } of procedureRouteTable()) {
    const address = `${method} ${path}`;
    expect([address, seen.some((pattern) => pattern.test(address))]).toEqual([address, false]);
    seen.push(new RegExp(`^${address.replaceAll(/\{\w+\}/g, '[^/]+').replace(/\/$/, '/?')}$`));
  }
  expect(seen.length).toBeGreaterThan(25);
});

describe('the token file', () => {
  it('is made once, for its owner only, and replaced when damaged', async () => {
    const home = await mkdtemp(join(tmpdir(), 'imalink-home-'));
    const path = join(home, 'server-token');
    const { token } = await openCredentials(home);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect((await openCredentials(home)).token).toBe(token);
    expect(await readFile(path, 'utf8')).toBe(`${token}\n`);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'short');
    expect((await openCredentials(home)).token).not.toBe(token);
    await rm(home, { recursive: true });
  });
});
