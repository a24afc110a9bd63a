/** The grid as tests see it: by role and by name. */
import { expect, type Locator, type Page } from '@playwright/test';

export const gridOf = (page: Page): Locator => page.getByRole('main').getByRole('listbox');
export const tilesOf = (page: Page): Locator => gridOf(page).getByRole('option');
export const selectedOf = (page: Page): Locator => gridOf(page).locator('[role=option][aria-selected=true]');
/** What the line at the foot says of the selection. */
export const statusOf = (page: Page): Locator => page.locator('footer [role=status]');
export const scroller = (page: Page): Locator => page.getByTestId('grid-scroller');

/** Positions of all tiles in the document: number, top and right edge, size. */
export async function tileBoxes(
  page: Page,
): Promise<{ index: number; top: number; right: number; width: number; height: number; row: string }[]> {
  return tilesOf(page).evaluateAll((tiles) =>
    tiles.map((tile) => {
      const box = tile.getBoundingClientRect();
      return {
        index: Number((tile as HTMLElement).dataset['index']),
        top: box.top,
        right: box.right,
        width: box.width,
        height: box.height,
        row: tile.parentElement?.dataset['row'] ?? '', // none, when it was recycled meanwhile
      };
    }),
  );
}

/** Waits until the first tiles have their details. */
export async function ready(page: Page): Promise<void> {
  await gridOf(page).locator('[role=option][data-hothash]').first().waitFor();
}

/** Selects in every way there is but the rubber band, as it must be possible in every list; nothing is selected at the end. @param last a place of another day */
export async function selectInEveryWay(page: Page, last: number): Promise<void> {
  const tile = (n: number): Locator => tilesOf(page).nth(n);
  await tile(1).click();
  await expect(statusOf(page)).toHaveText('1 photo selected');
  await tile(last).click({ modifiers: ['Shift'] });
  await expect(statusOf(page)).toHaveText(`${last} photos selected`);
  await tile(3).click({ modifiers: ['ControlOrMeta'] });
  await expect(statusOf(page)).toHaveText(`${last - 1} photos selected`);
  await page.keyboard.press('Space');
  await expect(statusOf(page)).toHaveText(`${last} photos selected`);
  await page.keyboard.press('Escape');
  await expect(statusOf(page)).toHaveText('Nothing selected');
  await tile(2).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(statusOf(page)).toHaveText('3 photos selected');
  await page.locator('[data-day]').first().hover();
  const ofDay = { name: /^Select all photos of/ };
  await page.getByRole('button', ofDay).first().click();
  await expect(page.getByRole('button', { ...ofDay, pressed: true }).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+A');
  await expect(statusOf(page)).toHaveText(`${await tilesOf(page).first().getAttribute('aria-setsize')} photos selected`);
  await page.keyboard.press('Escape');
  await expect(statusOf(page)).toHaveText('Nothing selected');
}
