/** What a restore brings back, in words. Pure. */
import type { JobDto } from '#contract/job.ts';
import type { RecoverResult } from '#contract/recover.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';

export interface Figure {
  readonly id: 'photos' | 'sessions' | 'missing' | 'untracked' | 'unreadable' | 'conflicts';
  readonly title: string;
  readonly value: string;
  readonly detail: string;
  readonly tone: 'plain' | 'quiet' | 'warn' | 'bad';
}

/** True when the folders hold nothing of ImaLink and no photo. */
export const holdsNothing = ({ sessions, photos, restored, missing, unreadable, untracked }: RecoverResult): boolean =>
  sessions + photos + restored + missing + unreadable + untracked === 0;

/** True when every file of the indexes is in the catalog already; captions and albums may still be newer there. */
export const isAllKnown = ({ already_known, restored, missing, unreadable }: RecoverResult): boolean =>
  already_known > 0 && already_known >= restored + missing + unreadable;

/** The button that does it: a verb and what comes back. */
export function restoreButton(result: RecoverResult): string {
  if (result.photos > 0) return t.restore.restorePhotos(result.storages, result.photos);
  return result.untracked > 0 ? t.restore.restoreNew(result.storages, result.untracked) : t.restore.restoreStorages(result.storages);
}

/** The headline of the report. */
export const reportTitle = (result: RecoverResult): string =>
  result.photos > 0 ? t.restore.photosRestored(result.photos) : t.restore.storagesRestored(result.storages);

/** A storage in one line. Without sessions its photos are registered where they are. */
export const storageWords = ({ sessions, files }: RecoverResult['storages_found'][number]): string =>
  sessions === 0 ? t.restore.noIndex : t.restore.contents(sessions, files);

/** The numbers, each with what it means and what to do about it. */
export function figures(result: RecoverResult): Figure[] {
  const { photos, sessions, restored, missing, untracked, unreadable, conflicts, already_known: known, applied } = result;
  return [
    {
      id: 'photos',
      title: t.commands.photosGroup,
      value: formatNumber(photos),
      detail: known > 0 ? t.restore.foundSomeKnown(restored, known) : t.restore.found(restored),
      tone: 'plain',
    },
    {
      id: 'sessions',
      title: t.common.sessionsTitle,
      value: formatNumber(sessions),
      detail: t.restore.withTheirs,
      tone: 'plain',
    },
    problem('missing', t.restore.missing, missing, 'warn', [
      t.restore.noneMissing,
      applied ? t.restore.missingKept : t.restore.missingWillBe,
    ]),
    problem('untracked', t.restore.untracked, untracked, 'plain', [
      t.restore.noneUntracked,
      applied ? t.restore.untrackedOffered : t.restore.untrackedStay,
    ]),
    problem('unreadable', t.restore.unreadable, unreadable, 'bad', [t.restore.noneUnreadable, t.restore.unreadableWhy]),
    ...(conflicts === 0 ? [] : [problem('conflicts', t.restore.twoAnswers, conflicts, 'warn', ['', t.restore.twoAnswersWhy])]),
  ];
}

function problem(
  id: Figure['id'],
  title: string,
  count: number,
  tone: Figure['tone'],
  [none, some]: readonly [none: string, some: string],
): Figure {
  return {
    id,
    title,
    value: count === 0 ? t.restore.none : formatNumber(count),
    detail: count === 0 ? none : some,
    tone: count === 0 ? 'quiet' : tone,
  };
}

/** How far a recovery is. */
export function progressWords({ progress }: JobDto): string {
  if (progress.phase === 'listing') return t.restore.lookingForStorages;
  if (progress.phase === 'writing-index') return t.restore.writing;
  return progress.total_files == null ? t.jobs.lookedAt(progress.done_files) : t.jobs.filesOf(progress.done_files, progress.total_files);
}

/** From 0 to 1; null while it is unknown. */
export const progressShare = ({ progress: { done_files: done, total_files: total } }: JobDto): number | null =>
  total == null || total === 0 ? null : Math.min(1, done / total);
