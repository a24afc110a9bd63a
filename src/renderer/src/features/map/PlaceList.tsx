import type { MapCell } from '#contract/photo.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { placeName } from './place-name.ts';
import styles from './PhotoMap.module.css';

/** More rows than anybody reads; the map zooms instead. */
const mostRows = 200;

/** The same places as the dots of the map, to be read and walked by keys. */
export function PlaceList({ cells, onOpen }: { cells: readonly MapCell[]; onOpen: (cell: MapCell) => void }) {
  return (
    <div className={styles.list}>
      <table>
        <caption>{t.map.places}</caption>
        <thead>
          <tr>
            <th scope="col">{t.map.place}</th>
            <th scope="col">{t.map.photos}</th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, mostRows).map((cell) => (
            <tr key={`${cell.longitude},${cell.latitude}`}>
              <td>
                <button type="button" onClick={() => onOpen(cell)}>
                  {placeName(cell)}
                </button>
              </td>
              <td>{formatNumber(cell.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {cells.length > mostRows && <p>{t.map.more(cells.length - mostRows)}</p>}
    </div>
  );
}
