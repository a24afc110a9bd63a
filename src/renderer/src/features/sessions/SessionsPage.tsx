import { CalendarDays, ImageOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { SessionSummary } from '#contract/session.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { useIsImporting, useSessions, useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatDayRange, formatInstant } from '#renderer/ui/format.ts';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { resumeSession } from './resume-session.ts';
import styles from './Sessions.module.css';

/** Every import as a card, newest first. */
export function SessionsPage({
  onOpen,
  importButton,
  mergeButton,
}: {
  onOpen: (id: number) => void;
  importButton: ReactNode;
  mergeButton: ReactNode;
}) {
  const { value, error, load } = useSessions();
  const skeleton = (
    <div className={styles.cards}>
      {[0, 1, 2, 3, 4, 5].map((n) => (
        <Skeleton key={n} height={232} />
      ))}
    </div>
  );
  return (
    <PageState
      value={value}
      error={error}
      onRetry={() => void load()}
      name={t.common.sessionsTitle}
      icon={CalendarDays}
      errorTitle={t.sessions.notListed}
      skeleton={skeleton}
      skeletonClass={styles.page}
    >
      {(sessions) =>
        sessions.length === 0 ? (
          <EmptyState icon={CalendarDays} title={t.sessions.everyImport} action={importButton}>
            {t.sessions.everyImportMeans}
          </EmptyState>
        ) : (
          <div className={styles.page}>
            {sessions.length > 1 && <p className={styles.merge}>{mergeButton}</p>}
            <ul className={styles.cards}>
              {sessions.map((session) => (
                <SessionCard key={session.id} session={session} onOpen={() => onOpen(session.id)} />
              ))}
            </ul>
          </div>
        )
      }
    </PageState>
  );
}

function SessionCard({ session, onOpen }: { session: SessionSummary; onOpen: () => void }) {
  const isImporting = useIsImporting(session.id);
  const state = useStorages(({ value }) => value?.find(({ uuid }) => uuid === session.storage_uuid)?.state);
  const isAway = state === 'offline';
  return (
    <li className={styles.card}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <Cover hashes={session.cover} />
        <span className={styles.title}>{session.title}</span>
        <span className={styles.meta}>
          {session.taken_from == null || session.taken_to == null
            ? t.sessions.imported(formatInstant(session.imported_at))
            : formatDayRange(session.taken_from, session.taken_to)}
        </span>
      </button>
      <div className={styles.foot}>
        <span className={styles.meta}>{t.common.photos(session.photo_count)}</span>
        {session.problem_count > 0 && <Chip tone="warn">{t.jobs.problems(session.problem_count)}</Chip>}
        {isAway && <Chip>{t.common.offline}</Chip>}
        {session.missing_count > 0 && <Chip tone="bad">{t.sessions.missing(session.missing_count)}</Chip>}
        {session.corrupt_count > 0 && <Chip tone="bad">{t.sessions.damaged(session.corrupt_count)}</Chip>}
        {isImporting && <Chip>{t.app.importing}</Chip>}
        {session.status === 'incomplete' && !isImporting && (
          <Button className={styles.resume ?? ''} onClick={() => void resumeSession(session.id)}>
            {t.jobs.resume}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Up to four photos: one alone, or a large one with three beside it. */
function Cover({ hashes }: { hashes: readonly string[] }) {
  if (hashes.length === 0) {
    return (
      <span className={styles.cover}>
        <ImageOff size={24} strokeWidth={1.25} aria-hidden className={styles.noCover} />
      </span>
    );
  }
  return (
    <span className={styles.cover} data-count={Math.min(4, hashes.length)}>
      {hashes.slice(0, 4).map((hash) => (
        <CoverPicture key={hash} hothash={hash} />
      ))}
    </span>
  );
}

function CoverPicture({ hothash }: { hothash: string }) {
  const [failed, setFailed] = useState(false);
  return failed ? (
    <span className={styles.blank} />
  ) : (
    <img src={hotpreviewUrl(hothash)} alt="" decoding="async" loading="lazy" draggable={false} onError={() => setFailed(true)} />
  );
}
