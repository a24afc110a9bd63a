import { CalendarDays, FolderTree, GitCompareArrows, Images, ListChecks, Map as MapIcon, Settings as Gear } from 'lucide-react';
import type { ReactNode } from 'react';
import { isUnderWay } from '#contract/names.ts';
import type { SessionSummary } from '#contract/session.ts';
import type { StorageDto } from '#contract/storage.ts';
import { useConflicts, useIsImporting, useJobs, useLibraryCount, useSessions, useStorages } from '#renderer/api/stores.ts';
import { countToReview } from '#renderer/features/conflicts/inbox-rows.ts';
import { openOrganize } from '#renderer/features/organize/organize-dialog.ts';
import { t } from '#renderer/i18n/t.ts';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { navigate } from './navigation.ts';
import styles from './Sidebar.module.css';
import { SidebarCollections } from './SidebarCollections.tsx';
import { SidebarItem } from './SidebarItem.tsx';

const recentCount = 6;

/** Where one can go: the views, the storages with their state, the newest sessions. */
export function Sidebar() {
  const count = useLibraryCount((state) => state.value);
  const storages = useStorages((state) => state.value) ?? [];
  const sessions = useSessions((state) => state.value) ?? [];
  const running = useJobs((state) => state.jobs.filter(isUnderWay).length);
  const waiting = useConflicts((state) => countToReview(state.value ?? []));
  return (
    <nav className={styles.sidebar} aria-label={t.app.main}>
      <ul className={styles.list}>
        <SidebarItem
          to={{ kind: 'library' }}
          icon={<Images size={16} strokeWidth={1.5} aria-hidden />}
          label={t.common.library}
          aside={count == null ? null : formatNumber(count)}
        />
        <SidebarItem
          to={{ kind: 'folders' }}
          icon={<FolderTree size={16} strokeWidth={1.5} aria-hidden />}
          label={t.folders.title}
          aside={null}
        />
        <SidebarItem to={{ kind: 'map' }} icon={<MapIcon size={16} strokeWidth={1.5} aria-hidden />} label={t.map.title} aside={null} />
        <SidebarItem
          to={{ kind: 'sessions' }}
          icon={<CalendarDays size={16} strokeWidth={1.5} aria-hidden />}
          label={t.common.sessionsTitle}
          aside={sessions.length === 0 ? null : formatNumber(sessions.length)}
        />
        <SidebarItem
          to={{ kind: 'jobs' }}
          icon={<ListChecks size={16} strokeWidth={1.5} aria-hidden />}
          label={t.common.jobs}
          aside={running === 0 ? null : t.app.running(running)}
        />
        <SidebarItem
          to={{ kind: 'conflicts' }}
          icon={<GitCompareArrows size={16} strokeWidth={1.5} aria-hidden />}
          label={t.common.conflicts}
          aside={waiting === 0 ? null : formatNumber(waiting)}
          calls
        />
      </ul>
      <SidebarCollections />
      {storages.length > 0 && (
        <Section title={t.common.storagesTitle} onTitle={() => navigate({ kind: 'storages' })}>
          {storages.map((storage) => (
            <SidebarItem
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
        <Section title={t.app.recentSessions} onTitle={() => navigate({ kind: 'sessions' })}>
          {sessions.slice(0, recentCount).map((session) => (
            <SessionItem key={session.id} session={session} />
          ))}
        </Section>
      )}
      <ul className={cx(styles.list, styles.bottom)}>
        <SidebarItem
          to={{ kind: 'settings' }}
          icon={<Gear size={16} strokeWidth={1.5} aria-hidden />}
          label={t.common.settings}
          aside={null}
        />
      </ul>
    </nav>
  );
}

function SessionItem({ session }: { session: SessionSummary }) {
  const isImporting = useIsImporting(session.id);
  const aside = isImporting ? t.app.importing : session.status === 'incomplete' ? t.app.incomplete : formatNumber(session.photo_count);
  const to = { kind: 'session', id: session.id } as const;
  const menu = () => [
    [{ title: t.common.open, run: () => navigate(to) }],
    [{ title: t.common.rename, run: () => openOrganize({ kind: 'rename-session', id: session.id, name: session.title }) }],
  ];
  return <SidebarItem to={to} label={session.title} aside={aside} menu={menu} />;
}

function storageAside(storage: StorageDto): string {
  return storage.state === 'online' ? formatNumber(storage.total_files) : t.app.shortStates[storage.state];
}

function Section({ title, onTitle, children }: { title: string; onTitle: () => void; children: ReactNode }) {
  return (
    <section>
      <h2 className={styles.heading}>
        <button type="button" onClick={onTitle}>
          {title}
        </button>
      </h2>
      <ul className={styles.list}>{children}</ul>
    </section>
  );
}
