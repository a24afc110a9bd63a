/** The form of every refusal over HTTP: `{error: {code, message, details}}` with the status of the code. */
import { errorTable, toWireError, type ErrorCode, type ErrorDetails } from '#contract/errors.ts';

/** Refusals that only HTTP knows; everything else has its status in the contract's error table. */
export const httpErrors = {
  'bad-url': 400,
  'not-authorized': 401,
  'foreign-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'not-json': 415,
  'wrong-host': 421,
  'interface-not-built': 503,
} as const;

export type HttpErrorCode = keyof typeof httpErrors;

/** The HTTP status of any error code; an unknown one is our bug, hence 500. */
export function statusOf(code: string): number {
  if (Object.hasOwn(httpErrors, code)) return httpErrors[code as HttpErrorCode];
  return Object.hasOwn(errorTable, code) ? errorTable[code as ErrorCode].httpStatus : 500;
}

/** An answer that says why a request was refused. */
export function errorResponse(code: HttpErrorCode | ErrorCode, message: string, details: ErrorDetails = {}): Response {
  return Response.json({ error: { code, message, details } }, { status: statusOf(code), headers: { 'cache-control': 'no-store' } });
}

/** The answer for anything thrown while a request was served. */
export function thrownResponse(thrown: unknown): Response {
  const { code, message, details } = toWireError(thrown);
  return errorResponse(code, message, details);
}
