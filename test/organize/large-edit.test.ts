/**
 * An edit of very many photos, straight in a catalog: 25,000, which is enough for it to be a job;
 * EDIT_PHOTOS=1000000 for a whole large library, with its figures.
 */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { openEngine } from '#core/services/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const photos = Number(process.env['EDIT_PHOTOS'] ?? 25_000);

async function library() {
  const home = tempFolder();
  const database = openSqlite(join(home, 'catalog.sqlite'), { readOnly: false });
  database.exec(`
    insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at)
      values (1, '00000000-0000-4000-8000-000000000001', 'S', 'd', '/nowhere', '/nowhere/d', 'photos', '2024', '2024');
    insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at)
      values (1, '00000000-0000-4000-8000-000000000002', 1, 'All', '2024', 'complete', '{}', 'imports/session_1.json', '2024');
    with recursive n(id) as (select 1 union all select id + 1 from n where id < ${photos})
      insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, day, taken_at_source, imported_at, rating)
      select id, printf('%064x', id), 'img1', 'JPEG', 'image', 3000, 2000, '2024-01-01T10:00:00.000', '2024-01-01', 'exif', '2024-01-01T00:00:00.000Z', id % 3 from n;
    insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at)
      select id, 1, 1, 'IMG_' || id || '.jpg', 'img_' || id || '.jpg', hothash, 1000, 0, 'x.jpg', '2024', '2024' from photo;`);
  database.close();
  const engine = await openEngine({ home, catalogInThread: true });
  onTestFinished(() => engine.close());
  const { handlers } = engine;
  const jobs: JobDto[] = [];
  engine.onEvent((name, payload) => void (name === 'job.changed' && jobs.push((payload as { job: JobDto }).job)));
  const stars = async (): Promise<(string | number | null)[][]> =>
    (await handlers['photos.open']({ sort: 'rating', descending: true })).groups.map(({ key, count }) => [key, count]);
  return { engine, handlers, jobs, stars };
}

/** Runs `work`, and meanwhile asks for pages as a window does. @returns the slowest answer */
async function whileScrolling(page: () => unknown, work: Promise<unknown>): Promise<{ tookMs: number; slowestPageMs: number }> {
  const startedMs = performance.now();
  let [isOver, slowestPageMs] = [false, 0];
  const ended = work.finally(() => (isOver = true));
  while (!isOver) {
    const askedMs = performance.now();
    await page();
    slowestPageMs = Math.max(slowestPageMs, performance.now() - askedMs);
  }
  await ended;
  return { tookMs: performance.now() - startedMs, slowestPageMs };
}

test(`${photos} photos are rated, tagged and given back as jobs, batch by batch`, { timeout: 600_000 }, async () => {
  const { handlers, jobs, stars } = await library();
  const before = await stars();
  expect(before.map(([key]) => key)).toEqual(['2', '1', null]);
  const view = await handlers['photos.open']({ sort: 'taken_at', descending: true });
  const all = { view_id: view.view_id, ranges: [[0, photos] as [number, number]] };
  const page = () => handlers['photos.page']({ view_id: view.view_id, offset: photos - 200, limit: 100 });
  const figures: Record<string, unknown> = {};

  figures['rate'] = await whileScrolling(page, Promise.resolve(handlers['photo.edit']({ places: all, change: { rating: 5 } })));
  expect(await stars()).toEqual([['5', photos]]);
  figures['tag'] = await whileScrolling(page, Promise.resolve(handlers['photo.edit']({ places: all, change: { add_tags: ['sea'] } })));
  expect(await handlers['tag.list']({})).toEqual({ tags: [{ name: 'sea', photos }] });
  figures['undo tag'] = await whileScrolling(page, Promise.resolve(handlers['edit.undo']({})));
  figures['undo rating'] = await whileScrolling(page, Promise.resolve(handlers['edit.undo']({})));
  expect(await stars()).toEqual(before);
  expect((await handlers['tag.list']({})).tags).toEqual([]);
  await handlers['edit.redo']({});
  expect(await stars()).toEqual([['5', photos]]);

  const edits = jobs.filter(({ kind }) => kind === 'edit');
  expect(new Set(edits.map(({ job_id }) => job_id)).size).toBe(5);
  expect(edits.some(({ status, progress }) => status === 'running' && progress.done_files > 0 && progress.done_files < photos)).toBe(true);
  expect(edits.at(-1)).toMatchObject({ status: 'done', progress: { done_files: photos, total_files: photos } });
  if (process.env['EDIT_PHOTOS'] != null) console.log({ ...figures, residentMb: Math.round(process.memoryUsage().rss / 1e6) });
});

test('an edit that is stopped in the middle can be taken back', { timeout: 600_000 }, async () => {
  const { engine, handlers, stars } = await library();
  const before = await stars();
  const view = await handlers['photos.open']({ sort: 'taken_at', descending: true });
  const off = engine.onEvent((name, payload) => {
    const { job } = payload as { job: JobDto };
    if (name !== 'job.changed' || job.kind !== 'edit' || job.progress.done_files === 0) return;
    off();
    void handlers['job.cancel']({ job_id: job.job_id });
  });
  await expect(
    handlers['photo.edit']({ places: { view_id: view.view_id, ranges: [[0, photos]] }, change: { rating: 5 } }),
  ).rejects.toMatchObject({ code: 'cancelled' });
  const [[key, done] = [], ...rest] = await stars();
  expect(key).toBe('5');
  expect(done).toBeLessThan(photos);
  expect(rest.length).toBeGreaterThan(0);
  await handlers['edit.undo']({});
  expect(await stars()).toEqual(before);
});
