import { ChevronRight, FolderOpen, FolderPlus, History } from 'lucide-react';
import { useState } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import styles from './FirstRun.module.css';

/** The first screen: three ways to begin, the existing folder first, and one to look around. */
export function FirstRun({
  onNewStorage,
  onRestore,
  onAdopted,
  onSamples,
}: {
  onNewStorage: () => void;
  onRestore: () => void;
  onAdopted: (storage: StorageDto) => void;
  onSamples: () => void;
}) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (way: () => Promise<void>): Promise<void> => {
    setFailure(null);
    setBusy(true);
    try {
      await way();
    } catch (thrown) {
      setFailure(errorWords(thrown));
    } finally {
      setBusy(false);
    }
  };
  const adopt = async (): Promise<void> => {
    const path = await chooseFolder(t.firstRun.useMyFolder, t.firstRun.useThisFolder);
    if (path == null) return;
    const storage = await api.call('storage.adopt', { path });
    await useStorages.getState().load();
    onAdopted(storage);
  };
  const trySamples = async (): Promise<void> => {
    await api.call('samples.start', {});
    onSamples();
    await useStorages.getState().load();
  };
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <Mark />
        <h1 className={styles.headline}>{t.firstRun.photosStay}</h1>
        <p className={styles.lead}>{t.firstRun.whatItDoes}</p>
        <ul className={styles.routes}>
          <li>
            <button type="button" className={styles.route} data-main="" disabled={busy} onClick={() => void attempt(adopt)}>
              <FolderOpen size={20} strokeWidth={1.5} aria-hidden />
              <span className={styles.words}>
                <strong>{t.firstRun.useMyFolder}</strong>
                <span>{t.firstRun.nothingMoved}</span>
              </span>
              <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
            </button>
          </li>
          <li>
            <button type="button" className={styles.route} onClick={onNewStorage}>
              <FolderPlus size={20} strokeWidth={1.5} aria-hidden />
              <span className={styles.words}>
                <strong>{t.firstRun.newStorage}</strong>
                <span>{t.firstRun.freshFolder}</span>
              </span>
              <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
            </button>
          </li>
          <li>
            <button type="button" className={styles.route} onClick={onRestore}>
              <History size={20} strokeWidth={1.5} aria-hidden />
              <span className={styles.words}>
                <strong>{t.firstRun.restore}</strong>
                <span>{t.firstRun.restoreWhen}</span>
              </span>
              <ChevronRight size={16} strokeWidth={1.5} aria-hidden />
            </button>
          </li>
        </ul>
        {failure != null && (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        )}
        <div className={styles.below}>
          <p>{t.firstRun.orDrop}</p>
          <button type="button" className={styles.samples} disabled={busy} onClick={() => void attempt(trySamples)}>
            {t.firstRun.trySamples}
          </button>
        </div>
      </div>
    </main>
  );
}

/** Two frames that overlap: a picture, and the same picture found again. */
function Mark() {
  return (
    <svg width="40" height="40" viewBox="0 0 40 40" fill="none" aria-hidden="true" className={styles.mark}>
      <rect x="3" y="9" width="24" height="20" rx="4" stroke="currentColor" strokeWidth="2" opacity="0.45" />
      <rect x="13" y="13" width="24" height="20" rx="4" fill="var(--canvas)" stroke="var(--accent)" strokeWidth="2" />
      <path d="m17 29 6-7 4 4.5 3-3 4 5.5" stroke="var(--accent)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
