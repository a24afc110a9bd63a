import { t } from '#renderer/i18n/t.ts';
import type { Chart } from './charts.ts';
import styles from './Storages.module.css';

export type StatsForm = 'bars' | 'table';

/** One chart: a table whose numbers are drawn as bars, or the plain table with the sum of its rows. */
export function Bars({ chart: { title, head, rows, total }, caption, form }: { chart: Chart; caption: string; form: StatsForm }) {
  const most = Math.max(1, ...rows.map((row) => row.amount));
  const isTable = form === 'table';
  return (
    <section className={styles.barSection} tabIndex={rows.length > 11 ? 0 : undefined} aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <table className={styles.bars} data-form={form}>
        <caption className={styles.hidden}>{caption}</caption>
        <thead className={isTable ? undefined : styles.hidden}>
          <tr>
            <th scope="col">{head[0]}</th>
            <th scope="col">{head[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row" title={row.label}>
                {row.label}
              </th>
              <td>
                {!isTable && <span className={styles.bar} style={{ width: `${Math.max(0.5, (row.amount / most) * 42)}%` }} />}
                <span className={styles.barValue}>{row.value}</span>
              </td>
            </tr>
          ))}
        </tbody>
        {isTable && (
          <tfoot>
            <tr>
              <th scope="row">{t.storages.total}</th>
              <td>{total}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
