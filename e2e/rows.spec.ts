/** What the specification calls a must, with real photos and in every host (docs/dev/ui-rows.md says which row is where). */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type RunningApp } from './fixture.ts';
import { gridOf, ready, scroller, selectedOf, selectInEveryWay, statusOf, tilesOf } from './pages/grid.ts';
import { photosThere, realLibrary } from './pages/real-library.ts';
import { holdArrow, viewerOf, zoomAndBack } from './pages/viewer.ts';

// A day later than the photos at any hour: dates that were converted would show.
test.use({ timezoneId: 'Pacific/Auckland' });

test('days, opening, the viewer and the way back', async ({ launch }, info) => {
  test.slow();
  const { app } = await realLibrary(launch, (name) => info.outputPath(name));
  const { page } = app;

  await test.step('days are those of the wall clock, with counts', async () => {
    await page.keyboard.press('End');
    await expect(page.locator('[data-day="2024-07-15"]').first()).toContainText('July 15, 2024');
    await expect(page.locator('[data-day="2024-07-15"]').first()).toContainText('1 photo');
    await expect(page.locator('[data-day="2024-07-16"]').first()).toContainText('July 16, 2024');
    await gridOf(page).focus();
    await page.keyboard.press('Home');
    await expect(page.locator('[data-day="2024-07-20"]').first()).toContainText('1 photo');
  });

  await test.step('a click selects, Space toggles, a double click and Enter open', async () => {
    await tilesOf(page).nth(2).click();
    await expect(statusOf(page)).toHaveText('1 photo selected');
    await page.keyboard.press('Space');
    await expect(statusOf(page)).toHaveText('Nothing selected');
    await tilesOf(page).nth(3).dblclick();
    await expect(viewerOf(page)).toHaveAttribute('data-index', '3');
    await page.keyboard.press('Escape');
    await tilesOf(page).first().click();
    await page.keyboard.press('Enter');
    await expect(viewerOf(page)).toHaveAttribute('data-index', '0');
  });

  await test.step('Z goes to 100 % and back, and the wheel zooms at the pointer', async () => {
    await zoomAndBack(page);
  });

  await test.step('a held arrow passes fifty photos, none twice; Escape leads to the last of them', async () => {
    expect(await holdArrow(page, 50)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    await page.keyboard.press('Escape');
    await expect(viewerOf(page)).toHaveCount(0);
    await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-50');
    await expect(gridOf(page).locator('[data-index="50"]')).toBeInViewport();
    await page.keyboard.press('ArrowRight');
    await expect(gridOf(page)).toHaveAttribute('aria-activedescendant', 'photo-51');
  });

  await test.step('the next start shows the same view at the same photo', async () => {
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Rome 2024/ })
      .click();
    await ready(page);
    await scroller(page).hover();
    await page.mouse.wheel(0, 900);
    const shown = (of: Page): Promise<string | null> =>
      of.evaluate(() => {
        const top = document.querySelector('[data-testid=grid-scroller]')?.getBoundingClientRect().top ?? 0;
        const tiles = [...document.querySelectorAll<HTMLElement>('[role=option][data-hothash]')];
        return tiles.find((tile) => tile.getBoundingClientRect().top >= top + 40)?.dataset['hothash'] ?? null;
      });
    await expect.poll(() => page.evaluate(() => document.querySelector('[data-testid=grid-scroller]')?.scrollTop)).toBeGreaterThan(500);
    await settled(app);
    const before = await shown(page);
    expect(await app.close()).toBe(0);
    // A browser comes to another port: what it keeps itself is not there.
    const again = (await launch()).page;
    await expect(again.getByRole('heading', { level: 1, name: 'Rome 2024' })).toBeVisible();
    await ready(again);
    await expect.poll(() => shown(again)).toBe(before);
  });
});

/** Waits until the place is written to the settings of the home: the same twice, with its photo. */
async function settled({ home }: RunningApp): Promise<void> {
  let last: string | null = null;
  await expect
    .poll(
      () => {
        const { last_place: place } = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as { last_place: string | null };
        const isSame = place === last && place?.includes('hothash');
        last = place;
        return isSame;
      },
      { intervals: [700] },
    )
    .toBe(true);
}

test('selecting in every list, rating, tagging, own fields and undo', async ({ launch }, info) => {
  test.slow();
  const library = await realLibrary(launch, (name) => info.outputPath(name));
  const { page } = library.app;

  const lists: Readonly<Record<string, () => Promise<void>>> = {
    Library: () => page.keyboard.press('ControlOrMeta+1'),
    Session: () =>
      page
        .getByRole('navigation')
        .getByRole('button', { name: /Rome 2024/ })
        .click(),
    Search: async () => {
      await page.keyboard.press('ControlOrMeta+1');
      await page.getByRole('searchbox').fill('img');
      await expect(page.getByRole('banner').getByText(`${photosThere - 3} photos`)).toBeVisible();
    },
    Folder: async () => {
      await page.keyboard.press('ControlOrMeta+6');
      const tree = page.getByRole('tree');
      await tree.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      // A level is asked for when it is unfolded.
      await expect(tree.getByRole('treeitem', { level: 2 })).not.toHaveCount(0);
      await page.keyboard.type('rome');
      await page.keyboard.press('ArrowRight');
      await tree.getByText('forum').click();
      await expect(page.getByRole('banner').getByText('30 photos')).toBeVisible();
    },
  };
  for (const [name, go] of Object.entries(lists))
    await test.step(`one way to select: ${name}`, async () => {
      await go();
      await ready(page);
      await gridOf(page).focus();
      await page.keyboard.press('Home');
      await selectInEveryWay(page, 9);
      const box = (await scroller(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const edge = (await tilesOf(page).nth(1).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      await page.mouse.move(box.x + 4, edge.y + 4);
      await page.mouse.down();
      await page.mouse.move(edge.x + edge.width / 2, edge.y + edge.height / 2, { steps: 4 });
      await page.mouse.up();
      await expect(selectedOf(page)).not.toHaveCount(0);
      await page.keyboard.press('Escape');
    });

  await test.step('a key rates all that is selected, in the catalog and in the index', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await page.getByRole('searchbox').fill('');
    await expect(page.getByRole('banner').getByText(`${photosThere} photos`)).toBeVisible();
    await ready(page);
    await gridOf(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('4');
    const toast = page.getByText('Rated 3 photos').first();
    await expect(toast).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
    await page.keyboard.press('P');
    await page.keyboard.press('6');
    await expect(tilesOf(page).nth(1)).toHaveAccessibleName(/4 stars picked red label/);
    const rated = (): number => Object.values(library.index().files).filter(({ photo }) => photo.rating === 4).length;
    await expect.poll(rated).toBe(3);
    await page.getByRole('searchbox').fill('rating:4');
    await expect(page.getByRole('banner').getByText('3 photos')).toBeVisible();
    await page.getByRole('searchbox').fill('');
    await expect(page.getByRole('banner').getByText(`${photosThere} photos`)).toBeVisible();
    await ready(page);
  });

  await test.step('fields of one’s own: named, filled, found, told where they differ, taken back', async () => {
    await gridOf(page).focus();
    await page.keyboard.press('Home');
    await expect(statusOf(page)).toHaveText('1 photo selected');
    await page.keyboard.press('I');
    const pane = page.getByRole('complementary', { name: 'Information' });
    const fields = pane.getByRole('group', { name: 'Custom fields' });
    await fields.getByRole('combobox', { name: 'Add a field' }).fill('Client');
    await page.keyboard.press('Enter');
    await expect(fields.getByRole('combobox', { name: 'Client' })).toBeFocused();
    await page.keyboard.type('Berg');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Set “Client” of 1 photo').first()).toBeVisible();
    await gridOf(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(fields.getByText('Client · 1 of 2')).toBeVisible();
    await fields.getByRole('button', { name: 'Give Client to all' }).click();
    await expect(fields.getByText('Client', { exact: true })).toBeVisible();
    await expect.poll(() => Object.values(library.index().files).filter(({ custom }) => custom['Client'] === 'Berg').length).toBe(2);
    // The field there is, in another case.
    await fields.getByRole('combobox', { name: 'Add a field' }).fill('a=b');
    await page.keyboard.press('Enter');
    await expect(fields.getByRole('alert')).toHaveText('A name is one line without = and quotation marks. Choose another.');
    await page.getByRole('searchbox').fill('custom:client=ber');
    await expect(page.getByRole('banner').getByText('2 photos')).toBeVisible();
    await page.getByRole('searchbox').fill('');
    await expect(page.getByRole('banner').getByText(`${photosThere} photos`)).toBeVisible();
    await ready(page);
    await page.keyboard.press('Escape');
    await gridOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Z');
    await page.keyboard.press('Home');
    await expect(fields.getByText('Client', { exact: true })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(fields.getByText('Client', { exact: true })).toHaveCount(0);
  });

  await test.step('the offset stands beside the wall clock, and everything says why', async () => {
    const pane = page.getByRole('complementary', { name: 'Information' });
    await pane.getByRole('combobox', { name: 'Offset from UTC' }).fill('+5:45');
    await page.keyboard.press('Enter');
    await expect(pane.getByRole('combobox', { name: 'Offset from UTC' })).toHaveValue('+05:45');
    await expect(pane.getByText(/10:\d\d:00 AM \+05:45/)).toBeVisible();
    await pane.getByRole('button', { name: 'Why is it so?' }).click();
    await expect(pane.getByRole('list', { name: 'Reasons' })).toContainText(
      'The clock was at +05:45 from UTC; the time is shown as it was there.',
    );
    await expect(pane.getByRole('list', { name: 'Reasons' })).toContainText(
      'You set the rating, the flag and the label; that counts, whatever files say.',
    );
  });

  await test.step('the title of a session is written to its index', async () => {
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Rome 2024/ })
      .click();
    await page.getByRole('textbox', { name: 'Title' }).first().fill('Rome at night');
    await page.keyboard.press('Enter');
    await expect.poll(() => library.index().import_session.title).toBe('Rome at night');
    await expect.poll(() => readdirSync(join(library.root, '.imalink/staging'))).toEqual([]);
  });
});

test('missing and offline are told apart, menus lead to the file, and nothing is lost', async ({ launch }, info) => {
  test.slow();
  const { app, root } = await realLibrary(launch, (name) => info.outputPath(name));
  const { page } = app;
  const photos = join(root, 'photos/Rome 2024');

  await test.step('moved outside, the menu leads to where the file is now', async () => {
    renameSync(join(photos, 'harbour.jpg'), join(photos, 'moved.jpg'));
    rmSync(join(photos, 'before midnight.jpg'));
    await page.keyboard.press('ControlOrMeta+5');
    await page.getByRole('article', { name: 'Home archive' }).getByRole('button', { name: 'Scan now' }).click();
    await expect(page.getByText('1 missing').first()).toBeVisible();
    await page.keyboard.press('ControlOrMeta+1');
    await ready(page);
    await gridOf(page).focus();
    await page.keyboard.press('Home');
    await tilesOf(page).nth(4).click({ button: 'right' });
    await expect(statusOf(page)).toHaveText('1 photo selected');
    await page.keyboard.press('Escape');
    await expect(gridOf(page)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+F10');
    const menu = page.getByRole('menu');
    await expect(menu.getByRole('menuitem', { name: /Open/ })).toContainText('Enter');
    await showsInFolder(app, join(photos, 'moved.jpg'));
    await expect(menu).toHaveCount(0);
    await gridOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Shift+F');
    await expect(page.getByRole('tree').getByRole('treeitem', { selected: true })).toContainText('Rome 2024');
  });

  await test.step('a file that is gone: its picture stays, its session says so', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await ready(page);
    await page.keyboard.press('End');
    await expect(tilesOf(page).last()).toContainText('Missing');
    await expect(tilesOf(page).last().locator('img')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+2');
    await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Rome 2024' })).toContainText('1 missing');
  });

  await test.step('a storage that is away is offline, nothing of it missing', async () => {
    renameSync(root, `${root} away`);
    await page.keyboard.press('ControlOrMeta+5');
    await page.getByRole('article', { name: 'Home archive' }).getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByRole('article', { name: 'Home archive' }).getByText('Offline', { exact: true })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+1');
    await ready(page);
    await gridOf(page).focus();
    await page.keyboard.press('Home');
    await expect(tilesOf(page).first()).toContainText('Offline');
    await page.keyboard.press('ControlOrMeta+4');
    const findings = page.getByRole('treegrid', { name: 'Findings' });
    await expect(findings.getByText('before midnight.jpg').first()).toBeVisible();
    await expect(findings.getByText(/IMG_|harbour|moved\.jpg/)).toHaveCount(0);
    renameSync(`${root} away`, root);
    await page.keyboard.press('ControlOrMeta+5');
    await page.getByRole('article', { name: 'Home archive' }).getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByRole('article', { name: 'Home archive' }).getByText('Online', { exact: true })).toBeVisible();
  });

  await test.step('dark, light and the system’s, without a violation', async () => {
    await page.keyboard.press('ControlOrMeta+1');
    await ready(page);
    for (const scheme of ['dark', 'light'] as const) {
      await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
      const { violations } = await new AxeBuilder({ page })
        // Without a page of its own, which the desktop would refuse as a popup.
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await expect(tilesOf(page).first()).toHaveAttribute('aria-posinset', '1');
    await expect(tilesOf(page).first()).toHaveAttribute('aria-setsize', String(photosThere));
  });
});

/** In the desktop the system's file manager is asked; a page in a browser cannot, and copies the path instead. */
async function showsInFolder(app: RunningApp, path: string): Promise<void> {
  const menu = app.page.getByRole('menu');
  if (app.host === 'browser') {
    await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await expect(menu.getByRole('menuitem', { name: /Show in folder/ })).toHaveCount(0);
    await menu.getByRole('menuitem', { name: /Copy path/ }).click();
    await expect(app.page.getByText('Path copied').first()).toBeVisible();
    return;
  }
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (shown) => Object.assign(globalThis, { shown });
  });
  await menu.getByRole('menuitem', { name: /Show in folder/ }).click();
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { shown?: string }).shown)).toBe(path);
  expect(existsSync(path)).toBe(true);
}
