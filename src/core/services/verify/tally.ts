/** What a verification counts and tells. */
import type { VerifyResult } from '#contract/recover.ts';
import type { Problem } from '#contract/problem.ts';
import type { JobControl } from '../jobs.ts';

export type Counts = Omit<VerifyResult, 'problems' | 'duration_ms'>;

/** checked = ok + edited + corrupt + missing + unreadable; companions count like photos. */
export class Tally {
  readonly counts: Counts = { checked: 0, ok: 0, edited: 0, corrupt: 0, missing: 0, unreadable: 0, in_cloud: 0, repaired: 0, bytes: 0 };
  readonly problems: Problem[] = [];
  readonly #control: JobControl;

  constructor(control: JobControl) {
    this.#control = control;
  }

  count(kind: 'ok' | 'edited' | 'corrupt' | 'missing' | 'unreadable', problem?: Problem): void {
    this.counts.checked += 1;
    this.counts[kind] += 1;
    if (problem) this.tell(problem);
  }

  /** Not read, so it was not checked either. */
  passOver(): void {
    this.counts.in_cloud += 1;
  }

  tell(problem: Problem): void {
    this.problems.push(problem);
    this.#control.problem(problem);
  }
}
