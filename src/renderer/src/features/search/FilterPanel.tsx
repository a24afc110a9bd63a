import { useState } from 'react';
import type { Facet, FacetReport } from '#contract/search.ts';
import { toggleDate, toggleValue, validPart, valuesOf } from '#domain/search/edit-query.ts';
import { t } from '#renderer/i18n/t.ts';
import { PartState } from '#renderer/ui/PartState.tsx';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { fieldTitle, valueWords } from './filter-words.ts';
import styles from './FilterPanel.module.css';
import { SearchHelp } from './SearchHelp.tsx';
import { useFacets } from './use-facets.ts';

const shortList = 6;

/** What the photos of the search have in common, to choose from; every choice changes the search at once. */
export function FilterPanel({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const facets = useFacets(validPart(query));
  return (
    <PartState call={facets} label={t.search.filter} height={240}>
      {(report) => <Facets report={report} query={query} onQuery={onQuery} />}
    </PartState>
  );
}

function Facets({ report, query, onQuery }: { report: FacetReport; query: string; onQuery: (query: string) => void }) {
  const facets = report.facets.filter(({ field, values }) => values.length > 1 || valuesOf(query, field).length > 0);
  return (
    <>
      <p className={styles.total} aria-live="polite">
        {t.common.photos(report.total)}
      </p>
      <div className={styles.facets}>
        {facets.map((facet) => (
          <FacetList
            key={facet.field}
            facet={facet}
            chosen={valuesOf(query, facet.field)}
            onToggle={(value) =>
              onQuery(facet.field === 'date' ? toggleDate(query, value) : toggleValue(query, facet.field, value, facet.exact))
            }
          />
        ))}
      </div>
      <SearchHelp />
    </>
  );
}

function FacetList({ facet, chosen, onToggle }: { facet: Facet; chosen: readonly string[]; onToggle: (value: string) => void }) {
  const [isLong, setIsLong] = useState(false);
  const { field, values, more } = facet;
  const shown = isLong ? values : values.filter(({ value }, at) => at < shortList || chosen.includes(value));
  const hidden = values.length - shown.length;
  return (
    <fieldset className={styles.facet}>
      <legend className={styles.legend}>{fieldTitle(field)}</legend>
      {shown.map(({ value, label, count }) => (
        <label key={value} className={styles.value} data-month={field === 'date' && value.length > 4 && value !== 'none' ? '' : undefined}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
          <span className={styles.label}>{valueWords(field, label)}</span>
          <span className={styles.number}>{formatNumber(count)}</span>
        </label>
      ))}
      {hidden > 0 && (
        <button type="button" className={styles.more} onClick={() => setIsLong(true)}>
          {t.search.showMore(hidden)}
        </button>
      )}
      {isLong && more > 0 && <span className={styles.rest}>{t.search.restToType(more)}</span>}
    </fieldset>
  );
}
