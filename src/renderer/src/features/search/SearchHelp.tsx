import { searchFields } from '#domain/search/fields.ts';
import styles from './FilterPanel.module.css';

/** What can be typed into the search field. */
export function SearchHelp() {
  return (
    <details className={styles.help}>
      <summary>What can be typed into the search field</summary>
      <p>
        Words find names, captions, tags, cameras, places and sessions. <code>“two words”</code> stand together, <code>-word</code>{' '}
        excludes, a comma means “or”.
      </p>
      <dl>
        {searchFields.map(({ name, help, examples }) => (
          <div key={name}>
            <dt>
              <code>{examples.join('  ')}</code>
            </dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
