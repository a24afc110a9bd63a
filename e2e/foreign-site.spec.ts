/**
 * A real browser that has the app open in one tab and a hostile site in another: by a name that leads to this machine (DNS
 * rebinding), by forms and blind requests (CSRF), by frames, pictures and event streams. The app is the one that `imalink serve` runs.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';
import { expect, test } from './fixture.ts';

/** Each attempt says what it got; nothing here throws. */
async function attempts(target: string, hothash: string): Promise<Record<string, string>> {
  const tried = async (work: () => Promise<Response>): Promise<string> => {
    try {
      const response = await work();
      return response.type === 'opaque' ? 'blind' : `${response.status} ${(await response.text()).length > 0 ? 'text' : ''}`.trim();
    } catch {
      return 'refused';
    }
  };
  const loads = (make: (done: (how: string) => void) => void): Promise<string> => new Promise((resolve) => make(resolve));
  const theme = JSON.stringify({ theme: 'light' });
  return {
    read: await tried(() => fetch(`${target}/api/v1/file-storage/`)),
    readWithCookies: await tried(() => fetch(`${target}/api/v1/dump`, { credentials: 'include' })),
    blindWrite: await tried(() =>
      fetch(`${target}/api/v1/call/settings.set`, { method: 'POST', mode: 'no-cors', credentials: 'include', body: theme }),
    ),
    jsonWrite: await tried(() =>
      fetch(`${target}/api/v1/call/settings.set`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: theme }),
    ),
    picture: await loads((done) => {
      const image = new Image();
      image.onload = () => done(`loaded ${image.naturalWidth}`);
      image.onerror = () => done('refused');
      image.src = `${target}/api/v1/photos/${hothash}/hotpreview`;
    }),
    events: await loads((done) => {
      const socket = new WebSocket(`${target.replace('http', 'ws')}/api/v1/events`);
      socket.onopen = () => done('open');
      socket.onerror = () => done('refused');
    }),
    form: await loads((done) => {
      const frame = document.createElement('iframe');
      frame.name = 'target';
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: `${target}/api/v1/call/settings.set`, target: 'target', enctype: 'text/plain' });
      // As text/plain this reads like JSON: {"theme":"light","x":"="}.
      form.append(Object.assign(document.createElement('input'), { name: '{"theme":"light","x":"', value: '"}' }));
      document.body.append(frame, form);
      frame.addEventListener('load', () => done('sent'));
      form.submit();
    }),
  };
}

/** The attempts as a script of the page. @param where an expression for the address to try */
const tryFrom = (where: string, hothash: string): string => `(${attempts.toString()})(${where}, ${JSON.stringify(hothash)})`;

test('a hostile site in the same browser gets nothing and changes nothing @browser', async ({ launch }, { project }) => {
  const app = await launch();
  const { port } = new URL(app.page.url());
  const token = readFileSync(join(app.home, 'server-token'), 'utf8').trim();
  const target = `http://127.0.0.1:${port}`;
  const ours = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> =>
    (
      await fetch(`${target}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } })
    ).json() as Promise<Record<string, unknown>>;
  const { job_id } = (await ours('/samples', { method: 'POST', body: '{}' })) as { job_id: string };
  await expect.poll(async () => (await ours(`/jobs/${job_id}`))['status'], { timeout: 60_000 }).toBe('done');
  const { photos } = (await ours('/search?query=lofoten')) as unknown as { photos: { hothash: string }[] };
  const hothash = photos[0]?.hothash ?? '';
  await ours('/settings', { method: 'PATCH', body: '{"theme":"dark"}' });

  const site = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Evil</title>'),
  );
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const given = project.use.launchOptions as LaunchOptions;
  const victim = await chromium.launch({ ...given, args: [...(given.args ?? []), '--host-resolver-rules=MAP *.example 127.0.0.1'] });
  try {
    const context = await victim.newContext();
    // The person has the app open in the same browser, cookie and all.
    const open = await context.newPage();
    await open.goto(`${target}/#token=${token}`);
    await expect(open.getByRole('navigation', { name: 'Main' })).toBeVisible();
    expect((await context.cookies()).length).toBe(1);

    const evil = await context.newPage();
    await evil.goto(`http://evil.example:${(site.address() as AddressInfo).port}/`);
    expect(await evil.evaluate(tryFrom(JSON.stringify(target), hothash))).toEqual({
      read: 'refused',
      readWithCookies: 'refused',
      blindWrite: 'refused',
      jsonWrite: 'refused',
      picture: 'refused',
      events: 'refused',
      form: 'sent',
    });

    // The name of the site now leads to this machine, and its port is ours: to the browser it is one origin.
    const rebound = await context.newPage();
    const answer = await rebound.goto(`http://evil.example:${port}/`);
    expect([answer?.status(), (await answer?.text())?.includes('<div')]).toEqual([421, false]);
    expect(await rebound.evaluate(tryFrom('location.origin', hothash))).toEqual({
      read: '421 text',
      readWithCookies: '421 text',
      blindWrite: '421 text',
      jsonWrite: '421 text',
      picture: 'refused',
      events: 'refused',
      form: 'sent',
    });
    expect((await ours('/settings'))['theme']).toBe('dark');
  } finally {
    await victim.close();
    site.close();
  }
});
