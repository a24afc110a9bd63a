/** How a job that cannot go on says so: an Error that carries the problem to report. */
import type { ProblemCode } from '#contract/problem.ts';
import type { MediaOutcome } from './types.ts';

type Problem = Extract<MediaOutcome, { ok: false }>['problem'];

interface MediaFailure extends Error {
  readonly mediaProblem: Problem;
}

/** An error to throw out of a job. @param message names the file and says what happened. */
export function mediaFailure(code: ProblemCode, message: string, cause?: unknown): MediaFailure {
  const errno = errnoOf(cause);
  const mediaProblem: Problem = errno == null ? { code, message } : { code, message: `${message} (${errno})`, errno };
  return Object.assign(new Error(message, { cause }), { mediaProblem });
}

/** The problem of any error: its own, or `fallback` with the error's message. */
export function problemOf(error: unknown, fallback: ProblemCode, path: string): Problem {
  if (error instanceof Error && 'mediaProblem' in error) return (error as MediaFailure).mediaProblem;
  const errno = errnoOf(error);
  const message = `${path}: ${error instanceof Error ? error.message : String(error)}`;
  return errno == null ? { code: fallback, message } : { code: fallback, message, errno };
}

/** `ENOENT`, `EIO` …; null for errors that are not the system's. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
}
