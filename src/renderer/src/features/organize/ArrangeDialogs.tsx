import { useState } from 'react';
import type { SessionSummary } from '#contract/session.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { formatShortDay, plural } from '#renderer/ui/format.ts';
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
          title={`Split ${plural(open.target.count, 'photo')} into a new session`}
          hint="The files stay where they are."
          initial=""
          button="Split"
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
  `${plural(count, 'photo')}, ${formatShortDay(at)}, ${name}`;

function MoveDialog({ target }: { target: PhotoTarget }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const words = text.trim().toLowerCase();
  const found = useComplete().filter(({ title }) => title.toLowerCase().includes(words));
  const session = found.find(({ id }) => String(id) === chosen);
  const confirm = (): void => {
    if (session == null) return;
    moveTo(target, session.id).then(close, (thrown: unknown) => setError(errorWords(thrown)));
  };
  return (
    <Modal
      onClose={close}
      title={`Move ${plural(target.count, 'photo')} to a session`}
      description="The files stay where they are; only what session they belong to changes."
      foot={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="accent" aria-disabled={session == null} onClick={confirm}>
            {session == null ? 'Move' : `Move to “${session.title}”`}
          </Button>
        </>
      }
    >
      <TextField
        label="Find a session"
        value={text}
        error={error}
        data-autofocus=""
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.sessions}>
        {found.length === 0 ? (
          <p>No session is called “{text.trim()}”.</p>
        ) : (
          <Choice
            label="Session"
            value={chosen ?? ''}
            options={found.slice(0, shownAtMost).map((each) => ({ value: String(each.id), title: each.title, note: noteOf(each) }))}
            onChange={setChosen}
          />
        )}
        {found.length > shownAtMost && <p>And {found.length - shownAtMost} more; type a part of the title.</p>}
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
      target.id,
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
      title="Merge sessions"
      description="All photos go into one session, which keeps its title and notes. The others are no more; undo brings them back."
      foot={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="accent" aria-disabled={chosen.length === 0} onClick={confirm}>
            {chosen.length === 0 ? 'Merge' : `Merge ${plural(chosen.length, 'session')} into “${target?.title ?? ''}”`}
          </Button>
        </>
      }
    >
      <Picker
        label="Into"
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
        <legend>Sessions to take in</legend>
        {others.length === 0 && <p>There is no other complete session in {target?.storage_name ?? 'this storage'}.</p>}
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
