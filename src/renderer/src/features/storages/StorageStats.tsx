import { useCall } from '#renderer/api/use-call.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import styles from './Storages.module.css';

interface Bar {
  readonly label: string;
  readonly share: number;
  readonly value: string;
}

/** Photos by year and bytes by format: bars to see, the same as tables to read. */
export function StorageStats({ uuid, name, onSession }: { uuid: string; name: string; onSession: (id: number) => void }) {
  const { value, error } = useCall('storage.statistics', { storage: uuid }, ['photos.changed', 'storage.changed']);
  if (error != null && value == null) return <p className={styles.hint}>{error}</p>;
  if (value == null) return <Skeleton height={120} />;
  const { statistics } = value;
  const mostPhotos = Math.max(1, ...statistics.by_year.map((each) => each.photos));
  const mostBytes = Math.max(1, ...statistics.by_format.map((each) => each.bytes));
  return (
    <div className={styles.stats}>
      <Bars
        title={t.storages.photosByYear}
        caption={t.storages.photosOfByYear(name)}
        head={[t.storages.year, t.commands.photosGroup]}
        bars={statistics.by_year
          .toSorted((a, b) => (b.year ?? '').localeCompare(a.year ?? ''))
          .map(({ year, photos }) => ({ label: year ?? t.format.noDate, share: photos / mostPhotos, value: formatNumber(photos) }))}
      />
      <Bars
        title={t.storages.sizeByFormat}
        caption={t.storages.sizeOfByFormat(name)}
        head={[t.storages.format, t.storages.size]}
        bars={statistics.by_format
          .toSorted((a, b) => b.bytes - a.bytes)
          .map(({ format, files, bytes }) => ({
            label: format.toUpperCase(),
            share: bytes / mostBytes,
            value: `${formatBytes(bytes)} · ${t.common.files(files)}`,
          }))}
      />
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

function Bars({ title, caption, head, bars }: { title: string; caption: string; head: readonly [string, string]; bars: readonly Bar[] }) {
  return (
    <section className={styles.barSection} tabIndex={bars.length > 12 ? 0 : undefined} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <table className={styles.bars}>
        <caption className={styles.hidden}>{caption}</caption>
        <thead className={styles.hidden}>
          <tr>
            <th scope="col">{head[0]}</th>
            <th scope="col">{head[1]}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>
                <span className={styles.bar} style={{ width: `${Math.max(0.5, bar.share * 42)}%` }} />
                <span className={styles.barValue}>{bar.value}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
