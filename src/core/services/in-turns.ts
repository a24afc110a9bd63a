/** Long computing in turns with whatever else a thread has to do. */
import { setImmediate as turn } from 'node:timers/promises';

/** Other work comes between after this; a frame is 16 ms. */
const turnMs = 8;

/** @returns what is to be called every now and then; it lets others have their turn when ours was long enough */
export function takeTurns(): () => Promise<void> {
  let untilMs = performance.now() + turnMs;
  return async () => {
    if (performance.now() < untilMs) return;
    await turn();
    untilMs = performance.now() + turnMs;
  };
}
