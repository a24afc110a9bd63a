import { ListChecks } from 'lucide-react';
import { type ReactNode } from 'react';
import type { JobDto } from '#contract/job.ts';
import { useJobs } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { isActive, isShown } from './job-words.ts';
import { JobCard } from './JobCard.tsx';
import styles from './Jobs.module.css';

const lastCount = 10;

/** What runs now, and the last jobs that ended. */
export function JobsPage({ onSession, importButton }: { onSession: (id: number) => void; importButton: ReactNode }) {
  const { jobs, loaded, error, load } = useJobs();
  return (
    <PageState
      value={loaded ? jobs.filter(isShown) : null}
      error={error}
      onRetry={() => void load()}
      name={t.common.jobs}
      icon={ListChecks}
      errorTitle={t.jobs.notListed}
      skeleton={<Skeleton height={96} />}
      skeletonClass={styles.page}
    >
      {(shown) =>
        shown.length === 0 ? (
          <EmptyState icon={ListChecks} title={t.jobs.nothingRunning} action={importButton}>
            {t.jobs.importsAppear}
          </EmptyState>
        ) : (
          <JobLists
            active={shown.filter(isActive)}
            ended={shown.filter((job) => !isActive(job)).slice(0, lastCount)}
            onSession={onSession}
          />
        )
      }
    </PageState>
  );
}

function JobLists({ active, ended, onSession }: { active: readonly JobDto[]; ended: readonly JobDto[]; onSession: (id: number) => void }) {
  const cards = (jobs: readonly JobDto[]): ReactNode => (
    <ul className={styles.cards}>
      {jobs.map((job) => (
        <JobCard key={job.job_id} job={job} onSession={onSession} />
      ))}
    </ul>
  );
  return (
    <div className={styles.page}>
      <section>
        <h2 className={styles.heading}>{t.jobs.running}</h2>
        {active.length === 0 ? <p className={styles.quiet}>{t.jobs.nothingRunningNow}</p> : cards(active)}
      </section>
      {ended.length > 0 && (
        <section>
          <h2 className={styles.heading}>{t.jobs.lastJobs}</h2>
          {cards(ended)}
        </section>
      )}
    </div>
  );
}
