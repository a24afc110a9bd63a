import { X } from 'lucide-react';
import { create } from 'zustand';
import { useConflicts, useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import styles from './Lifecycle.module.css';
import { ignoreUntilSeen } from './storage-calls.ts';
import { noticeOf } from './storage-notice.ts';

/** Storages whose absence was put away; what holds until they are back is told by the storages themselves. */
const useHidden = create<{ readonly uuids: readonly string[] }>(() => ({ uuids: [] }));

/** One line above the photos, or the storages, about one that is away, there twice, or ahead of the catalog. */
export function StorageBanner({ onStorage, onConflicts }: { onStorage: (uuid: string) => void; onConflicts: () => void }) {
  const storages = useStorages((state) => state.value) ?? [];
  const open = useConflicts((state) => state.value) ?? [];
  const hidden = useHidden((state) => state.uuids);
  const notice = noticeOf(storages, open, hidden);
  if (notice == null) return null;
  const { text, leads, hides } = notice;
  return (
    <div className={styles.banner} role="status">
      <span className={styles.bannerText} title={text}>
        {text}
      </span>
      <Button variant="ghost" onClick={() => (leads.to === 'storage' ? onStorage(leads.uuid) : onConflicts())}>
        {leads.label}
      </Button>
      {hides.length > 0 && <IconButton icon={X} label={t.storages.ignoreUntilSeen} onClick={() => putAway(hides)} />}
    </div>
  );
}

/** Out of sight at once, and until they have been seen again. */
function putAway(uuids: readonly string[]): void {
  useHidden.setState(({ uuids: before }) => ({ uuids: [...before, ...uuids] }));
  void ignoreUntilSeen(uuids).finally(() => useHidden.setState({ uuids: [] }));
}
