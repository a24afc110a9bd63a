/** What the system is told when long work ends @standin. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test, type RunningApp } from './fixture.ts';
import { call } from './pages/call.ts';

interface Shown {
  readonly options: { readonly title: string; readonly body: string };
  emit(name: 'click'): void;
}

const notices = (app: RunningApp): Promise<string[]> =>
  app.evaluate(({ Notification }) =>
    (Notification as unknown as { standinShown: Shown[] }).standinShown.map(({ options }) => `${options.title}: ${options.body}`),
  );

test('one notification when work ends behind other windows, and its click leads to the jobs @standin', async ({ app, home }) => {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const storage = (await call(app.page, 'storage.create', { base_path: disk })) as { uuid: string };
  const importOf = async (name: string): Promise<void> => {
    const folder = join(home, name);
    mkdirSync(folder);
    const background = `#${Buffer.from(name).toString('hex').slice(0, 6)}`;
    await sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toFile(join(folder, 'a.jpg'));
    const { job_id } = (await call(app.page, 'import.start', { sources: [folder], storage: storage.uuid, title: name })) as {
      job_id: string;
    };
    await expect.poll(async () => ((await call(app.page, 'job.show', { job_id })) as { status: string }).status).toBe('done');
  };
  await importOf('in front');
  expect(await notices(app)).toEqual([]);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  await importOf('behind');
  await expect.poll(() => notices(app)).toEqual(['ImaLink: behind. The import is done.']);
  await app.evaluate(({ Notification }) => (Notification as unknown as { standinShown: Shown[] }).standinShown[0]?.emit('click'));
  await expect(app.page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())).toBe(true);
  // Turned off, nothing is said.
  await app.page.keyboard.press('ControlOrMeta+,');
  await app.page.getByRole('group', { name: 'Tell me when long work ends' }).getByRole('button', { name: 'Off' }).click();
  // Settings are written together, a moment after the last of them.
  await expect.poll(async () => ((await call(app.page, 'settings.get', {})) as { notify_jobs: boolean }).notify_jobs).toBe(false);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  await importOf('unheard');
  expect(await notices(app)).toHaveLength(1);
});
