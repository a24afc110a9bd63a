import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { countSelected } from '#renderer/features/grid/selection.ts';
import { JobLine } from '#renderer/features/jobs/JobLine.tsx';
import { useConnection } from '#renderer/api/connection.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { plural } from '#renderer/i18n/numbers.ts';
import { navigate } from './navigation.ts';
import styles from './StatusBar.module.css';

/** The line at the foot: what is selected, what is away, what is under way. */
export function StatusBar() {
  const selected = useGrid((state) => (state.controller == null ? 0 : countSelected(state.selection)));
  const isLost = useConnection((state) => state.isLost);
  const away = useStorages((state) => (state.value ?? []).filter((storage) => storage.state === 'offline').length);
  return (
    <footer className={styles.bar}>
      <span role="status">{selected === 0 ? 'Nothing selected' : `${plural(selected, 'photo')} selected`}</span>
      {away > 0 && (
        <button type="button" className={styles.link} onClick={() => navigate({ kind: 'storages' })}>
          {plural(away, 'storage')} offline
        </button>
      )}
      {isLost && (
        <span role="alert" className={styles.lost}>
          ImaLink does not answer; trying again. What you see may be out of date.
        </span>
      )}
      <span className={styles.space} />
      <JobLine onOpen={() => navigate({ kind: 'jobs' })} />
    </footer>
  );
}
