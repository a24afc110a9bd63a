/** What a test may do to the synthetic library from outside (the `control` of fake-bridge/bridge.ts). */
import type { Page } from '@playwright/test';
import type { EventName, Events } from '#contract/events.ts';
import type { ProcedureName } from '#contract/procedures.ts';

/** As one call from the page's world: `method` of the control with these arguments. */
function tell<T>(page: Page, method: string, ...args: readonly unknown[]): Promise<T> {
  return page.evaluate(
    ([name, given]) =>
      (globalThis as unknown as { fakeImalink: Record<string, (...all: readonly unknown[]) => T> }).fakeImalink[name]?.(...given) as T,
    [method, args] as const,
  );
}

/** Lets an event happen. */
export const emit = <N extends EventName>(page: Page, name: N, payload: Events[N]): Promise<void> => tell(page, 'emit', name, payload);

/** More photos are there. */
export const grow = (page: Page, by: number): Promise<void> => tell(page, 'grow', by);

/** Keeps the answers of a procedure back. */
export const hold = async (page: Page, name: ProcedureName): Promise<void> => void (await tell(page, 'hold', name));

/** Gives the answers that were kept back. */
export const letGo = (page: Page, name: ProcedureName): Promise<void> => tell(page, 'letGo', name);

/** How many answers of a procedure are kept back. */
export const waiting = (page: Page, name: ProcedureName): Promise<number> => tell(page, 'waiting', name);

/** Paths come from outside: opened with the app, or handed over by a second start. */
export const handOver = (page: Page, ...paths: readonly string[]): Promise<void> => emit(page, 'app.openPaths', { paths: [...paths] });

/** What was dragged out of the window, drag by drag. */
export const dragged = (page: Page): Promise<string[][]> =>
  page.evaluate(() => (globalThis as unknown as { fakeImalink: { dragged: string[][] } }).fakeImalink.dragged);

/** Cards are put in, all at once. */
export function putIn(page: Page, ...names: readonly string[]): Promise<void> {
  const cards = names.map((name) => ({ path: `/media/ada/${name}`, name, dcim: 'DCIM' }));
  return emit(page, 'cards.changed', { cards, arrived: cards });
}
