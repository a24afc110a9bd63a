import { useState } from 'react';
import type { StorageStatistics } from '#contract/storage.ts';
import { useCall, type CallState } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { PartState } from '#renderer/ui/PartState.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Bars, type StatsForm } from './Bars.tsx';
import { chartsOf } from './charts.ts';
import styles from './Storages.module.css';

/** What one storage holds, by year, camera, format and size. */
export function StorageStats({ uuid, name, onSession }: { uuid: string; name: string; onSession: (id: number) => void }) {
  const statistics = useCall('storage.statistics', { storage: uuid }, ['photos.changed', 'storage.changed']);
  return <Stats call={statistics} name={name} onSession={onSession} />;
}

/** The same of all storages together. */
export function LibraryStats({ onSession }: { onSession: (id: number) => void }) {
  const statistics = useCall('library.statistics', {}, ['photos.changed', 'storage.changed']);
  const { value } = statistics;
  return (
    <article className={styles.card} aria-label={t.storages.allStorages}>
      <h2 className={styles.name}>{t.storages.allStorages}</h2>
      {value != null && (
        <p className={styles.quiet}>
          {t.storages.inAll(t.common.photos(value.statistics.total_photos), t.common.files(value.statistics.total_files))}
        </p>
      )}
      <Stats call={statistics} name={t.storages.allStorages} onSession={onSession} />
    </article>
  );
}

/** Bars to see, or tables with their sums to read. */
function Stats({ call, name, onSession }: { call: CallState<StorageStatistics>; name: string; onSession: (id: number) => void }) {
  return (
    <PartState call={call} label={t.storages.statisticsOf(name)} height={120}>
      {(value) => <Charts value={value} name={name} onSession={onSession} />}
    </PartState>
  );
}

function Charts({ value, name, onSession }: { value: StorageStatistics; name: string; onSession: (id: number) => void }) {
  const [form, setForm] = useState<StatsForm>('bars');
  return (
    <div className={styles.stats}>
      <div className={styles.statsForm}>
        <Segmented
          label={t.storages.shownAs}
          value={form}
          options={[
            { value: 'bars', label: t.storages.asBars },
            { value: 'table', label: t.storages.asTables },
          ]}
          onChange={setForm}
        />
      </div>
      {chartsOf(value.statistics).map((chart) => (
        <Bars key={chart.title} chart={chart} caption={t.storages.chartOf(chart.title, name)} form={form} />
      ))}
      {value.import_sessions.length > 0 && (
        <section>
          <h3 className={styles.heading}>{t.storages.newestSessions}</h3>
          <ul>
            {value.import_sessions.slice(0, 6).map((session) => (
              <li key={session.id}>
                <button type="button" className={styles.session} onClick={() => onSession(session.id)}>
                  <span className={styles.sessionTitle}>{session.title}</span>{' '}
                  <span className={styles.quiet}>{t.common.files(session.file_count)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
