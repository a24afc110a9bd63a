/** Recovery in the fake library: `?restore=trouble` with losses, `nothing` an empty folder, `fails`, `slow` one that goes on until it is cancelled. */
import type { JobDto } from '#contract/job.ts';
import type { RecoverResult } from '#contract/recover.ts';
import { runningJob } from './people.ts';

interface Fake {
  readonly options: URLSearchParams;
  readonly change: (job: object) => void;
  readonly jobs: () => readonly { readonly job_id: string; readonly status: string }[];
  /** The library is there. */
  readonly restored: (storages: number) => void;
}

/** The answer of `recover.start`: a look or a recovery that ends soon. */
export function createRestore({ options, change, jobs, restored }: Fake) {
  const way = options.get('restore') ?? 'well';
  let count = 0;
  const start = ({ paths, dry_run = false }: { paths: readonly string[]; dry_run?: boolean }): { job_id: string } => {
    const result = resultOf(way, paths, !dry_run);
    const job = { ...runningJob(), job_id: `recover-${++count}`, kind: dry_run ? 'recover-preview' : 'recover', title: 'Recover' };
    const files = { ...job.progress, phase: 'applying', total_files: result.restored, problem_count: 0, done_files: 400, current: null };
    const started = { ...job, session_id: null, storage_uuid: null, problems: [], progress: files };
    change(started);
    if (way === 'slow' && !dry_run) return { job_id: job.job_id };
    setTimeout(() => {
      if (jobs().find(({ job_id }) => job_id === job.job_id)?.status !== 'running') return;
      const end = { ...started, finished_at: new Date().toISOString() };
      if (way === 'fails') return change({ ...end, status: 'failed', error: missingFolder(paths) });
      if (!dry_run) restored(result.storages);
      change({ ...end, status: 'done', result });
    }, 120);
    return { job_id: job.job_id };
  };
  return { 'recover.start': start };
}

function missingFolder(paths: readonly string[]): JobDto['error'] {
  return { code: 'path-not-found', message: `There is no folder ${paths[0]}. Connect its drive, or name another.`, details: {} };
}

const drives = [
  { uuid: '11111111-1111-4111-8111-111111111111', display_name: 'Home archive', sessions: 7, files: 1204 },
  { uuid: '22222222-2222-4222-8222-222222222222', display_name: 'Travel disk', sessions: 3, files: 8210 },
];

function resultOf(way: string, paths: readonly string[], applied: boolean): RecoverResult {
  const found = way === 'nothing' ? [] : paths.flatMap((path, n) => drives.slice(n, n + 1).map((drive) => ({ ...drive, path })));
  const files = found.reduce((sum, storage) => sum + storage.files, 0);
  const loss =
    way === 'trouble'
      ? { missing: 12, unreadable: 2, untracked: 31, conflicts: 1 }
      : { missing: 0, unreadable: 0, untracked: 0, conflicts: 0 };
  return {
    ...loss,
    storages: Math.max(1, found.length),
    sessions: found.reduce((sum, storage) => sum + storage.sessions, 0),
    restored: Math.max(0, files - loss.missing - loss.unreadable),
    already_known: 0,
    photos: files,
    problems:
      way === 'trouble'
        ? [
            {
              path: `${paths[0]}/imports/session_4.json`,
              code: 'index-corrupt',
              message: 'session_4.json is cut short; it is kept in quarantine',
            },
            {
              path: `${paths[0]}/photos/2019/IMG_2041.CR2`,
              code: 'path-claimed',
              message: 'Two sessions name this file; the earlier import has it',
            },
          ]
        : [],
    storages_found: found,
    applied,
    duration_ms: 120,
  };
}
