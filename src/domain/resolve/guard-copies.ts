/** Of all that one plan sets aside, nothing may be what another answer of it relies on. */
import type { Outcome } from './types.ts';

/**
 * Outcomes by finding, in order, with those refused that would set aside the file another one keeps: together they
 * would leave a photo without a file.
 * @param absolute turns a path of the storage into the form keepers have
 */
export function guardCopies(outcomes: ReadonlyMap<number, Outcome>, absolute: (path: string) => string): ReadonlyMap<number, Outcome> {
  const kept = new Set<string>();
  const aside = new Set<string>();
  const guarded = new Map<number, Outcome>();
  for (const [id, outcome] of outcomes) {
    const steps = 'refused' in outcome ? [] : outcome.steps;
    const goes = steps.flatMap((step) => (step.step === 'set_aside' ? [absolute(step.path)] : []));
    const stays = steps.flatMap((step) => (step.step === 'set_aside' && step.keeper ? [step.keeper.absolutePath] : []));
    const clash = goes.find((path) => kept.has(path) || aside.has(path)) ?? stays.find((path) => aside.has(path));
    if (clash !== undefined) {
      guarded.set(id, { refused: 'Another of these decisions sets aside the file that would have to stay: at least one copy stays.' });
      continue;
    }
    for (const path of goes) aside.add(path);
    for (const path of stays) kept.add(path);
    guarded.set(id, outcome);
  }
  return guarded;
}
