import { useState } from 'react';
import type { SessionSummary } from '#contract/session.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { formatShortDay } from '#renderer/ui/format.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Picker } from '#renderer/ui/Picker.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './ArrangeDialogs.module.css';
import { mergeInto, moveTo, openArrange, splitOff, useArrange } from './arrange-sessions.ts';
import { NameDialog } from './NameDialog.tsx';
import type { PhotoTarget } from './target.ts';

/** More than this is found by typing. */
const shownAtMost = 50;
const close = (): void => openArrange(null);

/** The dialogs that share photos out among sessions. Files stay where they are. */
export function ArrangeDialogs({ onSession }: { onSession: (id: number) => void }) {
  const open = useArrange((state) => state.open);
  switch (open?.kind) {
    case 'move':
      return <MoveDialog target={open.target} />;
    case 'split':
      return (
        <NameDialog
          title={t.sessions.splitTitle(open.target.count)}
          hint={t.sessions.splitMeans}
          initial=""
          button={t.sessions.splitButton}
          onName={(title) => splitOff(open.target, open.from, title).then(onSession)}
          onClose={close}
        />
      );
    case 'merge':
      return <MergeDialog onSession={onSession} />;
    default:
      return null;
  }
}

const useComplete = (): SessionSummary[] => (useSessions((state) => state.value) ?? []).filter(({ status }) => status === 'complete');
const noteOf = ({ photo_count: count, imported_at: at, storage_name: name }: SessionSummary): string =>
  t.sessions.note(count, formatShortDay(at), name);

function MoveDialog({ target }: { target: PhotoTarget }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const words = text.trim().toLowerCase();
  const found = useComplete().filter(({ title }) => title.toLowerCase().includes(words));
  const session = found.find(({ id }) => String(id) === chosen);
  const confirm = (): void => {
    if (session == null) return;
    moveTo(target, session).then(close, (thrown: unknown) => setError(errorWords(thrown)));
  };
  return (
    <Modal
      onClose={close}
      title={t.sessions.moveTitle(target.count)}
      description={t.sessions.moveMeans}
      foot={
        <>
          <Button onClick={close}>{t.common.cancel}</Button>
          <Button variant="accent" aria-disabled={session == null} onClick={confirm}>
            {session == null ? t.sessions.moveButton : t.sessions.moveTo(session.title)}
          </Button>
        </>
      }
    >
      <TextField
        label={t.sessions.find}
        value={text}
        error={error}
        data-autofocus=""
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.sessions}>
        {found.length === 0 ? (
          <p>{t.sessions.noneCalled(text.trim())}</p>
        ) : (
          <Choice
            label={t.common.session}
            value={chosen ?? ''}
            options={found.slice(0, shownAtMost).map((each) => ({ value: String(each.id), title: each.title, note: noteOf(each) }))}
            onChange={setChosen}
          />
        )}
        {found.length > shownAtMost && <p>{t.sessions.moreByTyping(found.length - shownAtMost)}</p>}
      </div>
    </Modal>
  );
}

/** One session takes in others of its storage; which one keeps its title is said first. */
function MergeDialog({ onSession }: { onSession: (id: number) => void }) {
  const sessions = useComplete();
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
        close();
        onSession(id);
      },
      (thrown: unknown) => setError(errorWords(thrown)),
    );
  };
  return (
    <Modal
      onClose={close}
      title={t.sessions.mergeTitle}
      description={t.sessions.mergeMeans}
      foot={
        <>
          <Button onClick={close}>{t.common.cancel}</Button>
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
