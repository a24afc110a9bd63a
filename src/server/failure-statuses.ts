/** Which statuses an answer that says no can have, and for which codes: read from the two tables of errors. */
import { errorTable } from '#contract/errors.ts';
import { httpErrors } from './error-response.ts';

export interface FailureStatus {
  readonly status: number;
  /** The codes that come with it, sorted. */
  readonly codes: readonly string[];
}

/** All of them, ascending. */
export function failureStatuses(): FailureStatus[] {
  const entries: (readonly [number, string])[] = [
    ...Object.entries(errorTable).map(([code, { httpStatus }]) => [httpStatus, code] as const),
    ...Object.entries(httpErrors).map(([code, status]) => [status, code] as const),
  ];
  const byStatus = Map.groupBy(entries, ([status]) => status);
  return [...byStatus]
    .map(([status, found]) => ({ status, codes: [...new Set(found.map(([, code]) => code))].toSorted() }))
    .toSorted((left, right) => left.status - right.status);
}
