/** The grid as tests see it: by role and by name. */
import type { Locator, Page } from '@playwright/test';

export const gridOf = (page: Page): Locator => page.getByRole('main').getByRole('listbox');
export const tilesOf = (page: Page): Locator => gridOf(page).getByRole('option');
export const selectedOf = (page: Page): Locator => gridOf(page).locator('[role=option][aria-selected=true]');
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
