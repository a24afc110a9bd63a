/** What a restore brings back, in words. Pure. */
import type { JobDto } from '#contract/job.ts';
import type { RecoverResult } from '#contract/recover.ts';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';

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
  const storages = plural(result.storages, 'storage');
  if (result.photos > 0) return `Restore ${storages}, ${plural(result.photos, 'photo')}`;
  return result.untracked > 0 ? `Restore ${storages}, ${plural(result.untracked, 'new photo')}` : `Restore ${storages}`;
}

/** The headline of the report. */
export const reportTitle = (result: RecoverResult): string =>
  result.photos > 0 ? `${plural(result.photos, 'photo')} restored` : `${plural(result.storages, 'storage')} restored`;

/** A storage in one line. Without sessions its photos are registered where they are. */
export const storageWords = ({ sessions, files }: RecoverResult['storages_found'][number]): string =>
  sessions === 0
    ? 'It has no index of its sessions: the photos in it are added as one new session, where they are.'
    : `${plural(sessions, 'session')} · ${plural(files, 'file')}`;

/** The numbers, each with what it means and what to do about it. */
export function figures(result: RecoverResult): Figure[] {
  const { photos, sessions, restored, missing, untracked, unreadable, conflicts, already_known: known, applied } = result;
  return [
    {
      id: 'photos',
      title: 'Photos',
      value: formatNumber(photos),
      detail:
        known > 0
          ? `${plural(restored, 'file')} found in place; ${formatNumber(known)} of the files are in your library already.`
          : `${plural(restored, 'file')} found in place.`,
      tone: 'plain',
    },
    {
      id: 'sessions',
      title: 'Sessions',
      value: formatNumber(sessions),
      detail: 'With their titles, ratings, tags, captions and albums.',
      tone: 'plain',
    },
    problem('missing', 'Missing', missing, 'warn', [
      'Every file is where its storage says.',
      applied
        ? 'They keep their place, rating and small picture. Connect other drives, or look under Conflicts after a scan.'
        : 'Not where the storage says. They come back with rating and small picture, marked as missing.',
    ]),
    problem('untracked', 'Untracked', untracked, 'plain', [
      'No photo lies beside what the storage knows.',
      applied
        ? 'Photos in the folders that no session names. “Scan now” under Storages offers to add them.'
        : 'Photos in the folders that no session names. They stay where they are; a scan can add them.',
    ]),
    problem('unreadable', 'Unreadable', unreadable, 'bad', [
      'Every file could be looked at.',
      'The drive or its permissions did not allow a look. Nothing is lost; check the drive and restore again.',
    ]),
    ...(conflicts === 0
      ? []
      : [
          problem('conflicts', 'Two answers', conflicts, 'warn', [
            '',
            'Two records say different things. The one from the storage is taken; the list below names them.',
          ]),
        ]),
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
    value: count === 0 ? 'None' : formatNumber(count),
    detail: count === 0 ? none : some,
    tone: count === 0 ? 'quiet' : tone,
  };
}

/** How far a recovery is. */
export function progressWords({ progress }: JobDto): string {
  if (progress.phase === 'listing') return 'Looking for storages…';
  if (progress.phase === 'writing-index') return 'Writing what was missing in the storages…';
  return progress.total_files == null
    ? `${plural(progress.done_files, 'file')} looked at`
    : `${formatNumber(progress.done_files)} of ${plural(progress.total_files, 'file')}`;
}

/** From 0 to 1; null while it is unknown. */
export const progressShare = ({ progress: { done_files: done, total_files: total } }: JobDto): number | null =>
  total == null || total === 0 ? null : Math.min(1, done / total);
