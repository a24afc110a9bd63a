import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createEventLog } from '#server/event-log.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let test: TestServer;
beforeEach(async () => {
  test = await startTestServer();
});
afterEach(() => test.close());

interface Client {
  readonly socket: WebSocket;
  next(): Promise<Record<string, unknown>>;
}

async function connect(
  query = '',
  headers: Record<string, string> = { authorization: `Bearer ${test.credentials.token}` },
): Promise<Client> {
  const socket = new WebSocket(`ws://127.0.0.1:${test.server.port}/api/v1/events${query}`, { headers });
  const queue: Record<string, unknown>[] = [];
  const waiting: ((message: Record<string, unknown>) => void)[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Record<string, unknown>;
    const waiter = waiting.shift();
    if (waiter) waiter(message);
    else queue.push(message);
  });
  await once(socket, 'open');
  return { socket, next: async () => queue.shift() ?? new Promise<Record<string, unknown>>((resolve) => waiting.push(resolve)) };
}

const refused = async (headers: Record<string, string>, path = '/api/v1/events'): Promise<string> => {
  const socket = new WebSocket(`ws://127.0.0.1:${test.server.port}${path}`, { headers });
  const [error] = (await once(socket, 'error')) as [Error];
  return error.message;
};

describe('the event stream', () => {
  it('sends numbered events to every page', async () => {
    const [one, two] = [await connect(), await connect()];
    test.emit('session.changed', { session_id: 1 });
    test.emit('session.changed', { session_id: 2 });
    const [first, second] = [await one.next(), await one.next()];
    expect(first).toEqual({ sequence: expect.any(Number) as number, name: 'session.changed', payload: { session_id: 1 } });
    expect(second).toEqual({ sequence: Number(first['sequence']) + 1, name: 'session.changed', payload: { session_id: 2 } });
    expect([await two.next(), await two.next()]).toEqual([first, second]);
  });

  it('sends a page that comes back what it missed', async () => {
    const before = await connect();
    test.emit('session.changed', { session_id: 1 });
    const { sequence } = await before.next();
    before.socket.terminate();
    test.emit('session.changed', { session_id: 2 });
    test.emit('session.changed', { session_id: 3 });
    const after = await connect(`?after=${String(sequence)}`);
    expect([(await after.next())['payload'], (await after.next())['payload']]).toEqual([{ session_id: 2 }, { session_id: 3 }]);
  });

  it('tells a page to start afresh when it missed more than is kept, or comes from an earlier run', async () => {
    for (const after of ['1', '999999999999999999', 'x']) {
      expect(await (await connect(`?after=${after}`)).next()).toEqual({ reset: true, sequence: expect.any(Number) as number });
    }
  });

  it('takes the token, or the cookie together with our own origin', async () => {
    const { port } = test.server;
    const cookie = test.credentials.sessionCookie(port).split(';', 1)[0] ?? '';
    const { socket } = await connect('', { cookie, origin: `http://127.0.0.1:${port}` });
    socket.terminate();
    expect(await refused({})).toContain('401');
    expect(await refused({ cookie })).toContain('401');
    expect(await refused({ cookie, origin: 'http://evil.example' })).toContain('403');
    expect(await refused({ cookie, origin: `http://127.0.0.1:${port}`, host: 'evil.example' })).toContain('421');
    expect(await refused({ authorization: `Bearer ${test.credentials.token}` }, '/api/v1/other')).toContain('404');
  });

  it('ends with the server', async () => {
    const { socket } = await connect();
    const closed = once(socket, 'close');
    await test.server.close();
    await closed;
    test = await startTestServer();
  });
});

describe('the event log', () => {
  it('keeps the last events only', () => {
    const log = createEventLog({ capacity: 2, startMs: 1 });
    for (const id of [1, 2, 3]) log.append('session.changed', { session_id: id });
    expect([log.last, log.after(1003), log.after(1002)?.length, log.after(1001)?.length, log.after(1000), log.after(1004)]).toEqual([
      1003,
      [],
      1,
      2,
      null,
      null,
    ]);
  });

  it('numbers a later run above an earlier one', () => {
    const earlier = createEventLog({ capacity: 10, startMs: 1000 });
    earlier.append('session.changed', { session_id: 1 });
    expect(createEventLog({ capacity: 10, startMs: 1001 }).after(earlier.last)).toBeNull();
  });
});
