/**
 * Files whose content a cloud program keeps elsewhere, read to their end because a person said so: that brings it here.
 * What was read is left for the scan that follows, so that nothing is fetched twice.
 */
import { join } from 'node:path';
import type { Refusal } from '#contract/resolve.ts';
import type { Answer } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { openReadCache } from '../scan/read-cache.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import type { Question } from './evidence.ts';

/** One after the other: each may be a download. @returns those that could not be read. @throws ImaLinkError cancelled */
export async function fetchContents(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  answered: readonly { readonly question: Question; readonly answer: Answer }[],
): Promise<Refusal[]> {
  const wanted = answered.flatMap(({ question, answer }) => (answer.fetch ? [{ question, ...answer.fetch }] : []));
  if (wanted.length === 0) return [];
  const cache = await openReadCache(context, storage.id, 'smart');
  const returned: Refusal[] = [];
  const totalBytes = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let doneBytes = 0;
  for (const { question, path, sizeBytes } of wanted) {
    control.progress({ phase: 'reading', current: path, total_bytes: totalBytes, done_bytes: doneBytes });
    await control.checkpoint();
    const outcome = await context
      .media()
      .run(
        { sourcePath: join(pathsOf(storage).photos, path), copyToPath: null, verify: false, hashOnly: false, hotpreviewsDir: null },
        control.signal,
      );
    doneBytes += sizeBytes;
    if (outcome.ok) {
      const { sizeBytes: readBytes, mtimeMs } = outcome.value;
      cache.keep({ path, sizeBytes: readBytes, mtimeMs, role: 'photo', isKnown: false, isPlaceholder: false }, outcome.value);
    } else returned.push({ finding_id: question.finding.id, path, reason: outcome.problem.message });
  }
  await cache.flush();
  return returned;
}
