import { useState, type FormEvent } from 'react';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { closeStorageDialog } from './storage-dialog.ts';
import styles from './Storages.module.css';

const formId = 'new-storage';

/** A place and a name: that is all a storage needs. */
export function NewStorageDialog({ onCreated }: { onCreated: (uuid: string) => void }) {
  const [path, setPath] = useState('');
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = (): void => {
    chooseFolder(t.storages.whereShallItBe, t.storages.putHere).then(
      (chosen) => {
        if (chosen == null) return;
        setPath(chosen);
        setFailure(null);
      },
      (thrown: unknown) => setFailure(errorWords(thrown)),
    );
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (path.trim() === '') return;
    setBusy(true);
    setFailure(null);
    try {
      const storage = await api.call('storage.create', {
        base_path: path.trim(),
        ...(name.trim() === '' ? {} : { display_name: name.trim() }),
      });
      await useStorages.getState().load();
      closeStorageDialog();
      toast({ title: t.storages.ready(storage.display_name), description: storage.full_path, tone: 'ok' });
      onCreated(storage.uuid);
    } catch (thrown) {
      setFailure(errorWords(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      onClose={closeStorageDialog}
      title={t.firstRun.newStorage}
      description={t.storages.whatStorageIs}
      foot={
        <>
          <Button onClick={closeStorageDialog}>{t.common.cancel}</Button>
          <Button variant="accent" type="submit" form={formId} disabled={path.trim() === '' || busy}>
            {t.storages.createStorage}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)}>
        <div className={styles.place}>
          <TextField
            label={t.storages.where}
            data-autofocus=""
            mono
            spellCheck={false}
            autoComplete="off"
            value={path}
            placeholder={t.storages.pathExample}
            onChange={(event) => setPath(event.target.value)}
            error={failure}
            hint={t.storages.folderIsMade}
          />
          <Button onClick={choose}>{t.storages.choose}</Button>
        </div>
        <TextField
          label={t.organize.name}
          value={name}
          placeholder={t.storages.nameExample}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          hint={t.storages.nameHint}
        />
      </form>
    </Modal>
  );
}
