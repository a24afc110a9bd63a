import { expect, type Page } from '@playwright/test';

/** As if a hand lay on the mouse from now on: what hides from someone idle is shown, and stays for as long as one looks. */
export async function stayAwake(page: Page): Promise<void> {
  await page.evaluate(() => {
    const move = (): boolean => window.dispatchEvent(new PointerEvent('pointermove'));
    move();
    setInterval(move, 250);
  });
  await expect(page.locator('[data-idle]')).toHaveCount(0);
}
