import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { withoutPart } from '#domain/search/edit-query.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import styles from './FilterBar.module.css';
import { chipWords } from './filter-words.ts';

/** The parts of a search as chips that can be taken off, and what of it could not be understood. */
export function FilterBar({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const { clauses, problems } = parseQuery(query);
  // Words alone stand in the search field already.
  if (problems.length === 0 && clauses.every(({ field }) => field === null)) return null;
  return (
    <div role="group" aria-label={t.search.filters} className={styles.bar} onKeyDown={removeOrWalk}>
      {clauses.map((clause) => (
        <button
          type="button"
          key={clause.start}
          className={styles.chip}
          aria-label={t.search.removeFilter(chipWords(clause))}
          onClick={() => onQuery(withoutPart(query, clause))}
        >
          <span className={styles.words}>{chipWords(clause)}</span>
          <X size={12} strokeWidth={2} aria-hidden />
        </button>
      ))}
      {problems.map((problem) => (
        <span key={problem.start} role="status" className={styles.problem}>
          {t.search.problem(problem.fault, problem.message)}
        </span>
      ))}
      {clauses.length > 1 && (
        <Button variant="ghost" onClick={() => onQuery('')}>
          {t.search.clearAll}
        </Button>
      )}
    </div>
  );
}

/** Delete takes a chip off, arrows go to the one beside it; the one that takes its place has the focus then. */
function removeOrWalk(event: KeyboardEvent<HTMLElement>): void {
  const chips = [...event.currentTarget.querySelectorAll('button')];
  const at = chips.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step !== undefined) chips[at + step]?.focus();
  else if (event.key === 'Delete' || event.key === 'Backspace') chips[at]?.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
