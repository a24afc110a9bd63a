import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { rawBytes, startTestServer } from './test-server.ts';

it('serves 64 connections at a time, and is free again when they go', async () => {
  const test = await startTestServer();
  const { port } = test.server;
  const open: Socket[] = [];
  for (let count = 0; count < 64; count += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    open.push(socket);
  }
  const request = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
  // One too many is closed unanswered; how that looks depends on whether its bytes came first.
  expect(await rawBytes(port, request).catch(() => '')).toBe('');
  for (const socket of open) socket.destroy();
  await expect.poll(() => rawBytes(port, request).catch(() => '')).toMatch(/^HTTP\/1\.1 200 /);
  await test.close();
});

it('answers what is not HTTP with a refusal', async () => {
  const test = await startTestServer();
  expect(await rawBytes(test.server.port, 'HELO imalink\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  await test.close();
});

it('cuts off clients that send their headers or their body a byte at a time', async () => {
  const test = await startTestServer();
  const { port } = test.server;
  const head = `POST /api/v1/call/storage.list HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
  const withBody = `${head}Authorization: Bearer ${test.credentials.token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`;
  const drips: NodeJS.Timeout[] = [];
  const open = (beginning: string): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
      drips.push(setInterval(() => socket.write('x'), 200));
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.on('close', () => resolve(text)).on('error', () => undefined);
    });
  const answers = await Promise.all([head, withBody].flatMap((beginning) => Array.from({ length: 20 }, () => open(beginning))));
  for (const drip of drips) clearInterval(drip);
  expect(answers.filter((text) => text.startsWith('HTTP/1.1 2'))).toEqual([]);
  expect(test.calls).toEqual([]);
  expect((await test.call('/')).status).toBe(200);
  await test.close();
}, 30_000);
