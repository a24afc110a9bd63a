import { useState } from 'react';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { openRegister } from './import-store.ts';

/** The other way to take a folder in: it becomes a storage itself, and no file of it moves. */
export function AdoptInstead({ source, onFailed }: { source: string; onFailed: (words: string) => void }) {
  const [isBusy, setIsBusy] = useState(false);
  const adopt = async (): Promise<void> => {
    setIsBusy(true);
    try {
      const storage = await api.call('storage.adopt', { path: source });
      void useStorages.getState().load();
      openRegister(storage);
    } catch (thrown) {
      onFailed(errorWords(thrown));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <p>
      <Button variant="ghost" disabled={isBusy} onClick={() => void adopt()}>
        {t.imports.adoptInstead}
      </Button>
    </p>
  );
}
