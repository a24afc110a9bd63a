import { SearchX } from 'lucide-react';
import { withoutPart } from '#domain/search/edit-query.ts';
import { parseQuery, type Clause } from '#domain/search/parse-query.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { chipWords } from './filter-words.ts';
import styles from './NothingFound.module.css';

/** A word among the filters is shown as what was typed. */
const isWord = (clause: Clause): boolean => clause.field === null && !clause.isPhrase && !clause.isNegated;

/** A search without results: which part to leave out, one press each. */
export function NothingFound({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const { clauses } = parseQuery(query);
  const asked = clauses.map((clause) => (isWord(clause) ? t.app.quoted(chipWords(clause)) : chipWords(clause))).join(', ');
  return (
    <EmptyState
      icon={SearchX}
      title={asked === '' ? t.search.nothingMatches(query) : t.search.nothingMatchesParts(asked)}
      action={
        <div className={styles.actions}>
          {clauses.length > 1 &&
            clauses.map((clause) => (
              <Button key={clause.start} onClick={() => onQuery(withoutPart(query, clause))}>
                {t.search.without(chipWords(clause))}
              </Button>
            ))}
          <Button variant="accent" onClick={() => onQuery('')}>
            {t.app.showAllPhotos}
          </Button>
        </div>
      }
    >
      {t.search.wasSearched}
    </EmptyState>
  );
}
