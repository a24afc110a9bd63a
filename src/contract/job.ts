/** Long work: started by one procedure, followed by events, cancelled or paused by others. */
import { z } from 'zod';
import { Instant, JobId } from './ids.ts';
import { Problem } from './problem.ts';

export const JobKind = z.enum([
  'import',
  'import-preview',
  'scan',
  'discover',
  'resolve',
  'recover-preview',
  'recover',
  'verify',
  'mirror',
  'edit',
]);
export const JobStatus = z.enum(['waiting', 'running', 'paused', 'done', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof JobStatus>;

export const JobProgress = z.object({
  /** What is happening, for people: "Looking for photos", "Importing". */
  phase: z.enum(['listing', 'reading', 'importing', 'applying', 'copying', 'moving', 'writing-index']),
  done_files: z.int(),
  /** Null while still counting. */
  total_files: z.int().nullable(),
  done_bytes: z.int(),
  total_bytes: z.int().nullable(),
  bytes_per_second: z.number().nullable(),
  eta_seconds: z.number().nullable(),
  problem_count: z.int(),
  /** The file at hand, displayable. */
  current: z.string().nullable(),
});
export type JobProgress = z.infer<typeof JobProgress>;

export const JobDto = z.object({
  job_id: JobId,
  kind: JobKind,
  title: z.string(),
  status: JobStatus,
  started_at: Instant,
  finished_at: Instant.nullable(),
  progress: JobProgress,
  session_id: z.int().nullable(),
  storage_uuid: z.string().nullable(),
  /** The result document of the procedure that started it, once done. */
  result: z.unknown().nullable(),
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** The newest problems, at most 200; the result holds them all. */
  problems: z.array(Problem),
});
export type JobDto = z.infer<typeof JobDto>;
