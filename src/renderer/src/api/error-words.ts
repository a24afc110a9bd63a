/** Failures as sentences with a next step. */
import { ApiError } from '#contract/bridge.ts';
import type { ErrorDetails } from '#contract/errors.ts';
import { t } from '#renderer/i18n/t.ts';

/** What a person reads about anything that was thrown: a sentence, and where there is one, the next step. */
export function errorWords(thrown: unknown): string {
  if (!(thrown instanceof ApiError)) return thrown instanceof Error && thrown.message !== '' ? thrown.message : t.errors.wentWrong;
  const said = failureWords(thrown);
  const step = t.errors.nextStep(thrown.code);
  return step === '' || said.includes(step) ? said : `${said} ${step}`;
}

/** What the core says of a failure, also of one that was told instead of thrown, such as that of a job. */
export function failureWords({ code, message, details }: Failure): string {
  return t.errors.said(code, message, typeof details['path'] === 'string' ? details['path'] : null);
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
}
