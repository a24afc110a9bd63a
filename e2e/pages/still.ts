import type { Page } from '@playwright/test';

/** Waits until what fades or moves has done so; what turns for ever is let be. */
export const still = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const ends = document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ends.map((each) => each.finished));
  });
