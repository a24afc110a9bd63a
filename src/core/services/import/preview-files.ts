/** The files of the newest previews, kept in memory to be paged through: a preview does not outlive its process. */
import { ImaLinkError } from '#contract/errors.ts';
import type { PreviewFile, PreviewKind } from '#contract/import.ts';
import { perEngine, type Context } from '../context.ts';

/** A person looks at one; a second may be counted meanwhile. */
const mostPreviews = 3;

export interface PreviewFiles {
  readonly files: PreviewFile[];
  /** Where the pictures of the files lie on this machine, by hothash. */
  readonly pictureOf: Map<string, PreviewedFile>;
}

/** A file as it was when it was read. */
export interface PreviewedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

const shelfOf = perEngine(() => new Map<string, PreviewFiles>());

export const newPreviewFiles = (): PreviewFiles => ({ files: [], pictureOf: new Map() });

export function keepPreviewFiles(context: Context, jobId: string, files: PreviewFiles): void {
  const shelf = shelfOf(context);
  shelf.set(jobId, files);
  for (const oldest of [...shelf.keys()].slice(0, Math.max(0, shelf.size - mostPreviews))) shelf.delete(oldest);
}

/** A file with this picture in a preview that is still kept; null without one. */
export function previewedFile(context: Context, hothash: string): PreviewedFile | null {
  // The newest knows best: a file may have changed since it was counted before.
  for (const { pictureOf } of [...shelfOf(context).values()].reverse()) {
    const file = pictureOf.get(hothash);
    if (file !== undefined) return file;
  }
  return null;
}

/** One page; while the preview still counts, of what it has found. @throws ImaLinkError job-not-found */
export function readPreviewFiles(
  context: Context,
  wanted: { readonly job_id: string; readonly kind?: PreviewKind | undefined; readonly cursor: number; readonly limit: number },
): { total: number; files: PreviewFile[]; next_cursor: number | null } {
  const kept = shelfOf(context).get(wanted.job_id);
  if (!kept)
    throw new ImaLinkError('job-not-found', 'This preview is no longer kept. Count the files again.', {
      details: { job_id: wanted.job_id },
    });
  const files = wanted.kind === undefined ? kept.files : kept.files.filter(({ kind }) => kind === wanted.kind);
  const end = wanted.cursor + wanted.limit;
  return { total: files.length, files: files.slice(wanted.cursor, end), next_cursor: end < files.length ? end : null };
}
