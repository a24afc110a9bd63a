import { useState, type FormEvent } from 'react';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
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
    chooseFolder('Where shall the storage be?', 'Put it here').then(
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
      toast({ title: `${storage.display_name} is ready`, description: storage.full_path, tone: 'ok' });
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
      title="Start a new storage"
      description="A storage is one folder that ImaLink looks after. It describes itself, so it can move to another drive or machine."
      foot={
        <>
          <Button onClick={closeStorageDialog}>Cancel</Button>
          <Button variant="accent" type="submit" form={formId} disabled={path.trim() === '' || busy}>
            Create storage
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)}>
        <div className={styles.place}>
          <TextField
            label="Where"
            data-autofocus=""
            mono
            spellCheck={false}
            autoComplete="off"
            value={path}
            placeholder="/path/to/a/folder"
            onChange={(event) => setPath(event.target.value)}
            error={failure}
            hint="A folder for the storage is made in there."
          />
          <Button onClick={choose}>Choose…</Button>
        </div>
        <TextField
          label="Name"
          value={name}
          placeholder="Home archive"
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          hint="For you to tell storages apart. It can be left empty."
        />
      </form>
    </Modal>
  );
}
