/** How soon a key in the grid is answered on the screen while photos are imported beside it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePhotos } from './photos.ts';

/** Of the import; it is ended when the keys are through. */
const imported = 2000;
const keys = 150;

/**
 * @param url of the server, with its token
 * @returns milliseconds from a key to the second frame after the grid had moved its focus, the first of which shows it
 */
export async function keysDuringImport(page: Page, url: string, dataFolder: string, home: string): Promise<number[]> {
  const source = join(dataFolder, `photos-${imported}`);
  await makePhotos(source, imported);
  const base = join(home, 'imported');
  mkdirSync(base, { recursive: true });
  const call = caller(url);
  const storage = await call<{ uuid: string }>('/file-storage/create', { base_path: base, display_name: 'Imported' });
  const { job_id } = await call<{ job_id: string }>('/imports', { sources: [source], storage: storage.uuid });
  await page.getByRole('main').getByRole('listbox').focus();
  const tookMs: number[] = [];
  for (let press = 0; press < keys; press++) {
    await page.evaluate(listen);
    await page.keyboard.press('ArrowRight');
    tookMs.push(await page.evaluate(() => (globalThis as unknown as { answered: Promise<number> }).answered));
  }
  const job = await call<{ status: string }>(`/jobs/${job_id}/cancel`, {});
  if (job.status === 'done' || job.status === 'failed') throw new Error(`the import was ${job.status} before the keys were through`);
  return tookMs;
}

/** In the page: from the key until the list names another photo as its active one, and that was painted. */
function listen(): void {
  const list = document.querySelector('main [role=listbox]');
  const before = list?.getAttribute('aria-activedescendant');
  (globalThis as unknown as { answered: Promise<number> }).answered = new Promise((resolve) => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = (): void => {
          if (list?.getAttribute('aria-activedescendant') === before) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - timeStamp));
        };
        requestAnimationFrame(look);
      },
      { once: true, capture: true },
    );
  });
}

/** Calls of the server at an address with a token. */
export function caller(url: string): <T>(path: string, body: object, method?: string) => Promise<T> {
  const { origin, hash } = new URL(url);
  // Calls lie seconds apart: a connection kept open may be closed by the server just when the next call takes it.
  const headers = {
    authorization: `Bearer ${hash.slice('#token='.length)}`,
    'content-type': 'application/json',
    connection: 'close',
  };
  return async <T>(path: string, body: object, method = 'POST'): Promise<T> => {
    const response = await fetch(`${origin}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}
