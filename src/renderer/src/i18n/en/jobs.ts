import type { JobDto } from '#contract/job.ts';
import { formatNumber, plural } from '../numbers.ts';

/** Jobs: what runs, how far it is, what came of it. */
export const jobs = {
  phases: {
    listing: 'Looking for photos',
    reading: 'Reading',
    importing: 'Importing',
    applying: 'Applying',
    copying: 'Working',
    moving: 'Moving the sources to the trash',
    'writing-index': 'Writing the index',
  },
  /** The core names its jobs in English. */
  title: (title: string, _kind: JobDto['kind']) => title,
  problems: (count: number) => plural(count, 'problem'),
  showProblems: (count: number) => `Show ${plural(count, 'problem')}`,
  hideProblems: (count: number) => `Hide ${plural(count, 'problem')}`,
  progressOf: (job: string) => `Progress of ${job}`,
  nothingRunning: 'Nothing running',
  importsAppear: 'Imports appear here while they run, and stay listed when they have ended.',
  running: 'Running',
  nothingRunningNow: 'Nothing running.',
  lastJobs: 'Last jobs',
  paused: 'Paused',
  waiting: 'Waiting',
  doneWithProblems: 'Done, with problems',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  didNotWork: 'That did not work',
  notResumed: 'The import could not be resumed',
  pause: 'Pause',
  continue: 'Continue',
  resume: 'Resume',
  showSession: 'Show session',
  lookedAt: (files: number) => `${plural(files, 'file')} looked at`,
  filesOf: (done: number, total: number) => `${formatNumber(done)} of ${plural(total, 'file')}`,
  photosOf: (done: number, total: number) => `${formatNumber(done)} of ${plural(total, 'photo')}`,
  changed: (photos: number) => `${plural(photos, 'photo')} changed`,
  left: (time: string) => `${time} left`,
  failedSentence: 'Failed.',
  imported: (imported: number, duplicates: number, failed: number) =>
    `${plural(imported, 'photo')} imported${duplicates > 0 ? `, ${formatNumber(duplicates)} already here` : ''}${failed > 0 ? `, ${formatNumber(failed)} failed` : ''}`,
  cancelledOutcome: (done: string) => `Cancelled. ${done}; what is done stays done.`,
  retryFailed: 'Try failed files again',
  notRetried: 'The failed files could not be tried again',
} as const;
