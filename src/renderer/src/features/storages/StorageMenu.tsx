import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Confirm } from '#renderer/ui/Confirm.tsx';
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
        label={t.storages.moreFor(storage.display_name)}
        groups={() => [
          [
            {
              title: showsStatistics ? t.storages.hideStatistics : t.storages.showStatistics,
              disabled: storage.total_files === 0,
              run: onStatistics,
            },
            { title: t.storages.locate, run: () => void locate(storage) },
          ],
          [
            storage.is_active
              ? { title: t.storages.deactivate, run: () => void setActive(storage, false) }
              : { title: t.storages.reactivate, run: () => void setActive(storage, true) },
            { title: t.storages.forget, run: () => setForgetting(true) },
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
  const lost = value == null || value.unwritten_sessions === 0 ? '' : t.storages.wouldBeLost(value.unwritten_sessions);
  const going = value == null ? '' : t.storages.wouldLeave(value.photos, value.sessions);
  return (
    <Confirm
      title={t.storages.forgetAsk(storage.display_name)}
      description={`${going}${t.storages.forgetMeans}${lost}`}
      button={t.storages.forgetStorage}
      onConfirm={() => void forget(storage)}
      onClose={onClose}
    />
  );
}
