import type { RecoverResult } from '#contract/recover.ts';
import { t } from '#renderer/i18n/t.ts';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { figures, storageWords } from './restore-words.ts';
import styles from './Restore.module.css';

/** What comes back or came back: a card for each storage, the numbers with their meaning, what gave trouble. */
export function Figures({ result }: { result: RecoverResult }) {
  return (
    <>
      <ul className={styles.storages} aria-label={t.common.storagesTitle}>
        {result.storages_found.map((storage) => (
          <li key={storage.path} className={styles.storage}>
            <strong>{storage.display_name}</strong>
            <span className={styles.quiet}>{storageWords(storage)}</span>
            <span className={styles.path}>{storage.path}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.figures}>
        {figures(result).map(({ id, title, value, detail, tone }) => (
          <div key={id} className={styles.figure} data-figure={id}>
            <dt>{title}</dt>
            <dd className={styles.value} data-tone={tone}>
              {value}
            </dd>
            <dd className={styles.quiet}>{detail}</dd>
          </div>
        ))}
      </dl>
      {result.problems.length > 0 && (
        <section className={styles.problems} aria-label={t.restore.problems}>
          <h2 className={styles.heading}>{t.restore.whatGaveTrouble}</h2>
          <ProblemList problems={result.problems} />
        </section>
      )}
    </>
  );
}
