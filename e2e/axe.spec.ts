/** Every screen, dialog and menu against the WCAG rules of axe, in both themes @browser. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { test, expect } from './fake-bridge/fixture.ts';
import { stayAwake } from './pages/awake.ts';
import { ready } from './pages/grid.ts';
import { keepScreen } from './pages/keep-screen.ts';
import { englishLeft, speakNorwegian } from './pages/language.ts';
import { screens } from './pages/screens.ts';
import { still } from './pages/still.ts';

// Where the settings cannot be read, the system says what is dark.
test.use({ colorScheme: 'dark' });

for (const [name, { options, go }] of Object.entries(screens)) {
  test(`${name} @browser`, async ({ open }) => {
    const page = await open({ theme: 'dark', ...options });
    await page.getByRole('main').or(page.getByRole('dialog')).first().waitFor();
    // A library with photos, and nothing held back or failing.
    if (![options?.['storages'], options?.['total']].includes(0) && options?.['fail'] == null && options?.['hold'] == null)
      await ready(page);
    await go?.(page);
    await stayAwake(page);
    expect(await violations(page, 'dark')).toEqual([]);
    await keepScreen(page, name, 'dark');
    // Colours are all that differs: the same screen, repainted.
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
    expect(await violations(page, 'light')).toEqual([]);
    await keepScreen(page, name, 'light');
    await speakNorwegian(page);
    expect(await englishLeft(page)).toEqual([]);
  });
}

async function violations(page: Page, theme: 'dark' | 'light'): Promise<{ id: string; nodes: string[] }[]> {
  // Half transparent text has no contrast of its own: what fades has faded.
  await still(page);
  // The guards of Base UI around an open menu take the focus only to pass it on.
  const axe = new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]');
  const found =
    theme === 'dark'
      ? await axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
      : await axe.withRules(['color-contrast', 'link-in-text-block']).analyze();
  return found.violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 4).map((node) => `${node.target.join(' ')} :: ${node.failureSummary?.split('\n')[1]?.trim()}`),
  }));
}
