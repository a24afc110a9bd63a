/** Tests of the page alone, over a synthetic library: caps, frames and keys that no real library is large enough for. */
import { test as base, expect, type Page } from '@playwright/test';
import { serveFake } from './serve.ts';

interface Fixtures {
  /** Opens the page over a library with these settings (see bridge.ts). */
  readonly open: (options?: Readonly<Record<string, string | number>>) => Promise<Page>;
}

export const test = base.extend<Fixtures, { fakeUrl: string }>({
  fakeUrl: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const host = await serveFake();
      await use(host.url);
      await host.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ page, fakeUrl }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('404') && errors.push(message.text()));
    await use(async (options = {}) => {
      await page.goto(`${fakeUrl}?${new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]))}`);
      return page;
    });
    expect(errors).toEqual([]);
  },
});
export { expect };
