import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawBytes, rawRequest, startTestServer, hothash, type TestServer } from './test-server.ts';

let test: TestServer;
let host: string;
let authorization: string;
beforeAll(async () => {
  test = await startTestServer({ 'storage.list': () => ({ storages: [] }) });
  host = `127.0.0.1:${test.server.port}`;
  authorization = `Bearer ${test.credentials.token}`;
});
afterAll(() => test.close());

const status = async (path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) =>
  (await rawRequest(test.server.port, { method, path, headers: { host, ...headers }, ...(body == null ? {} : { body }) })).status;

describe('the host check (DNS rebinding)', () => {
  it('serves both names of this machine', async () => {
    expect(await status('/')).toBe(200);
    expect(await status('/', { host: `localhost:${test.server.port}` })).toBe(200);
  });

  it.each(['evil.example', '127.0.0.1', 'localhost', '127.0.0.1:1', '[::1]:80', 'localhost.evil.example:80'])(
    'refuses Host %j',
    async (name) => {
      expect(await status('/', { host: name })).toBe(421);
    },
  );

  it('comes before every other check, even with a good token', async () => {
    expect(await status('/api/v1/file-storage/', { host: 'evil.example', authorization })).toBe(421);
  });

  it('refuses two Host headers, no Host header and HTTP/1.0', async () => {
    expect(await rawBytes(test.server.port, `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1.1 4(00|21) /);
    expect(await rawBytes(test.server.port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 421 /);
    expect(await rawBytes(test.server.port, `GET / HTTP/1.0\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1.1 421 /);
  });
});

describe('the address check', () => {
  it.each([
    'http://evil.example/',
    '//evil.example/',
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/assets%5c..',
    '/a%00b',
    '/%zz',
    '/\\secret.html',
  ])('refuses %s', async (path) => {
    expect(await rawBytes(test.server.port, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });

  it('does not let an encoded letter hide the API', async () => {
    expect(await status('/%61pi/v1/file-storage/')).toBe(401);
    expect(await status('/ap%69/v1/file-storage/')).toBe(401);
    expect(await status('/API/v1/file-storage/')).toBe(401);
  });

  it('refuses methods it does not know, OPTIONS among them', async () => {
    expect(await status('/api/v1/file-storage/', { authorization, origin: `http://${host}` }, 'OPTIONS')).toBe(405);
    expect(await status('/', {}, 'PUT')).toBe(405);
  });
});

describe('the origin check (CSRF)', () => {
  it.each(['http://evil.example', 'null', 'https://127.0.0.1:1', 'http://localhost'])('refuses Origin %s', async (origin) => {
    expect(await status('/api/v1/call/storage.list', { origin, authorization, 'content-type': 'application/json' }, 'POST', '{}')).toBe(
      403,
    );
  });

  it('refuses what a browser marks as coming from another site', async () => {
    expect(await status('/', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('/', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status('/', { 'sec-fetch-site': 'none' })).toBe(200);
    expect(await status('/', { 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('never sends a CORS header', async () => {
    const response = await test.call('/api/v1/file-storage/');
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('the token check', () => {
  it('lets nobody without the token below /api, not even to ask what there is', async () => {
    for (const path of ['/api', '/api/', '/api/v1/openapi.json', '/api/v1/nothing', `/api/v1/photos/${hothash}/hotpreview`]) {
      expect([path, await status(path)]).toEqual([path, 401]);
      expect([path, await status(path, { authorization: 'Bearer wrong' })]).toEqual([path, 401]);
    }
  });

  it('is not fooled by a token in the query or by a prefix of it', async () => {
    expect(await status(`/api/v1/file-storage/?token=${test.credentials.token}`)).toBe(401);
    expect(await status('/api/v1/file-storage/', { authorization: authorization.slice(0, -1) })).toBe(401);
    expect(await status('/api/v1/file-storage/', { authorization })).toBe(200);
  });
});

describe('the browser session', () => {
  const cookie = async (): Promise<string> => {
    const response = await test.call('/api/v1/browser-session', { method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(204);
    const header = response.headers.get('set-cookie') ?? '';
    expect(header).toMatch(new RegExp(`^imalink_${test.server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/api/v1$`));
    expect(header).not.toContain(test.credentials.token);
    return header.split(';', 1)[0] ?? '';
  };

  it('opens pictures and views', async () => {
    const headers = { cookie: await cookie() };
    expect(await status(`/api/v1/photos/${hothash}/hotpreview`, headers)).toBe(200);
    expect(await status('/api/v1/views/v1/ratios', headers)).toBe(200);
  });

  it('opens nothing else', async () => {
    const headers = { cookie: await cookie() };
    expect(await status('/api/v1/file-storage/', headers)).toBe(401);
    expect(await status(`/api/v1/photos/${hothash}`, headers)).toBe(401);
    expect(await status('/api/v1/openapi.json', headers)).toBe(401);
    expect(await status('/api/v1/call/storage.list', { ...headers, 'content-type': 'application/json' }, 'POST', '{}')).toBe(401);
  });

  it('is refused when forged, doubled, or made for another port', async () => {
    const good = await cookie();
    const path = `/api/v1/photos/${hothash}/hotpreview`;
    expect(await status(path, { cookie: `${good}x` })).toBe(401);
    expect(await status(path, { cookie: `${good}; ${good}` })).toBe(401);
    expect(await status(path, { cookie: test.credentials.sessionCookie(1).split(';', 1)[0] ?? '' })).toBe(401);
    expect(await status(path, { cookie: `imalink_${test.server.port}=${test.credentials.token}` })).toBe(401);
  });
});

describe('bodies', () => {
  const post = (headers: Record<string, string>, body: string) =>
    status('/api/v1/call/storage.list', { authorization, ...headers }, 'POST', body);

  it('must be JSON', async () => {
    expect(await post({ 'content-type': 'text/plain' }, '{}')).toBe(415);
    expect(await post({ 'content-type': 'application/x-www-form-urlencoded' }, 'a=b')).toBe(415);
    expect(await post({ 'content-type': 'application/json, text/plain' }, '{}')).toBe(415);
    expect(await post({}, '{}')).toBe(415);
    expect(await post({ 'content-type': 'application/json; charset=utf-8' }, '{}')).toBe(200);
  });

  it('must parse, and must be an object', async () => {
    for (const body of ['{', '[]', '"text"', 'null'])
      expect([body, await post({ 'content-type': 'application/json' }, body)]).toEqual([body, 400]);
  });

  it('end at 1 MiB, announced or not', async () => {
    const huge = JSON.stringify({ filler: 'x'.repeat(1024 * 1024) });
    expect(await post({ 'content-type': 'application/json', 'content-length': String(huge.length) }, huge)).toBe(413);
    expect(await post({ 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, huge)).toBe(413);
  });
});

it('says every refusal in one form, with the common headers', async () => {
  const response = await fetch(`http://${host}/api/v1/file-storage/`);
  expect(await response.json()).toEqual({
    error: { code: 'not-authorized', message: expect.stringContaining('token') as string, details: {} },
  });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});
