/** From an empty window to an import that is stopped and cut off, with real files and in every host (docs/dev/ui-rows.md). */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { card } from './pages/card.ts';
import { gridOf, ready, tilesOf } from './pages/grid.ts';
import { createStorage, dropFolder, importFolder } from './pages/library.ts';

test.use({ reducedMotion: 'reduce' });

const photosIn = (folder: string): number =>
  readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.jpg')).length;

test('empty screens, counts before a copy, keys beside a job, cancel, a cut and resume', async ({ launch, home }) => {
  test.slow();
  const first = await launch();
  const { page } = first;

  await test.step('every screen that has nothing to show says so, with what to do', async () => {
    await expect(page.getByRole('heading', { name: 'Your photos stay where you put them.' })).toBeVisible();
    mkdirSync(join(home, 'Pictures'));
    await createStorage(first, join(home, 'Pictures'), 'Home archive');
    const screens: readonly (readonly [key: string, heading: string])[] = [
      ['1', 'No photos yet'],
      ['2', 'Every import becomes a session'],
      ['3', 'Nothing running'],
      ['4', 'Everything matches.'],
    ];
    for (const [key, heading] of screens) {
      await page.keyboard.press(`ControlOrMeta+${key}`);
      await expect(page.getByRole('heading', { name: heading })).toBeVisible();
      await expect(page.getByRole('main').getByRole('button').first()).toBeVisible();
      await expect(page.getByText(/database/i)).toHaveCount(0);
    }
  });

  const photos = join(home, 'Pictures', readdirSync(join(home, 'Pictures'))[0] ?? '', 'photos');
  await card(join(home, 'Card'), 700);
  await test.step('what is new, known and unreadable is counted, and no file copied', async () => {
    mkdirSync(join(home, 'A few'));
    await card(join(home, 'A few'), 8);
    await page.keyboard.press('ControlOrMeta+1');
    await importFolder(first, join(home, 'A few'), 8);
    writeFileSync(join(home, 'Card/empty.jpg'), '');
    await dropFolder(first, join(home, 'Card'));
    const sheet = page.getByRole('dialog', { name: 'Import photos' });
    await expect(sheet.getByRole('button', { name: 'Import 692 photos' })).toBeVisible({ timeout: 60_000 });
    const count = (what: string) => sheet.getByRole('term').filter({ hasText: what }).locator('xpath=..').getByRole('definition');
    await expect(count('new photos')).toHaveText('692');
    await expect(count('already here')).toHaveText('8');
    await expect(count('cannot be read')).toHaveText('1');
    await expect(sheet.getByText('Nothing has been copied yet.')).toBeVisible();
    expect(photosIn(photos)).toBe(8);
  });

  await test.step('while it runs keys move through the photos, nothing moves by itself, and it can be cancelled', async () => {
    await page.getByRole('button', { name: 'Import 692 photos' }).click();
    await expect(page.getByRole('contentinfo').getByRole('progressbar')).toBeVisible();
    await ready(page);
    await gridOf(page).focus();
    await page.keyboard.press('Home');
    const at = (): Promise<string | null> => gridOf(page).getAttribute('aria-activedescendant');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      const before = await at();
      await page.keyboard.press(key);
      await expect.poll(at).not.toBe(before);
    }
    expect(await movingParts(page)).toBe(0);
    await page.keyboard.press('ControlOrMeta+3');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText(/what is done stays done/).first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+2');
    const session = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Card' });
    await expect(session.getByRole('button', { name: 'Resume' })).toBeVisible();
    const there = photosIn(photos);
    expect(there).toBeLessThan(700);
    await expect(session).toContainText(`${there - 8} photo`);
  });

  await test.step('cut off in the middle, the next start offers to go on, and all of it is there', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('contentinfo').getByRole('progressbar')).toBeVisible();
    await first.kill();
    const again = await launch();
    await again.page.keyboard.press('ControlOrMeta+2');
    await again.page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
    await expect(again.page.getByRole('main').getByRole('button', { name: 'Resume' })).toHaveCount(0);
    await expect(again.page.getByText(/photos imported/).first()).toBeVisible({ timeout: 90_000 });
    expect(photosIn(photos)).toBe(700);
    await again.page.keyboard.press('ControlOrMeta+3');
    await again.page
      .getByRole('button', { name: /problem/ })
      .first()
      .click();
    await expect(again.page.getByRole('main').getByText('empty.jpg').first()).toBeVisible();
    await expect(again.page.getByRole('button', { name: 'Try failed files again' }).first()).toBeVisible();
    await again.page.keyboard.press('ControlOrMeta+1');
    await ready(again.page);
    // The card repeats its pictures: the others are further copies.
    await expect(tilesOf(again.page).first()).toHaveAttribute('aria-setsize', '256');
  });
});

/** Animations that run and take any time. */
const movingParts = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().activeDuration) > 0).length,
  );
