import type { PhotoHistoryEntry } from '#contract/photo.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatInstant } from '#renderer/ui/format.ts';
import { historyWords } from './facts.ts';
import styles from './Inspector.module.css';

const mostShown = 12;

/** What happened to a photo, and why where nobody asked for it. */
export function History({ hothash }: { hothash: string }) {
  const { value } = useCall('photo.history', { hothash }, ['photos.changed', 'conflicts.changed']);
  const entries = value?.entries ?? [];
  return (
    <ol className={styles.history} aria-label={t.common.history}>
      {entries.slice(0, mostShown).map((entry, n) => (
        <Entry key={`${entry.at}-${n}`} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: PhotoHistoryEntry }) {
  return (
    <li>
      <p className={entry.undone ? styles.undone : undefined}>
        {historyWords(entry)}
        {entry.undone ? ` (${t.conflicts.undone})` : ''}
      </p>
      {entry.why !== '' && <p className={styles.meta}>{t.findings.reason(entry.what, entry.why)}</p>}
      <p className={styles.meta}>{formatInstant(entry.at)}</p>
    </li>
  );
}
