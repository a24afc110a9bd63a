import { useJobs } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { isActive, isShown, jobShare, progressLine, titleOf } from './job-words.ts';
import styles from './Jobs.module.css';

/** The running job in one line with a small bar, for the status bar. */
export function JobLine({ onOpen }: { onOpen: () => void }) {
  const active = useJobs((state) => state.jobs.find((job) => isActive(job) && isShown(job)));
  const more = useJobs((state) => state.jobs.filter((job) => isActive(job) && isShown(job)).length - 1);
  if (active == null) return null;
  return (
    <button type="button" className={styles.line} onClick={onOpen}>
      <span className={styles.lineTitle}>{titleOf(active)}</span>
      <span className={styles.lineWords}>{progressLine(active, Date.now())}</span>
      <span className={styles.mini}>
        <ProgressBar thin value={jobShare(active)} label={t.jobs.progressOf(titleOf(active))} paused={active.status === 'paused'} />
      </span>
      {more > 0 && <span>+{more}</span>}
    </button>
  );
}
