import { CalendarDays, GitCompareArrows, Images, ListChecks, Settings as Gear } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionSummary } from '#contract/session.ts';
import type { StorageDto } from '#contract/storage.ts';
import { useConflicts, useIsImporting, useJobs, useLibraryCount, useSessions, useStorages } from '#renderer/api/stores.ts';
import { countToReview } from '#renderer/features/conflicts/inbox-rows.ts';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { navigate, useNavigation, type View } from './navigation.ts';
import styles from './Sidebar.module.css';

const recentCount = 6;

/** Where one can go: the views, the storages with their state, the newest sessions. */
export function Sidebar() {
  const count = useLibraryCount((state) => state.value);
  const storages = useStorages((state) => state.value) ?? [];
  const sessions = useSessions((state) => state.value) ?? [];
  const running = useJobs((state) => state.jobs.filter((job) => job.status === 'running' || job.status === 'paused').length);
  const waiting = useConflicts((state) => countToReview(state.value ?? []));
  return (
    <nav className={styles.sidebar} aria-label="Main">
      <ul className={styles.list}>
        <Item
          to={{ kind: 'library' }}
          icon={<Images size={16} strokeWidth={1.5} aria-hidden />}
          label="Library"
          aside={count == null ? null : formatNumber(count)}
        />
        <Item
          to={{ kind: 'sessions' }}
          icon={<CalendarDays size={16} strokeWidth={1.5} aria-hidden />}
          label="Sessions"
          aside={sessions.length === 0 ? null : formatNumber(sessions.length)}
        />
        <Item
          to={{ kind: 'jobs' }}
          icon={<ListChecks size={16} strokeWidth={1.5} aria-hidden />}
          label="Imports & jobs"
          aside={running === 0 ? null : `${running} running`}
        />
        <Item
          to={{ kind: 'conflicts' }}
          icon={<GitCompareArrows size={16} strokeWidth={1.5} aria-hidden />}
          label="Conflicts"
          aside={waiting === 0 ? null : formatNumber(waiting)}
          calls
        />
      </ul>
      {storages.length > 0 && (
        <Section title="Storages" onTitle={() => navigate({ kind: 'storages' })}>
          {storages.map((storage) => (
            <Item
              key={storage.uuid}
              to={{ kind: 'storages', uuid: storage.uuid }}
              icon={<StateDot state={storage.state} />}
              label={storage.display_name}
              aside={storageAside(storage)}
            />
          ))}
        </Section>
      )}
      {sessions.length > 0 && (
        <Section title="Recent sessions" onTitle={() => navigate({ kind: 'sessions' })}>
          {sessions.slice(0, recentCount).map((session) => (
            <SessionItem key={session.id} session={session} />
          ))}
        </Section>
      )}
      <ul className={cx(styles.list, styles.bottom)}>
        <Item to={{ kind: 'settings' }} icon={<Gear size={16} strokeWidth={1.5} aria-hidden />} label="Settings" aside={null} />
      </ul>
    </nav>
  );
}

function SessionItem({ session }: { session: SessionSummary }) {
  const isImporting = useIsImporting(session.id);
  const aside = isImporting ? 'Importing…' : session.status === 'incomplete' ? 'Incomplete' : formatNumber(session.photo_count);
  return <Item to={{ kind: 'session', id: session.id }} label={session.title} aside={aside} />;
}

function storageAside(storage: StorageDto): string {
  return storage.state === 'online' ? formatNumber(storage.total_files) : (shortStates[storage.state] ?? 'Offline');
}

const shortStates: Partial<Record<StorageDto['state'], string>> = {
  'read-only': 'Read-only',
  'wrong-uuid': 'Check',
  'no-marker': 'Check',
  denied: 'No access',
  inactive: 'Inactive',
};

function Section({ title, onTitle, children }: { title: string; onTitle: () => void; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>
        <button type="button" onClick={onTitle}>
          {title}
        </button>
      </h2>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}

function Item({
  to,
  icon,
  label,
  aside,
  calls = false,
}: {
  to: View;
  icon?: ReactNode;
  label: string;
  aside: string | null;
  /** The number at the right waits for the person. */
  calls?: boolean;
}) {
  const view = useNavigation((state) => state.view);
  const current =
    view.kind === to.kind &&
    (to.kind === 'session'
      ? view.kind === 'session' && view.id === to.id
      : to.kind === 'storages'
        ? view.kind === 'storages' && view.uuid === to.uuid
        : true);
  return (
    <li>
      <button type="button" className={styles.item} aria-current={current ? 'page' : undefined} onClick={() => navigate(to)}>
        {icon != null && <span className={styles.icon}>{icon}</span>}
        <span className={styles.label}>{label}</span>
        {aside != null && <span className={cx(styles.aside, calls && styles.calls)}>{aside}</span>}
      </button>
    </li>
  );
}
