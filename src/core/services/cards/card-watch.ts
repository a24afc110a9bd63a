/** Looks every few seconds whether a camera's card was put in, and tells it: to import it is for a person to say. */
import { arrivedCards, cardsOn, type Card, type Medium } from '#domain/cards.ts';
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import type { Timers } from '../watch/timers.ts';

export const lookEveryMs = 3000;
const log = createLogger('cards');

export interface CardWatchDeps {
  readonly context: Context;
  readonly timers: Timers;
  /** The removable disks of this machine. */
  readonly media: () => Promise<readonly Medium[]>;
}

export class CardWatch {
  readonly #deps: CardWatchDeps;
  #cards: readonly Card[] = [];
  #forgetNext: (() => void) | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isRunning = false;

  constructor(deps: CardWatchDeps) {
    this.#deps = deps;
  }

  /** Idempotent. Cards that are in already count as put in: the app may have been opened for them. */
  start(): void {
    if (this.#isRunning || this.#deps.context.readOnly) return;
    this.#isRunning = true;
    this.#looking = this.#look().finally(() => this.#lookAgain());
  }

  async close(): Promise<void> {
    this.#isRunning = false;
    this.#forgetNext?.();
    await this.#looking;
  }

  /** The cards that are in now. */
  async list(): Promise<Card[]> {
    return cardsOn(await this.#deps.media());
  }

  #lookAgain(): void {
    if (!this.#isRunning) return;
    this.#forgetNext = this.#deps.timers.after(lookEveryMs, () => {
      this.#looking = this.#look().finally(() => this.#lookAgain());
    });
  }

  async #look(): Promise<void> {
    try {
      const now = await this.list();
      const arrived = arrivedCards(this.#cards, now);
      const isSame = arrived.length === 0 && now.length === this.#cards.length;
      this.#cards = now;
      if (!isSame) this.#deps.context.emit('cards.changed', { cards: now, arrived });
    } catch (error) {
      log.info('cards could not be looked for', { error: String(error) });
    }
  }
}
