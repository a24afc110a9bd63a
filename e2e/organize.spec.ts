/** Selecting, rating and putting in order, over a synthetic library @browser. */
import { test, expect } from './fake-bridge/fixture.ts';
import { dragged } from './pages/fake-library.ts';
import { gridOf, ready, scroller, selectedOf, selectInEveryWay, statusOf, tilesOf } from './pages/grid.ts';

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
  await expect(statusOf(page)).toHaveText('3 photos selected');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(tilesOf(page).nth(2)).not.toHaveAccessibleName(/red label/);
  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(tilesOf(page).nth(2)).not.toHaveAccessibleName(/stars|picked/);
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(tilesOf(page).nth(2)).toHaveAccessibleName(/4 stars/);
  await page.keyboard.press('Escape');
  await expect(statusOf(page)).toHaveText('Nothing selected');
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
    await selectInEveryWay(page, 11);
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
  const text = await statusOf(page).textContent();
  expect(Number(/\d+/.exec(text ?? '')?.[0])).toBeGreaterThan(16);
  await page.keyboard.press('4');
  await expect(page.getByText(`Rated ${text?.replace(' selected', '')}`)).toBeVisible();
  // The selection is kept.
  await expect(statusOf(page)).toHaveText(text ?? '');
  await gridOf(page).focus();
  await page.keyboard.press('Home');
  await expect(statusOf(page)).toHaveText('1 photo selected');
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

test('albums: made, filled by dialog and by drag, put in order, taken back @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  const sidebar = page.getByRole('navigation');
  for (const n of [0, 1, 2]) await tilesOf(page).nth(n).click(ctrl);
  const names = await tilesOf(page).evaluateAll((tiles) => tiles.slice(0, 6).map((tile) => (tile as HTMLElement).dataset['hothash']));
  await page.keyboard.press('ControlOrMeta+Shift+A');
  await page.keyboard.type('Wall');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 photos added to “Wall”')).toBeVisible();
  await expect(sidebar.getByRole('button', { name: 'Wall 3' })).toBeVisible();
  await expect(statusOf(page)).toHaveText('3 photos selected');
  // A photo that is dragged without being selected goes alone.
  await tilesOf(page)
    .nth(4)
    .dragTo(sidebar.getByRole('button', { name: 'Wall 3' }));
  await expect(sidebar.getByRole('button', { name: 'Wall 4' })).toBeVisible();

  await sidebar.getByRole('button', { name: 'Wall 4' }).click();
  await ready(page);
  const order = () => tilesOf(page).evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).dataset['hothash']));
  const [a, b, c, , e] = names;
  await expect.poll(order).toEqual([a, b, c, e]);
  await tilesOf(page).nth(2).click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(order).toEqual([a, c, b, e]);
  await expect(tilesOf(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  const target = await tilesOf(page).nth(0).boundingBox();
  await tilesOf(page)
    .nth(3)
    .dragTo(tilesOf(page).nth(0), { targetPosition: { x: 12, y: (target?.height ?? 100) / 2 } });
  await expect.poll(order).toEqual([e, a, c, b]);
  await page.keyboard.press('Delete');
  await expect.poll(order).toEqual([a, c, b]);
  await page.keyboard.press('ControlOrMeta+Z');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(order).toEqual([a, c, b, e]);

  await sidebar.getByRole('button', { name: 'Wall 4' }).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Hall');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Hall' })).toBeVisible();
  await sidebar.getByRole('button', { name: 'Hall 4' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove the album' }).click();
  await expect(page.getByRole('heading', { name: 'This album is gone' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(sidebar.getByRole('button', { name: 'Hall 4' })).toBeVisible();
});

test('searches are saved and found again; tags are renamed and become one @browser', async ({ open }) => {
  const page = await open({ total: 400 });
  await ready(page);
  const sidebar = page.getByRole('navigation');
  await page.getByRole('searchbox').fill('midsummer');
  await expect(page.getByRole('heading', { level: 1, name: /midsummer/ })).toBeVisible();
  await sidebar.getByRole('button', { name: 'Save this search' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Long nights');
  await page.keyboard.press('Enter');
  await sidebar.getByRole('button', { name: 'Library' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
  await sidebar.getByRole('button', { name: 'Long nights' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('midsummer');

  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('all tags');
  await page.keyboard.press('Enter');
  const tags = page.getByRole('list', { name: 'Tags' });
  await expect(tags.getByRole('listitem')).toHaveCount(2);
  await tags.getByRole('textbox', { name: 'Name of sea' }).fill('Lofoten');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“sea” is now part of “Lofoten”').first()).toBeVisible();
  await expect(tags.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(tags.getByRole('listitem')).toHaveCount(2);
});

test('what cannot be dragged to other programs says why at the edge of the window, and still goes into albums @browser', async ({
  open,
}) => {
  const page = await open({ total: 400, drag: 1 });
  await ready(page);
  const drag = async (tile: number): Promise<void> => {
    const transfer = await page.evaluateHandle(() => new DataTransfer());
    await tilesOf(page).nth(tile).dispatchEvent('dragstart', { dataTransfer: transfer });
    await tilesOf(page).nth(tile).dispatchEvent('dragleave', { dataTransfer: transfer, clientX: -1, clientY: 300, bubbles: true });
    await tilesOf(page).nth(tile).dispatchEvent('dragend', { dataTransfer: transfer });
  };
  // Number 13 is on a drive that is away.
  await tilesOf(page).nth(13).click();
  await drag(13);
  await expect(page.getByText('on a storage that is offline')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+A');
  await drag(2);
  await expect(page.getByText('At most 100 photos can be dragged at once')).toBeVisible();
  expect(await dragged(page)).toEqual([]);
  await tilesOf(page).nth(2).click();
  await drag(2);
  await expect.poll(() => dragged(page)).toHaveLength(1);
});
