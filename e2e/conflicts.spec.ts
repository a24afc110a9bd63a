/** The inbox over a synthetic library: accepted in bulk and undone, located once, by keyboard alone, ten thousand at a time @browser. */
import type { Page } from '@playwright/test';
import { expect, test } from './fake-bridge/fixture.ts';

const list = (page: Page) => page.getByRole('treegrid', { name: 'Findings' });
const rowOf = (page: Page, name: RegExp | string) => list(page).getByRole('row').filter({ hasText: name });
const badge = (page: Page, count: number) => page.getByRole('navigation').getByRole('button', { name: `Conflicts ${count}` });
const focused = async (page: Page) => list(page).locator(`#${(await list(page).getAttribute('aria-activedescendant')) ?? 'none'}`);

async function openInbox(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+4');
  await list(page).focus();
}

test('200 byte-identical copies are accepted at once, after a preview with the numbers, and undone @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await expect(badge(page, 244)).toBeVisible();
  await expect(rowOf(page, 'Copies in Desktop/rome')).toContainText('200 photos exist in 2 places, 1.2 GB could be freed.');
  await page.getByRole('button', { name: 'Accept 200 suggestions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Preview of changes' });
  await expect(dialog.getByRole('table', { name: 'Steps' })).toHaveAttribute('aria-rowcount', '201');
  expect(await dialog.getByRole('row').count()).toBeLessThan(40);
  await expect(dialog.getByRole('definition').nth(3)).toHaveText('0never');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(badge(page, 244)).toBeVisible();

  await page.getByRole('button', { name: 'Accept 200 suggestions' }).click();
  await page.getByRole('button', { name: 'Set aside 200 files' }).click();
  await expect(page.getByText('200 files set aside').first()).toBeVisible();
  await expect(badge(page, 44)).toBeVisible();
  await expect(rowOf(page, 'Copies in Desktop/rome')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(badge(page, 244)).toBeVisible();
  await expect(rowOf(page, 'Copies in Desktop/rome')).toHaveCount(1);
});

test('what changed since the preview comes back with its reason @browser', async ({ open }) => {
  const page = await open({ stale: 3 });
  await openInbox(page);
  await page.keyboard.press('A');
  await page.getByRole('button', { name: 'Set aside 200 files' }).click();
  await expect(page.getByText('197 files set aside').first()).toBeVisible();
  await expect(list(page).getByText('Changed since the preview; it was left alone.')).toHaveCount(3);
});

test('a missing folder of 20 is located once @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await page.getByRole('button', { name: /^Missing/ }).click();
  await page.getByRole('button', { name: 'Locate folder…' }).click();
  const browser = page
    .getByRole('dialog', { name: 'Where is the 20 files of 2019/Rome?' })
    .or(page.getByRole('dialog', { name: /^Where / }));
  await browser.getByRole('option', { name: 'Pictures' }).click();
  await browser.getByRole('option', { name: 'Pictures' }).click();
  await browser.getByRole('option', { name: 'Italy' }).click();
  await browser.getByRole('option', { name: 'Italy' }).click();
  await browser.getByRole('button', { name: 'Look here' }).click();
  await page.getByRole('button', { name: 'Restore 20 files' }).click();
  await expect(page.getByText('20 files restored').first()).toBeVisible();
  await expect(badge(page, 224)).toBeVisible();
  await expect(rowOf(page, 'Missing from 2019/Rome')).toHaveCount(0);
});

test('the whole way by keyboard alone @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await expect(await focused(page)).toContainText('Copies in');

  await test.step('check two, choose the other side for one, keep both for a third', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('2');
    await expect(await focused(page)).toContainText('Keep Desktop/rome/IMG_4001.JPG, set aside 2024/rome/IMG_4001.JPG');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('K');
    await expect(await focused(page)).toContainText('Keep both copies');
    await expect(list(page).getByRole('row', { selected: true })).toHaveCount(3);
    await expect(list(page).getByRole('checkbox', { name: /^All of Copies/ })).toHaveAttribute('aria-checked', 'mixed');
  });

  await test.step('accept what is checked, with its preview', async () => {
    await page.keyboard.press('A');
    await expect(page.getByRole('button', { name: 'Set aside 2 files' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('2 files set aside').first()).toBeVisible();
    await expect(badge(page, 241)).toBeVisible();
    await expect(list(page)).toBeFocused();
  });

  await test.step('details follow the focus; groups are jumped to; Escape closes', async () => {
    await page.keyboard.press('Enter');
    const details = page.getByRole('complementary', { name: 'Details' });
    await expect(details).toBeVisible();
    await page.keyboard.press(']');
    await page.keyboard.press(']');
    await expect(details).toContainText('Damaged in');
    await page.keyboard.press('ArrowDown');
    await expect(details).toContainText('P1010221.JPG');
    await page.keyboard.press('[');
    await expect(await focused(page)).toContainText('Damaged in');
    await page.keyboard.press('Escape');
    await expect(details).toHaveCount(0);
  });

  await test.step('what touches no file is done at once, and undone from the toast', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('I');
    await expect(page.getByText('1 finding resolved').first()).toBeVisible();
    await expect(badge(page, 240)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Ignored/ })).toContainText('1');
    await page.keyboard.press('F6');
    await page.getByRole('button', { name: 'Undo', exact: true }).first().focus();
    await page.keyboard.press('Enter');
    await expect(badge(page, 241)).toBeVisible();
  });
});

test('a decision that was just carried out can be made a rule, turned off and removed @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await page.keyboard.press('A');
  await page.getByRole('button', { name: 'Set aside 200 files' }).click();
  await page.getByRole('button', { name: 'Always do this…' }).click();
  await expect(page.getByText('It is listed under Rules.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Rules…' }).click();
  const rules = page.getByRole('list', { name: 'Rules' });
  await expect(rules).toContainText(/Set byte-identical copies aside.*In Desktop\/rome on Home archive.*used 200 times/s);
  await rules.getByRole('switch').click();
  await expect(rules.getByRole('switch')).toHaveAttribute('aria-checked', 'false');
  await rules.getByRole('button', { name: /^Remove the rule/ }).click();
  await expect(rules.getByRole('listitem')).toHaveCount(0);
});

test('a finding is put off, found under Later, and brought back @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await expect(badge(page, 243)).toBeVisible();
  await page.getByRole('button', { name: /^Later 1/ }).click();
  await expect(list(page).getByRole('row', { level: 3 })).toHaveCount(1);
  await list(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(badge(page, 244)).toBeVisible();
});

test('two pictures are compared: what differs is marked, keeping one says what becomes of the other @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: 'Details' });
  const [known, further] = [details.getByRole('switch').nth(0), details.getByRole('switch').nth(1)];
  await expect(details.locator('footer')).toContainText('set aside Desktop/rome/IMG_4000.JPG');
  await further.click();
  await expect(details.locator('footer')).toContainText('Keep both copies');
  await known.click();
  await expect(details.locator('footer')).toContainText('Keep Desktop/rome/IMG_4000.JPG, set aside 2024/rome/IMG_4000.JPG');
  await further.click();
  await expect(known).toHaveAttribute('aria-checked', 'true');
  await expect(further).toHaveAttribute('aria-checked', 'false');
  await page.getByRole('button', { name: /^Edited/ }).click();
  await list(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(details.getByRole('row', { name: /Differs: Dimensions/ })).toContainText('4032 × 3024');
});

test('set-aside files are emptied only after an alert that names them and says it is for good @browser', async ({ open }) => {
  const page = await open();
  await openInbox(page);
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByText('12 files set aside, 48 MB in all.')).toBeVisible();
  await page.getByRole('button', { name: 'Empty set-aside files older than 30 days…' }).click();
  const alert = page.getByRole('alertdialog', { name: 'Remove 12 files for good?' });
  await expect(alert).toContainText('cannot be undone');
  await expect(alert.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await alert.getByRole('button', { name: 'Remove 12 files for good' }).click();
  await expect(page.getByText('Nothing is set aside.')).toBeVisible();
});

test('ten thousand findings are one list, and its end is one key away @browser', async ({ open }) => {
  const page = await open({ conflicts: 'many' });
  await openInbox(page);
  await expect(list(page)).toHaveAttribute('aria-rowcount', /^1\d{4}$/);
  expect(await list(page).getByRole('row').count()).toBeLessThan(40);
  await page.keyboard.press('End');
  await expect(await focused(page)).toBeInViewport();
  await expect(await focused(page)).toContainText('Same name in');
  await page.keyboard.press('Home');
  await expect(await focused(page)).toBeInViewport();
  for (let n = 0; n < 30; n++) await page.keyboard.press('ArrowDown');
  await expect(await focused(page)).toBeInViewport();
  await page.getByRole('textbox', { name: 'Filter the findings' }).fill('backup/2150 img_4007');
  await expect(list(page).getByRole('row', { level: 3 })).toHaveCount(1);
});
