/** Pictures of every screen for docs/screens, taken where axe looks at them: IMALINK_SCREENSHOTS=1 npx playwright test axe */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';

const folder = join(import.meta.dirname, '../../docs/screens');

/** Keeps the screen as it is now, as a small picture; nothing where nobody asked for it. */
export async function keepScreen(page: Page, name: string, theme: 'dark' | 'light'): Promise<void> {
  if (process.env['IMALINK_SCREENSHOTS'] == null) return;
  mkdirSync(folder, { recursive: true });
  const show = (visibility: string): Promise<void> =>
    page.evaluate(
      (now) => document.querySelectorAll<HTMLElement>('[data-toasts]').forEach((each) => (each.style.visibility = now)),
      visibility,
    );
  // The offer of the start goes by itself: some pictures would have it, and some not.
  await show('hidden');
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await show('');
  // Of a page of flat colours a palette loses nothing that anybody sees, and makes it a fifth.
  await sharp(picture)
    .png({ palette: true, colours: 128, effort: 8 })
    .toFile(join(folder, `${fileName(name)}-${theme}.png`));
}

const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
