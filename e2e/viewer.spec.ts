/** One photo over the whole window @browser. */
import { test, expect } from './fake-bridge/fixture.ts';
import { gridOf, ready, tilesOf } from './pages/grid.ts';

test('double-click opens, Escape returns to the photo seen last, arrows work at once @browser', async ({ open }) => {
  const page = await open({ total: 2000 });
  await ready(page);
  await tilesOf(page).nth(3).dblclick();
  const viewer = page.locator('[role=dialog][data-index]');
  await expect(viewer).toHaveAttribute('data-index', '3');
  for (let n = 0; n < 60; n++) await page.keyboard.press('ArrowRight');
  await expect(viewer).toHaveAttribute('data-index', '63');
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-63');
  await expect(gridOf(page).locator('[data-index="63"]')).toBeInViewport();
  await page.keyboard.press('ArrowRight');
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-64');
  await page.keyboard.press('Enter');
  await expect(viewer).toHaveAttribute('data-index', '64');
});

test('a held arrow key visits every photo, none twice @browser', async ({ open }) => {
  const page = await open({ total: 2000 });
  await ready(page);
  await tilesOf(page).first().click();
  await page.keyboard.press('Enter');
  const viewer = page.locator('[role=dialog][data-index]');
  await expect(viewer).toHaveAttribute('data-index', '0');
  await viewer.evaluate((element) => {
    const visited: string[] = [];
    Object.assign(globalThis, { visited });
    new MutationObserver(() => visited.push((element as HTMLElement).dataset['index'] ?? '')).observe(element, {
      attributes: true,
      attributeFilter: ['data-index'],
    });
  });
  // A key that is pressed again without being released repeats.
  for (let n = 0; n < 50; n++) await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expect(viewer).toHaveAttribute('data-index', '50');
  const visited = await page.evaluate(() => (globalThis as unknown as { visited: string[] }).visited);
  expect(visited).toEqual(Array.from({ length: 50 }, (_, n) => String(n + 1)));
});

test('Z goes to 100 % and back; the wheel zooms at the pointer @browser', async ({ open }) => {
  const page = await open({ total: 200 });
  await ready(page);
  await tilesOf(page).first().dblclick();
  const picture = page.getByTestId('picture');
  await picture.waitFor();
  await page.keyboard.press('z');
  await expect(page.getByRole('dialog').getByText('100 %')).toBeVisible();
  const pointer = { x: 500, y: 300 };
  const under = async (): Promise<{ x: number; y: number }> => {
    const box = await picture.boundingBox();
    return { x: (pointer.x - (box?.x ?? 0)) / (box?.width ?? 1), y: (pointer.y - (box?.y ?? 0)) / (box?.height ?? 1) };
  };
  await page.mouse.move(pointer.x, pointer.y);
  const before = await under();
  await page.mouse.wheel(0, -120);
  await expect(page.getByRole('dialog').getByText('100 %')).toHaveCount(0);
  const after = await under();
  const box = await picture.boundingBox();
  expect(Math.abs(after.x - before.x) * (box?.width ?? 0)).toBeLessThan(2);
  expect(Math.abs(after.y - before.y) * (box?.height ?? 0)).toBeLessThan(2);
  await page.keyboard.press('z');
  await expect(page.getByRole('button', { name: 'Zoom to 100 %' })).toBeVisible();
});
