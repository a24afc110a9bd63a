/** Reads a slice of the files every day while a host runs, one file at a time, when the person wants that. */
import type { Settings } from '#contract/system.ts';
import { createLogger } from '#core/log.ts';
import { instant, type Context } from '../context.ts';
import type { Timers } from '../watch/timers.ts';
import { dayMs, quarterDays } from './schedule.ts';
import { startVerify } from './start-verify.ts';

/** A start of the app is not the time to read the disk; after it one look an hour finds the day's turn. */
export const lookEveryMs = 3_600_000;
const metaKey = 'verify_daily_at';
const log = createLogger('verify');

export interface DailySliceDeps {
  readonly context: Context;
  readonly settings: () => Settings;
  readonly timers: Timers;
}

export class DailySlice {
  readonly #deps: DailySliceDeps;
  #forgetNext: (() => void) | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isRunning = false;

  constructor(deps: DailySliceDeps) {
    this.#deps = deps;
  }

  /** Idempotent; does nothing in a read-only engine. */
  start(): void {
    if (this.#isRunning || this.#deps.context.readOnly) return;
    this.#isRunning = true;
    this.#lookAgain();
  }

  /** Ends it; a slice that is being read is a job, and is cancelled with the others. */
  async close(): Promise<void> {
    this.#isRunning = false;
    this.#forgetNext?.();
    await this.#looking;
  }

  #lookAgain(): void {
    if (!this.#isRunning) return;
    this.#forgetNext = this.#deps.timers.after(lookEveryMs, () => {
      this.#looking = this.#look()
        .catch((error: unknown) => log.warn('the daily verification could not begin', { error: String(error) }))
        .finally(() => this.#lookAgain());
    });
  }

  async #look(): Promise<void> {
    const { context, settings } = this.#deps;
    if (!settings().verify_daily) return;
    const { catalog, clock } = context;
    const last = await catalog.read.selectFrom('meta').select('value').where('key', '=', metaKey).executeTakeFirst();
    const sinceMs = last ? clock.now().getTime() - Date.parse(last.value) : dayMs;
    // A clock that was put back must not stop it for good.
    if (sinceMs >= 0 && sinceMs < dayMs) return;
    const value = instant(clock);
    await catalog.write([
      catalog.read
        .insertInto('meta')
        .values({ key: metaKey, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
    ]);
    if (!this.#isRunning) return;
    await startVerify(context, { sample_percent: 100 / quarterDays, repair: false, resume: false }, { background: true });
  }
}
