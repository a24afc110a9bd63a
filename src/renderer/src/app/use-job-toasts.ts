import { useEffect } from 'react';
import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import { api } from '#renderer/api/client.ts';
import { wasAskedFor } from '#renderer/api/scan.ts';
import { useJobs, useStorages } from '#renderer/api/stores.ts';
import { announceResolve } from '#renderer/features/conflicts/announce-resolve.ts';
import { resolveResult } from '#renderer/features/conflicts/plan-store.ts';
import { scanResult, scanWords } from '#renderer/features/conflicts/scan-words.ts';
import { undoHistory } from '#renderer/features/conflicts/undo-history.ts';
import { importResult, isActive, isShown, outcome, titleOf } from '#renderer/features/jobs/job-words.ts';
import { tellsOf } from '#renderer/features/restore/restore-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { navigate } from './navigation.ts';

/** Says what came of each job that was seen running, whoever started it. */
export function useJobToasts(): void {
  useEffect(() => {
    const running = new Set<string>();
    const look = (jobs: readonly JobDto[]): void => {
      for (const job of jobs) {
        if (!isShown(job)) continue;
        if (isActive(job)) running.add(job.job_id);
        else if (running.delete(job.job_id)) announce(job);
      }
    };
    look(useJobs.getState().jobs);
    const off = useJobs.subscribe((state) => look(state.jobs));
    // A notification of the system was clicked.
    const offShow = api.on('app.showJob', () => navigate({ kind: 'jobs' }));
    return () => (off(), offShow());
  }, []);
}

function announce(job: JobDto): void {
  // An edit that went well has its own toast, with Undo.
  if (tellsOf(job.job_id) || (job.kind === 'edit' && job.status === 'done')) return;
  const { session_id: id } = job;
  const action = id == null ? {} : { action: { label: t.common.show, run: () => navigate({ kind: 'session', id }) } };
  if (job.status === 'failed')
    return toast({
      title: t.app.jobStopped(titleOf(job)),
      description: outcome(job),
      tone: 'bad',
      action: { label: t.common.details, run: () => navigate({ kind: 'jobs' }) },
    });
  if (job.status === 'cancelled') return toast({ title: t.app.jobCancelled(titleOf(job)), description: outcome(job), ...action });
  const resolved = resolveResult(job);
  if (resolved != null) return announceResolve(job.job_id, resolved);
  const scanned = scanResult(job);
  // Scans that nobody asked for, after a change or at the hour, speak only of what they did.
  if (scanned != null) return wasAskedFor(job) || scanned.applied.changes > 0 ? announceScan(scanned) : undefined;
  const counts = importResult(job)?.counts;
  const problems = job.progress.problem_count;
  toast({
    title: counts == null ? t.app.jobDone(titleOf(job)) : t.app.imported(counts.imported),
    ...(problems > 0 ? { description: t.app.withProblem(problems) } : { tone: 'ok' as const }),
    ...action,
  });
}

function announceScan(result: ScanResult): void {
  const { title, description, undo, review } = scanWords(result);
  const storages = useStorages.getState().value ?? [];
  const name = storages.length > 1 ? storages.find(({ uuid }) => uuid === result.storage_uuid)?.display_name : undefined;
  const beside = [name, description].filter((part) => part != null).join(': ');
  toast({
    title,
    ...(beside === '' ? {} : { description: beside }),
    ...(review == null ? { tone: 'ok' as const } : { action: { label: t.common.review, run: () => navigate({ kind: review }) } }),
    ...(undo == null ? {} : { stays: true, action: { label: t.common.undo, run: () => void undoHistory(undo) } }),
  });
}
