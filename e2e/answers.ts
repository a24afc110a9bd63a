/**
 * Answers of a host that come late, or not: held or failed on their way to the page, over HTTP or IPC, so that every host
 * can show what a screen says meanwhile. Nothing of ours is replaced: what is let go is answered by the real handler.
 */
import type { Page } from '@playwright/test';
import type { Evaluate } from './standin/launch.ts';

export interface Answers {
  /** From now on these procedures are answered when they are let go. */
  hold(...procedures: readonly string[]): Promise<void>;
  /** From now on these procedures fail, as when a disk reports an error. */
  fail(...procedures: readonly string[]): Promise<void>;
  /** All are answered again; what waits is answered now. */
  letGo(): Promise<void>;
}

const failure = { code: 'io-error', message: 'The disk reported an error.', details: {} };

/** Of a browser: the calls are requests. */
export function answersOverHttp(page: Page): Answers {
  let rule: { readonly procedures: readonly string[]; readonly gate: PromiseWithResolvers<void> | null } = { procedures: [], gate: null };
  let isOnTheWay = false;
  const meet = async (procedures: readonly string[], gate: PromiseWithResolvers<void> | null): Promise<void> => {
    rule = { procedures, gate };
    if (isOnTheWay) return;
    isOnTheWay = true;
    await page.route('**/api/v1/call/*', async (route) => {
      const { procedures: met, gate: held } = rule;
      if (!met.some((each) => route.request().url().endsWith(`/${each}`))) return route.continue();
      if (held == null) return route.fulfill({ status: 500, json: { error: failure } });
      await held.promise;
      return route.continue();
    });
  };
  return {
    hold: (...procedures) => meet(procedures, Promise.withResolvers()),
    fail: (...procedures) => meet(procedures, null),
    letGo: async () => {
      rule.gate?.resolve();
      rule = { procedures: [], gate: null };
    },
  };
}

/** What the main process keeps between two calls of the functions below. */
interface Kept {
  answer?: (event: object, name: string, input: unknown) => unknown;
  letGo?: () => void;
}

/** Of the desktop: Electron keeps the handlers of ipcMain in a map, and its stand-in does so too. */
export function answersOverIpc(evaluate: Evaluate): Answers {
  const meet = (procedures: readonly string[], isHeld: boolean): Promise<void> =>
    evaluate(
      ({ ipcMain }, rule) => {
        const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, NonNullable<Kept['answer']>> })._invokeHandlers;
        const kept = ((globalThis as { imalinkAnswers?: Kept }).imalinkAnswers ??= {});
        const answer = (kept.answer ??= handlers.get('imalink:call') as NonNullable<Kept['answer']>);
        const { promise, resolve } = Promise.withResolvers<void>();
        kept.letGo = () => {
          handlers.set('imalink:call', answer);
          resolve();
        };
        handlers.set('imalink:call', async (event, name, input) => {
          if (!rule.procedures.includes(name)) return answer(event, name, input);
          if (!rule.isHeld) return { ok: false, error: rule.failure };
          await promise;
          return answer(event, name, input);
        });
      },
      { procedures, isHeld, failure },
    );
  return {
    hold: (...procedures) => meet(procedures, true),
    fail: (...procedures) => meet(procedures, false),
    letGo: () => evaluate(() => (globalThis as { imalinkAnswers?: Kept }).imalinkAnswers?.letGo?.()),
  };
}
