/** Calling procedures as the page would. */
import type { Page } from '@playwright/test';
import type { Bridge } from '#contract/bridge.ts';
import type { ProcedureName } from '#contract/procedures.ts';

export type PageWindow = { imalink: Bridge } & Record<string, unknown>;

/** @throws with the code of a failure */
export async function call(page: Page, name: ProcedureName, input: unknown): Promise<unknown> {
  const result = await page.evaluate(([procedure, value]) => (globalThis as unknown as PageWindow).imalink.calls[procedure](value), [
    name,
    input,
  ] as const);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
