import { z } from 'zod';
import { Instant, Uuid, WallClock } from './ids.ts';
import { ImportLayout, ImportMode } from './import.ts';
import { Problem } from './problem.ts';

export const SessionSummary = z.object({
  id: z.int(),
  uuid: Uuid,
  title: z.string(),
  notes: z.string(),
  author: z.string().nullable(),
  storage_uuid: Uuid,
  storage_name: z.string(),
  imported_at: Instant,
  status: z.enum(['complete', 'incomplete']),
  photo_count: z.int(),
  file_count: z.int(),
  size_bytes: z.int(),
  problem_count: z.int(),
  /** Files of it that scans did not find, and that are damaged. */
  missing_count: z.int(),
  corrupt_count: z.int(),
  taken_from: WallClock.nullable(),
  taken_to: WallClock.nullable(),
  /** Hothashes of up to four photos, for the card. */
  cover: z.array(z.string()),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

export const SessionDetail = SessionSummary.extend({
  sources: z.array(z.string()),
  mode: ImportMode,
  layout: ImportLayout,
  index_file: z.string(),
  problems: z.array(Problem),
});
export type SessionDetail = z.infer<typeof SessionDetail>;

/** Photos were moved to a session, split off or merged; no file was touched. */
export const SessionsArranged = z.object({
  /** Where the photos are now. */
  session_id: z.int(),
  photos: z.int(),
  files: z.int(),
  /** Number of the entry that `edit.undo` takes back. */
  edit_id: z.int(),
  title: z.string(),
});
export type SessionsArranged = z.infer<typeof SessionsArranged>;
