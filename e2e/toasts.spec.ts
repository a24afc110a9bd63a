/** Messages beside what fills the window: they lie over nothing one may want to press, and stay in reach @browser. */
import type { Page } from '@playwright/test';
import { test, expect } from './fake-bridge/fixture.ts';
import { putIn } from './pages/fake-library.ts';
import { ready, tilesOf } from './pages/grid.ts';
import { screens } from './pages/screens.ts';
import { still } from './pages/still.ts';

const dialogs = ['import', 'shortcuts', 'palette', 'preview of changes', 'question before a move'] as const;

for (const { width, height, theme } of [
  { width: 800, height: 560, theme: 'dark' },
  { width: 1000, height: 700, theme: 'light' },
  { width: 1280, height: 800, theme: 'dark' },
]) {
  test(`messages lie over no dialog and no button in a window of ${width} x ${height} @browser`, async ({ open }) => {
    test.slow();
    const page = await open({ total: 400, theme });
    await page.setViewportSize({ width, height });
    await ready(page);
    const look = async (name: string): Promise<void> => {
      await still(page);
      expect(await shownBeside(page), name).toEqual({ toasts: true, tallest: 32, below: [] });
    };
    for (const name of dialogs) {
      await screens[name]?.go?.(page);
      await putIn(page, 'CANON', 'NIKON', 'SONY');
      await expect(page.locator('[data-toasts]').getByText('Card “SONY” is in')).toBeVisible();
      await look(name);
      await page.reload();
      await page.getByRole('navigation').waitFor();
      await page.keyboard.press('ControlOrMeta+1');
      await ready(page);
    }
    const rate = async (stars: string): Promise<void> => {
      await page.keyboard.press(stars);
      await expect(page.locator('[data-toasts]').getByText('Rated 1 photo').first()).toBeVisible();
    };
    await tilesOf(page).nth(1).click();
    await tilesOf(page)
      .nth(2)
      .click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('C');
    await rate('4');
    await look('comparison');
    await page.keyboard.press('Enter');
    await rate('3');
    await look('viewer');
    await page.keyboard.press('I');
    await page.getByRole('complementary').getByRole('textbox').first().waitFor();
    await look('viewer with its pane');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Space');
    await page.locator('[data-slide] img').first().waitFor();
    await rate('2');
    await page.mouse.move(200, 200);
    await look('slideshow');
  });
}

test('a message beside a dialog is heard, reached by key, and takes back what it tells @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  await tilesOf(page).nth(1).click();
  await page.keyboard.press('5');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  // By role: what is hidden from screen readers is not found.
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages).toHaveAttribute('aria-live', 'polite');
  await expect(tilesOf(page).nth(1)).toHaveCount(0);
  await expect(sheet.getByRole('button', { name: 'To the messages F6' })).toBeEnabled();
  await page.keyboard.press('F6');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(messages.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(messages.getByText('Rated 1 photo')).toHaveCount(0);
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tilesOf(page).nth(1)).not.toHaveAccessibleName(/5 stars/);
});

test('more messages than there is room for wait, and come when one goes @browser', async ({ open }) => {
  const page = await open();
  await ready(page);
  await putIn(page, 'CANON', 'NIKON', 'SONY', 'FUJI');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText('Card “FUJI” is in')).toBeVisible();
  await expect(messages.getByText('Card “CANON” is in')).toBeHidden();
  await messages.getByText('Card “FUJI” is in').hover();
  await messages.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(messages.getByText('Card “CANON” is in')).toBeVisible();
});

/** The toasts as they are seen, and what of all that lies over the window is below one of them. */
function shownBeside(page: Page): Promise<{ toasts: boolean; tallest: number; below: string[] }> {
  return page.evaluate(() => {
    const region = document.querySelector('[data-toasts]');
    const line = region?.getBoundingClientRect() ?? new DOMRect();
    const toasts = [...(region?.querySelectorAll('[role=dialog], [role=alertdialog]') ?? [])]
      .map((each) => each.getBoundingClientRect())
      .filter((box) => box.height > 0 && box.top < line.bottom && box.bottom > line.top);
    const isBelow = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return toasts.some((one) => one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top);
    };
    const over = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].filter((each) => !region?.contains(each));
    const fillsWindow = (each: Element): boolean => each.getBoundingClientRect().width === window.innerWidth;
    // Of a slideshow its picture, too.
    const parts = over.filter(fillsWindow).at(-1)?.querySelectorAll('button, input, textarea, [data-slide] img') ?? [];
    const things = [...over.filter((each) => !fillsWindow(each)), ...parts];
    return {
      toasts: toasts.length > 0,
      tallest: Math.max(...toasts.map(({ height }) => height)),
      below: things.filter(isBelow).map((each) => each.getAttribute('aria-label') ?? each.textContent.slice(0, 80)),
    };
  });
}
