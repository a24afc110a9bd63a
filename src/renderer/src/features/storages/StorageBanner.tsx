import { useStorages } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import styles from './Lifecycle.module.css';

/** One line above the photos when a storage is there twice: that waits for an answer. One that is away is told by the status bar. */
export function StorageBanner({ onOpen }: { onOpen: (uuid: string) => void }) {
  const storages = useStorages((state) => state.value) ?? [];
  const twice = storages.find((storage) => storage.clone_path != null && storage.is_active && storage.is_accessible);
  if (twice == null) return null;
  return (
    <div className={styles.banner} role="status">
      <span className={styles.bannerText}>
        {twice.display_name} is at two places. Nothing is written to either until you say which is which.
      </span>
      <Button variant="ghost" onClick={() => onOpen(twice.uuid)}>
        Answer…
      </Button>
    </div>
  );
}
