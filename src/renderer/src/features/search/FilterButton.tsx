import { Popover } from '@base-ui/react/popover';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { parseQuery } from '#domain/search/parse-query.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import styles from './FilterPanel.module.css';
import { FilterPanel } from './FilterPanel.tsx';

/** Opens the filters; its number says how many are on. */
export function FilterButton({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const count = parseQuery(query).clauses.filter(({ field }) => field !== null).length;
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger render={<Button />}>
        <ListFilter size={16} strokeWidth={1.5} aria-hidden />
        {t.search.filter}
        {count > 0 && <span className={styles.count}>{count}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={8} className={styles.positioner}>
          <Popover.Popup className={styles.popup} aria-label={t.search.filters}>
            <FilterPanel query={query} onQuery={onQuery} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
