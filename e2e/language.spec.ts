/** The app in Norwegian, in every host: from the start, and from one moment to the next. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as fakeTest } from './fake-bridge/fixture.ts';
import { expect, test, type RunningApp } from './fixture.ts';
import { tilesOf } from './pages/grid.ts';
import { englishLeft } from './pages/language.ts';
import { answerFolder } from './pages/library.ts';

const language = (page: Page) => page.locator('html');

/** The titles of the native menus; the browser host has none. */
const menus = (app: RunningApp): Promise<string[]> =>
  app.host === 'browser'
    ? Promise.resolve([])
    : app.evaluate(({ Menu }) => (Menu.getApplicationMenu() as unknown as { items: { label: string }[] }).items.map(({ label }) => label));

test('begins in Norwegian when told to, changes in the settings without a reload, and remembers', async ({ launch }, info) => {
  const app = await launch({ args: ['--lang=nb'] });
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Bildene dine blir der du la dem.' })).toBeVisible();
  await expect(language(page)).toHaveAttribute('lang', 'nb');
  expect(await englishLeft(page)).toEqual([]);

  const drive = info.outputPath('disk');
  mkdirSync(drive, { recursive: true });
  await page.getByRole('button', { name: /^Start et nytt lager/ }).click();
  const choose = () => page.getByRole('button', { name: 'Velg …' }).click();
  await answerFolder(app, drive, choose, 'Legg det her', { list: 'Mapper', field: 'Mappe' });
  await page.getByRole('textbox', { name: 'Navn' }).fill('Hjemmearkiv');
  await page.getByRole('button', { name: 'Opprett lager' }).click();
  await expect(page.getByText('Hjemmearkiv er klart').first()).toBeVisible();

  // Ctrl+1 and so on, in the order of the sidebar.
  for (const [key, title] of [
    ['1', 'Bibliotek'],
    ['2', 'Økter'],
    ['3', 'Import og jobber'],
    ['4', 'Konflikter'],
    ['5', 'Lagre'],
    [',', 'Innstillinger'],
  ]) {
    await page.keyboard.press(`ControlOrMeta+${key}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    expect(await englishLeft(page)).toEqual([]);
  }
  if (app.host !== 'browser') expect(await menus(app)).toContain('&Rediger');

  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await page.getByRole('radiogroup', { name: 'Språk' }).getByRole('radio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(language(page)).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: 'English' })).toBeFocused();
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  if (app.host !== 'browser') await expect.poll(() => menus(app)).toContain('&Edit');

  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { level: 1, name: 'Innstillinger' })).toBeVisible();
  const kept = (): string => (JSON.parse(readFileSync(join(app.home, 'settings.json'), 'utf8')) as { language: string }).language;
  await expect.poll(kept).toBe('nb');
  await app.close();
  const again = await launch();
  await expect(again.page.getByRole('navigation', { name: 'Hovedmeny' })).toBeVisible();
  await expect(language(again.page)).toHaveAttribute('lang', 'nb');
});

fakeTest('counts, dates and menus are Norwegian @browser', async ({ open }) => {
  const page = await open({ lang: 'nb', total: 48_213 });
  await expect(page.getByRole('banner')).toContainText('48 213 bilder');
  await expect(page.getByText('søndag 28. juni 2026').first()).toBeVisible();
  await tilesOf(page).nth(2).click({ button: 'right' });
  const menu = page.getByRole('menu').first();
  await expect(menu.getByRole('menuitem')).toHaveText([
    /^Åpne bildet/,
    /^Vurdering/,
    /^Flagg/,
    /^Fargemerke/,
    /^Legg til et nøkkelord/,
    /^Legg til i et album …/,
    /^Flytt til økt …/,
    /^Vis mappen til dette bildet/,
    /^Vis i mappe/,
    /^Kopier sti/,
    /^Velg alle bilder/,
    /^Opphev utvalget/,
  ]);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await page.keyboard.press('3');
  await expect(page.getByText('Vurderte 1 bilde').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Angre' })).toBeVisible();
  // Commands are found by their Norwegian words, and do the same.
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('combobox', { name: 'Finn en kommando' }).fill('mørkt');
  await expect(page.getByRole('option')).toHaveText([/^Mørkt tema/]);
});

fakeTest.describe('of the system', () => {
  fakeTest.use({ locale: 'nn-NO' });
  fakeTest('Norwegian of either form is taken from the system @browser', async ({ open }) => {
    const page = await open({ lang: 'system' });
    await expect(language(page)).toHaveAttribute('lang', 'nb');
    await expect(page.getByRole('banner')).toContainText('1 200 bilder');
  });
});
