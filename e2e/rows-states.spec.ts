/** What every screen says while it waits and when it cannot, over real photos and in every host (docs/dev/ui-rows.md). */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { card } from './pages/card.ts';
import { ready, tilesOf } from './pages/grid.ts';
import { createStorage, importFolder } from './pages/library.ts';

interface ScreenState {
  readonly procedure: string;
  readonly go: (page: Page) => Promise<void>;
  readonly loading: string;
  /** What is said when it cannot; the heading of a screen, or a line of its part. */
  readonly failed: RegExp;
  /** What is there in the end. */
  readonly shown: (page: Page) => Locator;
}

const byKey =
  (key: string) =>
  (page: Page): Promise<void> =>
    page.keyboard.press(`ControlOrMeta+${key}`);
const main = (page: Page): Locator => page.getByRole('main');

const screens: readonly ScreenState[] = [
  {
    procedure: 'photos.open',
    go: byKey('1'),
    loading: 'Loading photos',
    failed: /photos could not be listed/,
    shown: (page) => tilesOf(page).first(),
  },
  {
    procedure: 'session.list',
    go: byKey('2'),
    loading: 'Loading: Sessions',
    failed: /sessions could not be listed/i,
    shown: (page) => main(page).getByRole('listitem').filter({ hasText: 'A few' }),
  },
  {
    procedure: 'job.list',
    go: byKey('3'),
    loading: 'Loading: Imports & jobs',
    failed: /jobs could not be listed/,
    shown: (page) => main(page).getByRole('heading', { name: 'Last jobs' }),
  },
  {
    procedure: 'conflict.list',
    go: byKey('4'),
    loading: 'Loading: Conflicts',
    failed: /could not be listed/,
    shown: (page) => main(page).getByRole('button', { name: 'Scan now' }),
  },
  {
    procedure: 'storage.statistics',
    go: byKey('5'),
    loading: 'Loading: Statistics of Home archive',
    failed: /Not loaded: Statistics of Home archive/,
    shown: (page) => main(page).getByText('Photos by year').first(),
  },
  {
    procedure: 'history.list',
    go: async (page) => {
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('combobox').fill('history');
      await page.keyboard.press('Enter');
    },
    loading: 'Loading: History',
    failed: /history could not be read/i,
    shown: (page) => main(page).getByRole('heading').first(),
  },
];

test('each screen has a name for waiting and one for failing, one thing to do, and goes on', async ({ launch, home }) => {
  const app = await launch();
  const { page, answers } = app;
  mkdirSync(join(home, 'Pictures'));
  await createStorage(app, join(home, 'Pictures'), 'Home archive');
  await card(join(home, 'A few'), 3);
  await importFolder(app, join(home, 'A few'), 3);
  const procedures = screens.map(({ procedure }) => procedure);

  await test.step('while answers are out, every screen says what it waits for', async () => {
    await answers.hold(...procedures);
    await page.reload();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    for (const { go, loading } of screens) {
      await go(page);
      await expect(page.getByRole('status', { name: loading }).first()).toBeVisible();
      await expect(page.getByText(/database/i)).toHaveCount(0);
    }
  });

  await test.step('once they are there, so is everything', async () => {
    await answers.letGo();
    for (const { go, shown } of screens) {
      await go(page);
      await expect(shown(page)).toBeVisible();
    }
  });

  await test.step('what fails says what and why, and one button asks again', async () => {
    await answers.fail(...procedures);
    await page.reload();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    for (const { go, failed } of screens) {
      await go(page);
      const said = main(page).getByRole('alert').filter({ hasText: failed });
      await expect(said).toContainText('disk');
      await expect(said.getByRole('button')).toHaveText('Try again');
      await expect(page.getByText(/database/i)).toHaveCount(0);
    }
    await answers.letGo();
    for (const { go, failed, shown } of screens) {
      await go(page);
      const again = main(page).getByRole('alert').filter({ hasText: failed }).getByRole('button');
      if (await again.isVisible()) await again.click();
      await expect(shown(page)).toBeVisible();
    }
  });

  await test.step('when not even the storages can be had, it says that the photos are not affected', async () => {
    await answers.hold('storage.list');
    await page.reload();
    await expect(page.getByRole('status', { name: 'Loading: ImaLink' })).toBeVisible();
    await answers.letGo();
    await answers.fail('storage.list');
    await page.reload();
    await expect(page.getByRole('alert')).toContainText('Your photos are not affected.');
    await answers.letGo();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await byKey('1')(page);
    await ready(page);
  });

  await test.step('a catalog that cannot be read is told at the next start, with the way back', async () => {
    await app.close();
    rmSync(join(home, 'backups'), { recursive: true, force: true });
    writeFileSync(join(home, 'catalog.sqlite'), 'no catalog at all');
    const again = await launch();
    await expect(again.page.getByRole('heading', { name: 'The catalog was lost, your photos were not' })).toBeVisible();
    await expect(again.page.getByRole('button', { name: /Choose a folder or drive/ })).toBeVisible();
    expect(readdirSync(home).some((name) => name.startsWith('catalog') && name !== 'catalog.sqlite')).toBe(true);
  });
});
