import { useState } from 'react';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Picker } from '#renderer/ui/Picker.tsx';
import { closeArrange, mergeInto } from './arrange-sessions.ts';
import { noteOf, useCompleteSessions } from './complete-sessions.ts';
import styles from './MergeDialog.module.css';

/** One session takes in others of its storage; which one keeps its title is said first. */
export function MergeDialog({ onSession }: { onSession: (id: number) => void }) {
  const sessions = useCompleteSessions();
  const [into, setInto] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [error, setError] = useState<string | null>(null);
  const target = sessions.find(({ id }) => String(id) === into) ?? sessions[0];
  const others = sessions.filter(({ id, storage_uuid: uuid }) => id !== target?.id && uuid === target?.storage_uuid);
  const chosen = others.filter(({ id }) => picked.has(id));
  const toggle = (id: number): void =>
    setPicked((old) => (old.has(id) ? new Set([...old].filter((each) => each !== id)) : new Set([...old, id])));
  const confirm = (): void => {
    if (target == null || chosen.length === 0) return;
    mergeInto(
      target,
      chosen.map(({ id }) => id),
    ).then(
      (id) => {
        closeArrange();
        onSession(id);
      },
      (thrown: unknown) => setError(errorWords(thrown)),
    );
  };
  return (
    <Modal
      onClose={closeArrange}
      title={t.sessions.mergeTitle}
      description={t.sessions.mergeMeans}
      foot={
        <>
          <Button onClick={closeArrange}>{t.common.cancel}</Button>
          <Button variant="accent" aria-disabled={chosen.length === 0} onClick={confirm}>
            {chosen.length === 0 ? t.sessions.mergeButton : t.sessions.mergeInto(chosen.length, target?.title ?? '')}
          </Button>
        </>
      }
    >
      <Picker
        label={t.sessions.into}
        value={target == null ? null : String(target.id)}
        options={sessions.map((each) => ({ value: String(each.id), label: each.title, note: noteOf(each) }))}
        onChange={setInto}
      />
      {error != null && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <fieldset className={styles.sessions}>
        <legend>{t.sessions.toTakeIn}</legend>
        {others.length === 0 && <p>{t.sessions.noOther(target?.storage_name ?? null)}</p>}
        {others.map((each) => (
          <label key={each.id} className={styles.pick}>
            <input type="checkbox" checked={picked.has(each.id)} onChange={() => toggle(each.id)} />
            <span>
              {each.title}
              <span className={styles.note}>{noteOf(each)}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Modal>
  );
}
