import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
import { MenuButton } from '#renderer/ui/MenuButton.tsx';
import { forget, locate, setActive } from './storage-calls.ts';

/** What is done to a storage seldom. */
export function StorageMenu({
  storage,
  showsStatistics,
  onStatistics,
}: {
  storage: StorageDto;
  showsStatistics: boolean;
  onStatistics: () => void;
}) {
  const [isForgetting, setForgetting] = useState(false);
  return (
    <>
      <MenuButton
        icon={MoreHorizontal}
        label={`More for ${storage.display_name}`}
        groups={() => [
          [
            { title: showsStatistics ? 'Hide statistics' : 'Show statistics', disabled: storage.total_files === 0, run: onStatistics },
            { title: 'Locate…', run: () => void locate(storage) },
          ],
          [
            storage.is_active
              ? { title: 'Deactivate', run: () => void setActive(storage, false) }
              : { title: 'Reactivate', run: () => void setActive(storage, true) },
            { title: 'Forget…', run: () => setForgetting(true) },
          ],
        ]}
      />
      {isForgetting && <Forget storage={storage} onClose={() => setForgetting(false)} />}
    </>
  );
}

/** Says what would go before it goes. */
function Forget({ storage, onClose }: { storage: StorageDto; onClose: () => void }) {
  const { value, error } = useCall('storage.forget', { storage: storage.uuid });
  if (value == null && error == null) return null;
  const lost =
    value == null || value.unwritten_sessions === 0
      ? ''
      : ` Changes in ${plural(value.unwritten_sessions, 'session')} are not in its indexes yet and would be lost: connect it first.`;
  const going = value == null ? '' : `${plural(value.photos, 'photo')} and ${plural(value.sessions, 'session')} leave this library. `;
  return (
    <Confirm
      title={`Forget ${storage.display_name}?`}
      description={`${going}0 files are touched: the folder stays as it is, and recovering it brings everything back.${lost}`}
      button="Forget storage"
      onConfirm={() => void forget(storage)}
      onClose={onClose}
    />
  );
}
