/** The viewer as tests see it and use it. */
import { expect, type Locator, type Page } from '@playwright/test';

export const viewerOf = (page: Page): Locator => page.locator('[role=dialog][data-index]');

/** Holds the right arrow down for so many photos. @returns the places that were shown, in order */
export async function holdArrow(page: Page, photos: number): Promise<readonly number[]> {
  const start = Number(await viewerOf(page).getAttribute('data-index'));
  await viewerOf(page).evaluate((element) => {
    const visited: number[] = [];
    Object.assign(globalThis, { visited });
    new MutationObserver(() => visited.push(Number((element as HTMLElement).dataset['index']))).observe(element, {
      attributes: true,
      attributeFilter: ['data-index'],
    });
  });
  // A key that is pressed again without being released repeats.
  for (let n = 0; n < photos; n++) await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expect(viewerOf(page)).toHaveAttribute('data-index', String(start + photos));
  return page.evaluate(() => (globalThis as unknown as { visited: number[] }).visited);
}

/** Z goes to 100 % and back; in between the wheel zooms, and what is under the pointer stays there. */
export async function zoomAndBack(page: Page): Promise<void> {
  const full = viewerOf(page).getByText('100 %');
  const fits = page.getByRole('button', { name: 'Zoom to 100 %' });
  await expect(fits).toBeVisible();
  await page.keyboard.press('z');
  await expect(full).toBeVisible();
  const pointer = { x: 500, y: 300 };
  const under = async (): Promise<{ x: number; y: number; width: number }> => {
    const box = (await page.getByTestId('picture').boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    return { x: (pointer.x - box.x) / box.width, y: (pointer.y - box.y) / box.height, width: box.width };
  };
  await page.mouse.move(pointer.x, pointer.y);
  const before = await under();
  await page.mouse.wheel(0, -120);
  await expect(full).toHaveCount(0);
  const after = await under();
  expect(Math.abs(after.x - before.x) * after.width).toBeLessThan(2);
  expect(Math.abs(after.y - before.y) * after.width).toBeLessThan(2);
  await page.keyboard.press('z');
  await expect(fits).toBeVisible();
}
