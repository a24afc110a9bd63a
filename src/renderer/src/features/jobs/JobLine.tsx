import type { JobDto } from '#contract/job.ts';
import { useJobs } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { isActive, isShown, jobShare, progressLine, titleOf } from './job-words.ts';
import styles from './Jobs.module.css';

/** The running job in one line with a small bar. @param kind only jobs of this kind */
export function JobLine({ kind, onOpen }: { kind?: JobDto['kind']; onOpen: () => void }) {
  const isMeant = (job: JobDto): boolean => isActive(job) && isShown(job) && (kind == null || job.kind === kind);
  const active = useJobs((state) => state.jobs.find(isMeant));
  const more = useJobs((state) => state.jobs.filter(isMeant).length - 1);
  if (active == null) return null;
  return (
    <button type="button" className={styles.line} onClick={onOpen}>
      <span className={styles.lineTitle}>{titleOf(active)}</span>
      <span className={styles.lineWords}>{progressLine(active, Date.now())}</span>
      <span className={styles.mini}>
        <ProgressBar thin value={jobShare(active)} label={t.jobs.progressOf(titleOf(active))} paused={active.status === 'paused'} />
      </span>
      {more > 0 && <span>{t.jobs.andMore(more)}</span>}
    </button>
  );
}
