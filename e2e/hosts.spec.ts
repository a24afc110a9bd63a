/** What each host owes the page, and what the page must not be able to do. No story of a user is told here. */
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { eventNames, procedureNames } from '#contract/names.ts';
import { expect, test } from './fixture.ts';
import { call, type PageWindow } from './pages/call.ts';

test('shows the app, and nothing it asks for is missing', async ({ launch, host }) => {
  const app = await launch();
  const failed: string[] = [];
  app.page.on('console', (message) => message.type() === 'error' && failed.push(message.text()));
  app.page.on('response', (response) => response.status() >= 400 && failed.push(`${response.status()} ${response.url()}`));
  await app.page.reload();
  await expect(app.page).toHaveTitle(/ImaLink/);
  await expect(app.page.getByRole('main').or(app.page.getByRole('dialog')).first()).toBeVisible();
  expect([host, failed, app.blocked]).toEqual([host, [], []]);
});

test('runs no script that is not its own', async ({ app }) => {
  const ran = await app.page.evaluate(() => {
    const page = globalThis as unknown as PageWindow;
    const script = document.createElement('script');
    script.textContent = 'window.inlineScriptRan = true';
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.inlineHandlerRan = true');
    document.body.append(script, button);
    button.click();
    return [page['inlineScriptRan'], page['inlineHandlerRan']];
  });
  expect(ran).toEqual([undefined, undefined]);
});

test('loads nothing from elsewhere, not even from another port of this machine', async ({ app }) => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'image/svg+xml' })
      .end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const loaded = await app.page.evaluate(async (url) => {
    const image = new Image();
    const picture = new Promise((resolve) => {
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
    });
    image.src = `${url}/picture`;
    const request = fetch(`${url}/data`).then(
      () => true,
      () => false,
    );
    return [await picture, await request];
  }, address);
  elsewhere.close();
  // Refused by the page's own policy: no request left it, so the stand-in had nothing to block either.
  expect([loaded, asked, app.blocked]).toEqual([[false, false], [], []]);
});

test.describe('a desktop window', { tag: '@desktop' }, () => {
  test('gives the page the bridge and nothing else', async ({ app }) => {
    const seen = await app.page.evaluate(() => {
      const page = globalThis as unknown as PageWindow;
      return {
        globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in page),
        bridge: Object.keys(page.imalink).sort(),
        calls: Object.keys(page.imalink.calls).sort(),
        frozen: [Object.isFrozen(page.imalink), Object.isFrozen(page.imalink.calls)],
      };
    });
    expect(seen).toEqual({
      globals: [],
      bridge: ['calls', 'on', 'pathsForFiles'],
      calls: [...procedureNames].sort(),
      frozen: [true, true],
    });
  });

  test('answers calls with results, and refuses bad input by name', async ({ app }) => {
    const [info, bad] = await app.page.evaluate(async () => {
      const { calls } = (globalThis as unknown as PageWindow).imalink;
      return [await calls['system.info']({}), await calls['photo.show']({ hothash: '../../etc/passwd' })] as const;
    });
    expect(info).toMatchObject({
      ok: true,
      value: { host: 'desktop', home: app.home, can: { pick_folder: true, show_in_folder: true, drag_out: true } },
    });
    expect(bad).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  test('knows no event but those of the contract', async ({ app }) => {
    const outcome = await app.page.evaluate((names) => {
      const { on } = (globalThis as unknown as PageWindow).imalink;
      for (const name of names) on(name, () => undefined)();
      try {
        on('imalink:event' as never, () => undefined);
        return 'subscribed';
      } catch {
        return 'refused';
      }
    }, eventNames);
    expect(outcome).toBe('refused');
  });

  test('hands links to the system browser and stays where it is', async ({ app }) => {
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      shell.openExternal = (url) => Promise.resolve(void opened.push(url));
    });
    const before = app.page.url();
    await app.page.evaluate(() => {
      for (const href of ['https://example.org/help', 'http://example.org/', 'file:///etc/passwd']) {
        const link = Object.assign(document.createElement('a'), { href, target: '_blank', rel: 'noreferrer' });
        document.body.append(link);
        link.click();
      }
    });
    await expect.poll(() => app.evaluate(() => (globalThis as { opened?: string[] }).opened)).toEqual(['https://example.org/help']);
    await app.page.evaluate(() => {
      location.href = 'https://example.org/away';
    });
    // The bridge still answers: the page is alive, where it was.
    expect(await app.page.evaluate(async () => (await (globalThis as unknown as PageWindow).imalink.calls['system.info']({})).ok)).toBe(
      true,
    );
    expect(app.page.url()).toBe(before);
  });

  test('chooses folders in the native dialog', async ({ app }) => {
    const choose = () =>
      app.page.evaluate(() => (globalThis as unknown as PageWindow).imalink.calls['system.pickFolder']({ title: 'Where to?' }));
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = ((_window: unknown, options: { title?: string }) =>
        Promise.resolve({ canceled: false, filePaths: [`/chosen/${options.title}`] })) as never;
    });
    expect(await choose()).toEqual({ ok: true, value: { path: '/chosen/Where to?' } });
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = (() => Promise.resolve({ canceled: true, filePaths: [] })) as never;
    });
    expect(await choose()).toEqual({ ok: true, value: { path: null } });
  });

  test('knows where dropped files lie', async ({ app }) => {
    await app.page.evaluate(() => {
      const page = globalThis as unknown as PageWindow;
      document.body.addEventListener('drop', (event) => {
        page['paths'] = page.imalink.pathsForFiles([...(event.dataTransfer?.files ?? [])]);
      });
    });
    await app.drop('body', [
      { name: 'a.jpg', path: '/card/DCIM/a.jpg' },
      { name: 'b.jpg', path: '/card/DCIM/b.jpg' },
    ]);
    expect(await app.page.evaluate(() => (globalThis as unknown as PageWindow)['paths'])).toEqual(['/card/DCIM/a.jpg', '/card/DCIM/b.jpg']);
    expect(
      await app.page.evaluate(() => (globalThis as unknown as PageWindow).imalink.pathsForFiles([new File(['x'], 'unknown.jpg')])),
    ).toEqual([]);
  });

  test('follows the theme, natively too', async ({ app }) => {
    const theme = () => app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
    await app.page.evaluate(() => (globalThis as unknown as PageWindow).imalink.calls['settings.set']({ theme: 'light' }));
    await expect.poll(theme).toBe('light');
  });

  test('answers other programs when that is turned on in the settings, and no longer when it is off', async ({ app, home }) => {
    const { page } = app;
    await call(page, 'storage.create', { base_path: home, display_name: 'Archive' });
    await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByText('Nothing but this window reaches your library.')).toBeVisible();
    const choice = page.getByRole('group', { name: 'Answer programs and browsers of this machine' });
    await choice.getByRole('button', { name: 'On' }).click();
    const address = (await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/$/).textContent()) ?? '';
    const authorization = `Bearer ${readFileSync(join(home, 'server-token'), 'utf8').trim()}`;
    const ask = (headers: Record<string, string>) => fetch(`${address}api/v1/system`, { headers });
    expect([(await ask({})).status, await (await ask({ authorization })).json()]).toMatchObject([401, { host: 'desktop' }]);
    await choice.getByRole('button', { name: 'Off' }).click();
    await expect(page.getByText('Nothing but this window reaches your library.')).toBeVisible();
    await expect(ask({ authorization })).rejects.toThrow('fetch failed');
  });

  test('starts once per home: a second start hands its paths over and ends', async ({ launch, home }) => {
    const folder = join(home, 'incoming');
    mkdirSync(folder);
    const first = await launch();
    await first.page.evaluate(() => {
      const page = globalThis as unknown as PageWindow;
      const handedOver: unknown[] = [];
      page['handedOver'] = handedOver;
      page.imalink.on('app.openPaths', (payload) => handedOver.push(payload));
    });
    await expect(launch({ args: [folder] })).rejects.toThrow(/ended with 0|closed/);
    await expect.poll(() => first.page.evaluate(() => (globalThis as unknown as PageWindow)['handedOver'])).toEqual([{ paths: [folder] }]);
  });

  test('offers the folders of its command line for import', async ({ launch, home }) => {
    const [disk, folder] = [join(home, 'disk'), join(home, 'holiday card')];
    for (const path of [disk, folder]) mkdirSync(path);
    const first = await launch();
    await call(first.page, 'storage.create', { base_path: disk });
    await first.close();
    const second = await launch({ args: [folder] });
    await expect(second.page.getByRole('dialog')).toContainText('holiday card');
  });

  test('asks before it quits in the middle of an import', async ({ app, home }) => {
    const [disk, folder] = [join(home, 'disk'), join(home, 'card')];
    for (const path of [disk, folder]) mkdirSync(path);
    const photo = await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#284' } })
      .jpeg()
      .toBuffer();
    // Different bytes after the picture's end make different files.
    for (let number = 0; number < 60; number += 1)
      writeFileSync(join(folder, `${number}.jpg`), Buffer.concat([photo, Buffer.from(`${number}`)]));
    await app.evaluate(({ dialog }) => {
      const questions: string[] = [];
      (globalThis as { questions?: string[] }).questions = questions;
      dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
        questions.push(options.message);
        return Promise.resolve({ response: questions.length === 1 ? 1 : 0, checkboxChecked: false });
      }) as never;
    });
    const storage = (await call(app.page, 'storage.create', { base_path: disk })) as { uuid: string };
    const { job_id } = (await call(app.page, 'import.start', { sources: [folder], storage: storage.uuid })) as { job_id: string };
    await call(app.page, 'job.pause', { job_id });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect
      .poll(() => app.evaluate(() => (globalThis as { questions?: string[] }).questions))
      .toEqual(['An import is still running.']);
    expect(await call(app.page, 'job.show', { job_id })).toMatchObject({ job_id });
    expect(await app.close()).toBe(0);
  });

  test('quits cleanly, remembers its place, and starts again on the same home', async ({ launch }) => {
    const first = await launch();
    await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 900, height: 640 }));
    expect(await first.close()).toBe(0);
    expect(JSON.parse(readFileSync(join(first.home, 'desktop', 'window.json'), 'utf8'))).toMatchObject({
      bounds: { width: 900, height: 640 },
      isMaximized: false,
    });
    const second = await launch();
    expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toMatchObject({
      width: 900,
      height: 640,
    });
    expect(await second.close()).toBe(0);
  });

  test('says why it cannot start, offers the log, and leaves a newer catalog alone', { tag: '@standin' }, async ({ launch, home }) => {
    const catalog = new Database(join(home, 'catalog.sqlite'));
    catalog.pragma('user_version = 9999');
    catalog.close();
    const before = readFileSync(join(home, 'catalog.sqlite'));
    // The stand-in presses the first button, which quits.
    await expect(launch()).rejects.toThrow(/ImaLink cannot go on: .*Update ImaLink/);
    expect(readFileSync(join(home, 'catalog.sqlite'))).toEqual(before);
    expect(readFileSync(join(home, 'logs/imalink.log'), 'utf8')).toContain('the app cannot go on');
  });

  test('answers its own page only', { tag: '@standin' }, async ({ app }) => {
    const answers = await app.evaluate(async ({ ipcMain }) => {
      const call = (
        ipcMain as unknown as { standinInvoke: (channel: string, frame: object | null, ...args: unknown[]) => Promise<{ ok: boolean }> }
      ).standinInvoke;
      const frames = [
        { url: 'imalink://app/index.html', parent: null },
        null,
        { url: 'https://evil.example/', parent: null },
        { url: 'imalink://app.evil/', parent: null },
        { url: 'imalink://app/index.html', parent: {} },
      ];
      const results: boolean[] = [];
      for (const frame of frames) results.push((await call('imalink:call', frame, 'system.info', {})).ok);
      return results;
    });
    expect(answers).toEqual([true, false, false, false, false]);
  });

  test('grants no permission but copying text', { tag: '@standin' }, async ({ app }) => {
    const asked = await app.evaluate(async ({ session }) => {
      const ask = (session as unknown as { standinPermission: (permission: string) => Promise<{ asked: boolean; checked: boolean }> })
        .standinPermission;
      const answers: Record<string, unknown> = {};
      for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'clipboard-sanitized-write'])
        answers[permission] = await ask(permission);
      return answers;
    });
    const [no, yes] = [
      { asked: false, checked: false },
      { asked: true, checked: true },
    ];
    expect(asked).toEqual({
      media: no,
      geolocation: no,
      notifications: no,
      openExternal: no,
      'clipboard-read': no,
      'clipboard-sanitized-write': yes,
    });
  });
});

test.describe('a browser page', { tag: '@browser' }, () => {
  test('takes the token out of its address and keeps it over a reload', async ({ app }) => {
    await expect(app.page.getByRole('main').or(app.page.getByRole('dialog')).first()).toBeVisible();
    expect(app.page.url()).not.toContain('token');
    await app.page.reload();
    const status = await app.page.evaluate(async () => {
      const token = Object.values({ ...sessionStorage }).find((value) => /^[\w-]{43}$/.test(String(value)));
      const answer = await fetch('/api/v1/system', { headers: { authorization: `Bearer ${String(token)}` } });
      return [answer.status, (await fetch('/api/v1/system')).status];
    });
    expect(status).toEqual([200, 401]);
  });

  test('ends with exit code 0 when the server is interrupted', async ({ app }) => {
    expect(await app.close()).toBe(0);
  });
});
