/**
 * A real `imalink serve` under a hail of hostile requests: not one of them gets anything, the process does not grow, and the page
 * is answered all the while. HOSTILE_REQUESTS=1000000 sends a million.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startCli } from '../../builders/cli.ts';
import { tempFolder } from '../../builders/temp-folder.ts';
import { hostileRequest } from './grid.ts';

const count = Number(process.env['HOSTILE_REQUESTS'] ?? 20_000);
const atOnce = 24;

/** Sends bytes and reads all there is; what the server closes early counts as an answer too. */
function send(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes, 'latin1'));
    socket.setEncoding('latin1');
    // Of an answer that succeeded only the head matters; a stream of events would never end.
    socket.on('data', (chunk: string) => ((text += chunk), text.length > 200 && socket.destroy()));
    socket.on('close', () => resolve(text)).on('error', () => undefined);
  });
}

const residentMb = (pid: number): number =>
  process.platform === 'linux' ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 : 0;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function serve() {
  const home = join(tempFolder(), 'home');
  const { child, ended } = startCli(home, ['serve', '--port', '0']);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const said = await new Promise<string>((resolve) =>
    child.stdout?.on('data', (chunk) => String(chunk).includes('#token=') && resolve(String(chunk))),
  );
  const [, port, token] = /127\.0\.0\.1:(\d+)\/#token=([\w-]+)/.exec(said) ?? [];
  return { port: Number(port), token: token ?? '', pid: child.pid ?? 0 };
}

test('hostile requests get nothing, cost no memory, and keep nobody waiting', async () => {
  const { port, token, pid } = await serve();
  const authorization = `Bearer ${token}`;
  const page = async (): Promise<number> => {
    const startMs = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/settings`, { headers: { authorization } });
    await response.text();
    expect(response.status).toBe(200);
    return performance.now() - startMs;
  };
  const opened: string[] = [];
  const statuses = new Map<string, number>();
  const residentsMb: number[] = [];
  const waitsMs: number[] = [];
  let next = 0;
  const attack = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const request = hostileRequest(index, port, token);
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(await send(port, request.bytes))?.[1] ?? 'closed';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const mayPass = request.hostIsOurs && (request.tokenIsGood || request.isPageFile);
      if (/^[123]/.test(status) && !mayPass) opened.push(`${index}: ${request.line} → ${status}`);
      if (index % 2000 === 0) {
        waitsMs.push(await page());
        residentsMb.push(residentMb(pid));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, attack));
  const quarters = [0, 1, 2, 3].map((quarter) =>
    Math.round(
      median(residentsMb.slice(Math.floor((quarter * residentsMb.length) / 4), Math.ceil(((quarter + 1) * residentsMb.length) / 4))),
    ),
  );
  console.log(
    `${count} hostile requests: ${[...statuses]
      .toSorted()
      .map(([status, times]) => `${status} ${times}`)
      .join(', ')}; ` +
      `resident by quarters ${quarters.join(', ')} MB; ` +
      `the page waited ${Math.round(waitsMs.toSorted((a, b) => a - b)[Math.floor(waitsMs.length * 0.95)] ?? 0)} ms at most in 95 of 100 cases`,
  );
  expect(opened).toEqual([]);
  expect(statuses.get('500') ?? 0).toBe(0);
  expect(Math.max(...residentsMb)).toBeLessThan(400);
  // The heap of a young process grows to its working size first, so a short row tells nothing of growth.
  if (count >= 200_000) expect(quarters[3] ?? 0).toBeLessThan((quarters[1] ?? 0) + 50);
  await page();
}, 3_600_000);
