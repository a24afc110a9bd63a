import { SearchX } from 'lucide-react';
import { withoutPart } from '#domain/search/edit-query.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { chipWords } from './filter-words.ts';
import styles from './NothingFound.module.css';

/** A search without results: which part to leave out, one press each. */
export function NothingFound({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const { clauses } = parseQuery(query);
  const asked = clauses.map(chipWords).join(', ');
  return (
    <EmptyState
      icon={SearchX}
      title={`Nothing matches ${asked === '' ? `“${query}”` : asked}`}
      action={
        <div className={styles.actions}>
          {clauses.length > 1 &&
            clauses.map((clause) => (
              <Button key={clause.start} onClick={() => onQuery(withoutPart(query, clause))}>
                Without {chipWords(clause)}
              </Button>
            ))}
          <Button variant="accent" onClick={() => onQuery('')}>
            Show all photos
          </Button>
        </div>
      }
    >
      Names, captions, tags, cameras, lenses, places and sessions were searched. Fewer words and filters find more.
    </EmptyState>
  );
}
