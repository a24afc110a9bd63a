/** The shape of one entry of the procedure table, and the inputs that several entries share. */
import { z } from 'zod';
import { JobId, SessionId } from './ids.ts';

export interface Definition<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
  /** Its place under /api/v1; `{x}` is a key of the input. */
  readonly http: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`;
  /** One line for the documentation and OpenAPI. */
  readonly summary: string;
}

export const procedure = <I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Definition<I, O> => definition;

export const nothing = z.object({});
/** Where a list goes on: what the page before gave as `next_cursor`, and nothing else. */
export const cursor = z.string().min(1).max(200).optional();
/** For the next page; null after the last one. */
export const nextCursor = z.string().nullable();
export const page = { limit: z.int().min(1).max(1000).default(100), offset: z.int().min(0).default(0), cursor };
/** Long work: what it did stands in the job once that is done. */
export const started = z.object({ job_id: JobId });
export const startedSession = z.object({ job_id: JobId, session_id: SessionId });
