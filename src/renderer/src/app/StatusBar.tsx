import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { countSelected } from '#renderer/features/grid/selection.ts';
import { JobLine } from '#renderer/features/jobs/JobLine.tsx';
import { useConnection } from '#renderer/api/connection.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { navigate } from './navigation.ts';
import styles from './StatusBar.module.css';

/** The line at the foot: what is selected, what is away, what is under way. */
export function StatusBar() {
  const selected = useGrid((state) => (state.controller == null ? 0 : countSelected(state.selection)));
  const isLost = useConnection((state) => state.isLost);
  const away = useStorages((state) => (state.value ?? []).filter((storage) => storage.state === 'offline').length);
  return (
    <footer className={styles.bar}>
      <span role="status">{selected === 0 ? t.app.nothingSelected : t.app.selected(selected)}</span>
      {away > 0 && (
        <button type="button" className={styles.link} onClick={() => navigate({ kind: 'storages' })}>
          {t.app.storagesAway(away)}
        </button>
      )}
      {isLost && (
        <span role="alert" className={styles.lost}>
          {t.app.noAnswer}
        </span>
      )}
      <span className={styles.space} />
      <JobLine onOpen={() => navigate({ kind: 'jobs' })} />
    </footer>
  );
}
