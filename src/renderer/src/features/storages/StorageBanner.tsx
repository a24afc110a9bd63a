import { X } from 'lucide-react';
import { create } from 'zustand';
import { useStorages } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import styles from './Lifecycle.module.css';

/** Storages whose absence was read about; a question cannot be put away like that. */
const useHidden = create<{ readonly uuids: readonly string[] }>(() => ({ uuids: [] }));

/** One line above the photos when a storage is away or there twice. The photos stay usable below it. */
export function StorageBanner({ onOpen }: { onOpen: (uuid: string) => void }) {
  const storages = useStorages((state) => state.value) ?? [];
  const hidden = useHidden((state) => state.uuids);
  const twice = storages.find((storage) => storage.clone_path != null && storage.is_active && storage.is_accessible);
  const away = storages.filter(
    (storage) => storage.is_active && !storage.is_accessible && storage.total_files > 0 && !hidden.includes(storage.uuid),
  );
  const [first] = away;
  const about = twice ?? first;
  if (about == null) return null;
  const text =
    twice != null
      ? `${twice.display_name} is at two places. Nothing is written to either until you say which is which.`
      : away.length === 1
        ? `${about.display_name} is not connected. Its photos are shown from their previews; nothing counts as missing.`
        : `${away.map((storage) => storage.display_name).join(', ')} are not connected. Their photos are shown from their previews.`;
  return (
    <div className={styles.banner} role="status">
      <span className={styles.bannerText}>{text}</span>
      <Button variant="ghost" onClick={() => onOpen(about.uuid)}>
        {twice == null ? 'Show storage' : 'Answer…'}
      </Button>
      {twice == null && (
        <IconButton icon={X} label="Hide" onClick={() => useHidden.setState({ uuids: [...hidden, ...away.map(({ uuid }) => uuid)] })} />
      )}
    </div>
  );
}
