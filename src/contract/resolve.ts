/** Decisions about findings: what a person chooses, what that would do, and what it did. */
import { z } from 'zod';
import { resolutions } from '#domain/reconcile/types.ts';
import { Instant, Uuid } from './ids.ts';

export const ResolutionName = z.enum(resolutions);

/** One answer to one finding. */
export const Decision = z.object({
  id: z.int().positive(),
  as: ResolutionName,
  /**
   * What the answer needs, by resolution: `locate` - the file or folder on this machine, or relative to the photos
   * folder; `relocate` - where the storage is now, absolute; `set_aside` - which of the paths goes (the suggestion when absent); `rename` - the new name;
   * `new_version` of a missing file - the new file that it is now;
   * `ignore` - a folder instead of the file.
   */
  path: z.string().min(1).max(4096).optional(),
  /** `import`: the title of the new session, or the session to add to. */
  title: z.string().min(1).max(200).optional(),
  session_id: z.int().positive().optional(),
  /** `pair_by_names` by hand: which file is now where. */
  pairs: z
    .array(z.object({ file_id: z.int().positive(), path: z.string().min(1).max(4096) }))
    .max(1000)
    .optional(),
});
export type Decision = z.output<typeof Decision>;

export const ResolveAction = z.object({
  finding_id: z.int(),
  /**
   * `record`: only the catalog; `remember`: a decision that holds for good; `fetch` reads a file whose content is elsewhere,
   * `scan` looks again; the others touch files.
   */
  action: z.enum(['set_aside', 'restore', 'move', 'record', 'remember', 'fetch', 'scan']),
  /** Relative to the photos folder; an absolute path for a source elsewhere. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  why: z.string(),
  file_size: z.int(),
  /** Set when a folder would be ignored that holds files on record: how many. To be shown before it is done. */
  files_on_record: z.int().optional(),
});
export type ResolveAction = z.infer<typeof ResolveAction>;

/** The numbers a person confirms. Nothing is ever overwritten, so that there is no such number. */
export const Headline = z.object({
  files_set_aside: z.int(),
  bytes_set_aside: z.int(),
  files_restored: z.int(),
  files_moved: z.int(),
  records_changed: z.int(),
  indexes_rewritten: z.int(),
});
export type Headline = z.infer<typeof Headline>;

/** A finding that cannot be resolved like this, and why; it stays in the inbox. */
export const Refusal = z.object({ finding_id: z.int(), path: z.string(), reason: z.string() });
export type Refusal = z.infer<typeof Refusal>;

export const ResolvePlan = z.object({
  plan_id: z.string(),
  /** Plans are applied as they were shown, or not at all. */
  expires_at: Instant,
  headline: Headline,
  actions: z.array(ResolveAction),
  refused: z.array(Refusal),
});
export type ResolvePlan = z.infer<typeof ResolvePlan>;

/** What taking an import back would do. */
export const UndoImportPlan = ResolvePlan.extend({
  /** An import that was too large for one index has become several sessions: all that still hold photos, this one among them. */
  parts: z.array(z.object({ session_id: z.int(), title: z.string(), photos: z.int() })),
  /** All parts would go, not the one session alone. */
  whole: z.boolean(),
});
export type UndoImportPlan = z.infer<typeof UndoImportPlan>;

/** The result of the job that `conflict.apply` starts. */
export const ResolveResult = z.object({
  /** One entry per storage, or part of an import, newest last; undoing them takes everything back. */
  journal_ids: z.array(z.int()),
  headline: Headline,
  resolved: z.array(z.int()),
  /** Changed since the preview, or not possible any more: back in the inbox. */
  returned: z.array(Refusal),
  /** Scans that the decisions asked for and that run on; what each found is the result of its job. */
  scan_jobs: z.array(z.string()).optional(),
});
export type ResolveResult = z.infer<typeof ResolveResult>;

/** "Always do this": made from an applied decision, in one storage, folder and kind. */
export const Rule = z.object({
  id: z.int(),
  storage_uuid: Uuid,
  storage_name: z.string(),
  folder: z.string(),
  kind: z.string(),
  as: ResolutionName,
  enabled: z.boolean(),
  used_count: z.int(),
  created_at: Instant,
});
export type Rule = z.infer<typeof Rule>;

export const TrashBatch = z.object({
  batch: z.string(),
  storage_uuid: Uuid,
  storage_name: z.string(),
  journal_id: z.int().nullable(),
  created_at: Instant,
  files: z.array(z.object({ path: z.string(), file_size: z.int(), checksum: z.string() })),
  size_bytes: z.int(),
});
export type TrashBatch = z.infer<typeof TrashBatch>;

export const TrashPlan = z.object({
  plan_id: z.string(),
  expires_at: Instant,
  batches: z.array(TrashBatch),
  files: z.int(),
  size_bytes: z.int(),
});
export type TrashPlan = z.infer<typeof TrashPlan>;
