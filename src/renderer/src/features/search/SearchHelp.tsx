import { searchFields } from '#domain/search/fields.ts';
import { t } from '#renderer/i18n/t.ts';
import styles from './FilterPanel.module.css';

/** What can be typed into the search field. */
export function SearchHelp() {
  return (
    <details className={styles.help}>
      <summary>{t.search.whatToType}</summary>
      <p>
        {t.search.wordsFind} <code>{t.search.twoWords}</code> {t.search.standTogether} <code>{t.search.minusWord}</code> {t.search.excludes}
      </p>
      <dl>
        {searchFields.map(({ name, help, examples }) => (
          <div key={name}>
            <dt>
              <code>{examples.join('  ')}</code>
            </dt>
            <dd>{t.search.help(name, help)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
