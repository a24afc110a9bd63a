/** Selecting, rating and putting in order, over a synthetic library @browser. */
import type { Page } from '@playwright/test';
import { test, expect } from './fake-bridge/fixture.ts';
import { gridOf, ready, scroller, selectedOf, tilesOf } from './pages/grid.ts';

const status = (page: Page) => page.locator('footer [role=status]');
const ctrl = { modifiers: ['ControlOrMeta' as const] };

test('keys rate, flag and label what is selected; the toast and Ctrl+Z take it back @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  for (const n of [0, 2, 4]) await tilesOf(page).nth(n).click(ctrl);
  await page.keyboard.press('4');
  await expect(page.getByText('Rated 3 photos')).toBeVisible();
  for (const n of [0, 2, 4]) await expect(tilesOf(page).nth(n)).toHaveAccessibleName(/4 stars/);
  await page.keyboard.press('P');
  await page.keyboard.press('6');
  await expect(tilesOf(page).nth(2)).toHaveAccessibleName(/4 stars picked red label/);
  await expect(status(page)).toHaveText('3 photos selected');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(tilesOf(page).nth(2)).not.toHaveAccessibleName(/red label/);
  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(tilesOf(page).nth(2)).not.toHaveAccessibleName(/stars|picked/);
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(tilesOf(page).nth(2)).toHaveAccessibleName(/4 stars/);
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText('Nothing selected');
  // In the viewer a key means the one photo, whatever is selected.
  await tilesOf(page).nth(9).dblclick();
  await page.keyboard.press('5');
  await expect(page.getByRole('group', { name: 'Rating: 5' })).toBeVisible();
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.keyboard.press('Escape');
  await expect(tilesOf(page).nth(9)).toHaveAccessibleName(/5 stars rejected/);
  await tilesOf(page).nth(3).hover();
  await tilesOf(page).nth(3).locator('[data-rate="3"]').click();
  await expect(tilesOf(page).nth(3)).toHaveAccessibleName(/3 stars/);
});

for (const view of ['Library', 'Session', 'Search']) {
  test(`one way to select, in ${view} @browser`, async ({ open }) => {
    const page = await open({ total: 400, perDay: 6 });
    await ready(page);
    if (view === 'Session')
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /Lofoten/ })
        .click();
    if (view === 'Search') await page.getByRole('searchbox').fill('lofoten');
    if (view !== 'Library') await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Library');
    await ready(page);
    await tilesOf(page).nth(1).click();
    await expect(selectedOf(page)).toHaveCount(1);
    // Across days.
    await tilesOf(page)
      .nth(11)
      .click({ modifiers: ['Shift'] });
    await expect(status(page)).toHaveText('11 photos selected');
    await tilesOf(page).nth(3).click(ctrl);
    await expect(status(page)).toHaveText('10 photos selected');
    await page.keyboard.press('Space');
    await expect(status(page)).toHaveText('11 photos selected');
    await page.keyboard.press('Escape');
    await tilesOf(page).nth(2).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(status(page)).toHaveText('3 photos selected');
    await page.locator('[data-day]').first().hover();
    await page
      .getByRole('button', { name: /^Select all photos of/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^Select all photos of/, pressed: true }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+A');
    const count = await page
      .getByRole('banner')
      .getByText(/^\d+ photos$/)
      .textContent();
    await expect(status(page)).toHaveText(`${count} selected`);
    await page.keyboard.press('Escape');
    await expect(status(page)).toHaveText('Nothing selected');
  });
}

test('a rubber band selects what it touches, scrolls along at the edge, and adds with Ctrl @browser', async ({ open }) => {
  const page = await open({ total: 2000 });
  await ready(page);
  const box = (await scroller(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [left, top] = [box.x + 6, box.y + 44];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.mouse.move(left + 60, top + 60, { steps: 3 });
  await expect(selectedOf(page)).toHaveCount(1);
  await page.mouse.move(box.x + box.width - 60, box.y + box.height + 40, { steps: 3 });
  await expect.poll(() => scroller(page).evaluate((element) => element.scrollTop)).toBeGreaterThan(600);
  await page.mouse.up();
  const text = await status(page).textContent();
  expect(Number(/\d+/.exec(text ?? '')?.[0])).toBeGreaterThan(16);
  await page.keyboard.press('4');
  await expect(page.getByText(`Rated ${text?.replace(' selected', '')}`)).toBeVisible();
  // The selection is kept.
  await expect(status(page)).toHaveText(text ?? '');
  await gridOf(page).focus();
  await page.keyboard.press('Home');
  await expect(status(page)).toHaveText('1 photo selected');
});

test('the information pane edits one photo and several, and shows honestly where they differ @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  await page.keyboard.press('I');
  const pane = page.getByRole('complementary', { name: 'Information' });
  await tilesOf(page).nth(0).click();
  await pane.getByRole('textbox', { name: 'Title' }).fill('Midnight 5 p');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Changed the title of 1 photo')).toBeVisible();
  await expect(pane.getByRole('textbox', { name: 'Title' })).toHaveValue('Midnight 5 p');
  // What was typed into the field was no key of the grid.
  await expect(tilesOf(page).nth(0)).not.toHaveAccessibleName(/stars|picked/);
  await expect(pane.getByRole('list', { name: 'History' })).toContainText('Moved, resolved for you');

  await tilesOf(page)
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await expect(pane.getByRole('heading', { name: '4 photos selected' })).toBeVisible();
  await expect(pane.getByRole('textbox', { name: 'Title' })).toHaveAttribute('placeholder', 'Mixed titles');
  await expect(pane.getByText('Their ratings and flags differ.')).toBeVisible();
  const tags = pane.getByRole('list', { name: 'Tags' });
  await expect(tags).toContainText('sea · 2 of 4');
  await pane.getByRole('combobox', { name: 'Add a tag' }).fill('se');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tags.getByRole('listitem')).toHaveText(['Lofoten', 'sea']);
  await page.keyboard.type('midsummer');
  await page.keyboard.press('Enter');
  await expect(tags.getByRole('listitem')).toHaveText(['Lofoten', 'midsummer', 'sea']);
  await pane.getByRole('button', { name: 'Remove midsummer' }).click();
  await expect(tags.getByRole('listitem')).toHaveText(['Lofoten', 'sea']);
  await pane.getByRole('combobox', { name: 'Author' }).fill('Grandmother');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Changed the author of 4 photos')).toBeVisible();

  await pane.getByRole('button', { name: 'Correct…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct the capture time' });
  await dialog.getByRole('spinbutton', { name: 'Minutes' }).fill('30');
  await expect(dialog.getByText(/11:02:00 AM becomes .*12:32:00 PM/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Changed the capture time of 4 photos')).toBeVisible();
  await page.keyboard.press('Escape');
});
