/** One photo over the whole window @browser. */
import { test, expect } from './fake-bridge/fixture.ts';
import { grow } from './pages/fake-library.ts';
import { gridOf, ready, selectedOf, tilesOf } from './pages/grid.ts';
import { holdArrow, viewerOf, zoomAndBack } from './pages/viewer.ts';

test('double-click opens, Escape returns to the photo seen last, arrows work at once @browser', async ({ open }) => {
  const page = await open({ total: 2000 });
  await ready(page);
  await tilesOf(page).nth(3).dblclick();
  const viewer = viewerOf(page);
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
  await expect(viewerOf(page)).toHaveAttribute('data-index', '0');
  expect(await holdArrow(page, 50)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
});

test('Z goes to 100 % and back; the wheel zooms at the pointer @browser', async ({ open }) => {
  const page = await open({ total: 200 });
  await ready(page);
  await tilesOf(page).first().dblclick();
  await zoomAndBack(page);
});

test('C compares what is selected: one zoom, keys change the focused photo only, Escape leads back to the selection @browser', async ({
  open,
}) => {
  const page = await open({ total: 400 });
  await ready(page);
  await tilesOf(page).nth(2).click();
  await page.keyboard.press('C');
  const comparison = page.getByRole('dialog', { name: 'Comparing 3 photos' });
  await expect(comparison).toHaveCount(0);
  for (const n of [4, 7])
    await tilesOf(page)
      .nth(n)
      .click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('C');
  const panes = comparison.locator('[data-pane]');
  await expect(panes).toHaveCount(3);
  await expect(panes.nth(2)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(panes.nth(1)).toBeFocused();
  // What differs is said, what is the same is not.
  await expect(panes.nth(0)).toContainText('Taken');
  await expect(panes.nth(0)).not.toContainText('Format');
  // A mark is for the focused one.
  await page.keyboard.press('X');
  await page.keyboard.press('3');
  await expect(panes.nth(1)).toHaveAttribute('data-flag', 'reject');
  await expect(panes.nth(1).getByRole('group', { name: 'Rating: 3' })).toBeVisible();
  for (const n of [0, 2]) {
    await expect(panes.nth(n)).toHaveAttribute('data-flag', 'none');
    await expect(panes.nth(n).getByRole('group', { name: 'Rating: 0' })).toBeVisible();
  }
  // One zoom for all.
  const transforms = (): Promise<string[]> =>
    panes.locator('img').evaluateAll((images) => [...new Set(images.map((image) => (image as HTMLElement).style.transform))]);
  expect(await transforms()).toEqual(['translate(0%, 0%) scale(1)']);
  await panes
    .nth(0)
    .locator('img')
    .last()
    .hover({ position: { x: 40, y: 60 } });
  await page.mouse.wheel(0, -240);
  await expect.poll(transforms).not.toEqual(['translate(0%, 0%) scale(1)']);
  expect(await transforms()).toHaveLength(1);
  await page.keyboard.press('Z');
  await expect.poll(transforms).toEqual(['translate(0%, 0%) scale(1)']);
  // The focused one opens, and closing it leads back here.
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=dialog][data-index="4"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panes.nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(comparison).toHaveCount(0);
  await expect(selectedOf(page)).toHaveCount(3);
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-7');
  await expect(tilesOf(page).nth(4)).toHaveAccessibleName(/3 stars rejected/);
  await page.keyboard.press('ArrowRight');
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-8');
});

test('photos that are far apart are compared, and stay when the library grows @browser', async ({ open }) => {
  const page = await open({ total: 40_000 });
  await ready(page);
  await tilesOf(page).first().click();
  await page.keyboard.press('End');
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-39999');
  await page.getByTestId('grid-scroller').evaluate((element) => element.scrollTo(0, 0));
  await tilesOf(page).nth(2).waitFor();
  await gridOf(page)
    .locator('[data-index="2"]')
    .click({ modifiers: ['ControlOrMeta'] });
  await page.keyboard.press('C');
  const panes = page.getByRole('dialog').locator('[data-pane]');
  await expect(panes.nth(0)).toHaveAccessibleName('IMG_0003.JPG');
  await expect(panes.nth(1)).toHaveAccessibleName('IMG_40000.JPG');
  await grow(page, 5);
  await page.keyboard.press('X');
  await expect(panes.nth(0)).toHaveAttribute('data-flag', 'reject');
  await expect(panes.nth(1)).toHaveAttribute('data-flag', 'pick');
  await expect(panes.nth(1)).toHaveAccessibleName('IMG_40000.JPG');
});

test('a slideshow goes on by itself, pauses, steps, and ends at the photo seen last @browser', async ({ open }) => {
  const page = await open({ total: 300, slide: 1 });
  await ready(page);
  await tilesOf(page).nth(2).click();
  await page.keyboard.press('Shift+Space');
  const show = page.getByRole('dialog', { name: 'Slideshow' });
  await expect(show).toHaveAttribute('data-slide', '3');
  await page.keyboard.press('Space');
  await expect(show).toHaveAttribute('data-paused', '');
  const at = Number(await show.getAttribute('data-slide'));
  await page.keyboard.press('ArrowLeft');
  await expect(show).toHaveAttribute('data-slide', String(at - 1));
  // A mark is for the photo that is seen.
  await page.keyboard.press('4');
  await expect(page.getByText('Rated 1 photo')).toBeVisible();
  await page.mouse.move(300, 300);
  await show.getByRole('button', { name: '10 s' }).click();
  await show.getByRole('button', { name: 'Go on' }).click();
  await expect(show).not.toHaveAttribute('data-paused');
  await page.keyboard.press('Escape');
  await expect(show).toHaveCount(0);
  await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', `photo-${at - 1}`);
  await expect(tilesOf(page).nth(at - 1)).toHaveAccessibleName(/4 stars/);
  // From the viewer it leads back to the viewer, round the end of the list.
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('ArrowRight');
  await expect(show).toHaveAttribute('data-slide', '0');
  await page.keyboard.press('Escape');
  await expect(page.locator('[role=dialog][data-index="0"]')).toBeVisible();
});
