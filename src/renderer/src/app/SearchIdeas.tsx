import { CalendarHeart, History, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useSettings } from '#renderer/api/settings-store.ts';
import { useSavedSearches } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { forgetSearches, onThisDay, rememberSearch } from './recent-searches.ts';
import styles from './SearchIdeas.module.css';
import { settingsOrDefault } from './settings.ts';

/** Below the empty search field: this day in other years, what was searched for lately, and what was saved. Arrows walk through them. */
export function SearchIdeas({ onSearch, onLeave }: { onSearch: (query: string) => void; onLeave: () => void }) {
  const recent = useSettings((state) => settingsOrDefault(state.value).recent_searches);
  const saved = useSavedSearches((state) => state.value) ?? [];
  return (
    <div className={styles.ideas} onKeyDown={(event) => walk(event, onLeave)}>
      <button type="button" data-idea="" className={styles.idea} onClick={() => onSearch(onThisDay())}>
        <CalendarHeart size={14} strokeWidth={1.5} aria-hidden /> <span>{t.app.onThisDay}</span>
      </button>
      {recent.length > 0 && (
        <section aria-labelledby="recent-searches">
          <div className={styles.head}>
            <h2 id="recent-searches" className={styles.heading}>
              {t.app.recentSearches}
            </h2>
            <button type="button" className={styles.clear} onClick={forgetSearches}>
              {t.app.clearRecentSearches}
            </button>
          </div>
          {recent.map((query) => (
            <button key={query} type="button" data-idea="" className={styles.idea} onClick={() => (rememberSearch(query), onSearch(query))}>
              <History size={14} strokeWidth={1.5} aria-hidden /> <span>{query}</span>
            </button>
          ))}
        </section>
      )}
      {saved.length > 0 && (
        <section aria-labelledby="saved-searches">
          <h2 id="saved-searches" className={styles.heading}>
            {t.app.savedSearches}
          </h2>
          {saved.map(({ uuid, name, query }) => (
            <button key={uuid} type="button" data-idea="" className={styles.idea} onClick={() => onSearch(query)}>
              <Search size={14} strokeWidth={1.5} aria-hidden /> <span>{name}</span>
            </button>
          ))}
        </section>
      )}
    </div>
  );
}

/** Puts the focus on the first of them. @returns false when they are not shown */
export function enterIdeas(field: Element): boolean {
  const first = field.parentElement?.querySelector<HTMLElement>('[data-idea]');
  first?.focus();
  return first != null;
}

function walk(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-idea]')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (event.key === 'Escape' || (event.key === 'ArrowUp' && at <= 0)) onLeave();
  else if (event.key === 'ArrowUp') all[at - 1]?.focus();
  else if (event.key === 'ArrowDown') all[at + 1]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
