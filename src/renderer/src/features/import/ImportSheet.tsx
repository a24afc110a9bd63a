import { FolderPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ImportMode, ImportPreview } from '#contract/import.ts';
import type { Input } from '#contract/procedures.ts';
import type { StorageDto } from '#contract/storage.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api, host } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { TextArea, TextField } from '#renderer/ui/TextField.tsx';
import { AdoptInstead } from './AdoptInstead.tsx';
import { defaultTemplate, Folders, isUsable, layoutOf, type FolderChoice } from './Folders.tsx';
import { closeImport, setSources, useImport } from './import-store.ts';
import { chosen, firstChoices, moveQuestion } from './import-choices.ts';
import { ImportTags } from './ImportTags.tsx';
import { ImportChoices } from './ImportChoices.tsx';
import { suggestedTitle } from './import-words.ts';
import styles from './Import.module.css';
import { PreviewPanel } from './PreviewPanel.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { asksFirst, blockedIn, buttonWords, footNote, sheetWords } from './sheet-words.ts';
import { Sources } from './Sources.tsx';
import { chooseStorage, StoragePicker } from './StoragePicker.tsx';
import { usePreview, type Preview } from './use-preview.ts';

/** What would be imported, counted before anything is copied; then one button. */
export function ImportSheet({ onNewStorage, onStarted }: { onNewStorage: () => void; onStarted: (sessionId: number) => void }) {
  const { sources, storage: wished, mode, pathsUnknown } = useImport();
  const all = useStorages((state) => state.value);
  const lastStorage = useSettings((state) => state.value?.last_storage ?? null);
  const storages = useMemo(() => (all ?? []).filter((each) => each.is_active), [all]);
  const [picked, setPicked] = useState<string | null>(null);
  const storage = chooseStorage(storages, picked ?? wished, lastStorage);
  const [folders, setFolders] = useState<FolderChoice>({ layout: 'keep', template: defaultTemplate });
  const [title, setTitle] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const [tags, setTags] = useState<readonly string[]>([]);
  const [starting, setStarting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [choices, setChoices] = useState(firstChoices);
  const [asking, setAsking] = useState(false);

  const request = sources.length === 0 || storage == null ? null : { sources: [...sources], storage: storage.uuid, mode };
  const count = usePreview(request);
  const shownTitle = title ?? suggestedTitle(sources);
  const blocked = blockedIn(count.preview, mode, choices);
  const isReady = count.state === 'ready' && blocked == null && !starting && isUsable(folders, mode);

  const addFolder = (): void => {
    chooseFolder(t.imports.fromFolder, t.imports.fromHere).then(
      (path) => path != null && setSources([...new Set([...sources, path])]),
      (thrown: unknown) => setFailure(errorWords(thrown)),
    );
  };
  const start = async (): Promise<void> => {
    if (request == null) return;
    setStarting(true);
    setFailure(null);
    try {
      const { session_id } = await api.call('import.start', {
        ...withWords(request, shownTitle.trim(), notes.trim(), tags),
        ...layoutOf(folders, mode),
        ...(mode === 'copy' ? chosen(choices) : {}),
      });
      void changeSettings({ last_storage: request.storage, first_run_done: true });
      closeImport();
      onStarted(session_id);
    } catch (thrown) {
      setFailure(errorWords(thrown));
    } finally {
      setStarting(false);
    }
  };

  return (
    <Modal
      onClose={closeImport}
      {...sheetWords(mode, choices)}
      width={680}
      foot={
        <>
          <span className={styles.footNote}>{footNote(count.preview?.counts.bytes, storage?.free_space_bytes, mode)}</span>
          <Button onClick={closeImport}>{t.common.cancel}</Button>
          <Button variant="accent" disabled={!isReady} onClick={() => (asksFirst(mode, choices) ? setAsking(true) : void start())}>
            {buttonWords(count.preview, mode, choices)}
          </Button>
        </>
      }
    >
      <div className={styles.sheet}>
        {pathsUnknown && (
          <p className={styles.notice} role="status">
            {pathsUnknownWords()}
          </p>
        )}
        <Sources sources={sources} fixed={mode === 'register'} onAdd={addFolder} onChange={setSources} />
        {storages.length === 0 ? (
          <div className={styles.notice}>
            <span>{t.imports.noStorageYet}</span>
            <Button onClick={onNewStorage}>
              <FolderPlus size={16} strokeWidth={1.5} aria-hidden /> {t.storages.startNew}
            </Button>
          </div>
        ) : (
          <WhatIsThere count={count} blocked={blocked} mode={mode} sources={sources} onFailed={setFailure} />
        )}
        {failure != null && (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        )}
        {storage != null && (
          <div className={styles.fields}>
            <TextField
              label={t.inspector.title}
              value={shownTitle}
              placeholder={t.imports.sessionTitle}
              maxLength={200}
              onChange={(event) => setTitle(event.target.value)}
            />
            {mode === 'copy' && <StoragePicker storages={storages} value={storage.uuid} onChange={setPicked} />}
            <div className={styles.wide}>
              <TextArea label={t.imports.notes} value={notes} maxLength={10_000} onChange={(event) => setNotes(event.target.value)} />
            </div>
            <div className={styles.wide}>
              <ImportTags tags={tags} onChange={setTags} />
            </div>
            {mode === 'copy' && (
              <div className={styles.wide}>
                <ImportChoices value={choices} preview={count.preview} onChange={setChoices} />
                <Folders value={folders} onChange={setFolders} places={count.preview?.places ?? []} title={shownTitle.trim()} />
              </div>
            )}
          </div>
        )}
        <MoveQuestion
          preview={asking ? count.preview : null}
          storage={storage}
          onConfirm={() => void start()}
          onClose={() => setAsking(false)}
        />
      </div>
    </Modal>
  );
}

/** The counts, every file one by one, and the other way to take a folder in. */
function WhatIsThere({
  count,
  blocked,
  mode,
  sources,
  onFailed,
}: {
  count: Preview;
  blocked: string | null;
  mode: ImportMode;
  sources: readonly string[];
  onFailed: (words: string) => void;
}) {
  const [source] = sources;
  return (
    <>
      <PreviewPanel count={count} blocked={blocked} mode={mode} />
      {count.preview != null && count.job != null && <PreviewTable jobId={count.job.job_id} preview={count.preview} />}
      {mode === 'copy' && source != null && sources.length === 1 && <AdoptInstead source={source} onFailed={onFailed} />}
    </>
  );
}

function MoveQuestion({
  preview,
  storage,
  onConfirm,
  onClose,
}: {
  preview: ImportPreview | null;
  storage: StorageDto | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  if (preview == null || storage == null) return null;
  return <Confirm {...moveQuestion(preview, storage.display_name)} onConfirm={onConfirm} onClose={onClose} />;
}

const pathsUnknownWords = (): string => (host.kind === 'browser' ? t.imports.pathsUnknownBrowser : t.imports.pathsUnknown);

function withWords(request: Input<'import.preview'>, title: string, notes: string, tags: readonly string[]): Input<'import.start'> {
  return {
    ...request,
    ...(title === '' ? {} : { title }),
    ...(notes === '' ? {} : { notes }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
  };
}
