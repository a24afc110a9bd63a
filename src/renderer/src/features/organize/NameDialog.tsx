import { useState } from 'react';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { takeFocus } from '#renderer/ui/take-focus.ts';
import { TextField } from '#renderer/ui/TextField.tsx';

/** A question for a name. What the core has against it stands below the field. */
export function NameDialog({
  title,
  hint,
  initial,
  button,
  onName,
  onClose,
}: {
  title: string;
  hint?: string;
  initial: string;
  button: string;
  onName: (name: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const wished = name.trim();
  const submit = (): void => {
    if (wished === '') return;
    onName(wished).then(onClose, (thrown: unknown) => setError(errorWords(thrown)));
  };
  return (
    <Modal
      onClose={onClose}
      title={title}
      width={420}
      foot={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="accent" disabled={wished === ''} onClick={submit}>
            {button}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t.organize.name}
          value={name}
          maxLength={200}
          hint={hint}
          error={error}
          data-autofocus=""
          ref={takeFocus}
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
      </form>
    </Modal>
  );
}
