import { useState } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatShortDay } from '#renderer/ui/format.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './Dialogs.module.css';
import { closeInboxDialog } from './inbox-dialogs.ts';
import { decide } from './plan-store.ts';

/** More than this is found by typing. */
const shownAtMost = 50;

/** New files join a session that is there: which one? They stay where they stand. */
export function SessionDialog({ conflicts }: { conflicts: readonly Conflict[] }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const uuid = conflicts[0]?.storage_uuid;
  const sessions = (useSessions((state) => state.value) ?? []).filter(
    (session) => session.storage_uuid === uuid && session.status === 'complete',
  );
  const words = text.trim().toLowerCase();
  const found = sessions.filter(({ title }) => title.toLowerCase().includes(words));
  const session = found.find(({ id }) => String(id) === chosen);
  const confirm = (): void => {
    if (session == null) return;
    closeInboxDialog();
    const { id: session_id, title } = session;
    void decide(
      conflicts.flatMap(({ id }) => (id == null ? [] : [{ id, as: 'import' as const, session_id, title }])),
      conflicts,
    );
  };
  return (
    <Modal
      onClose={closeInboxDialog}
      title={`Add ${plural(conflicts.length, 'photo')} to a session`}
      description="The files stay where they are; what belongs to them comes along."
      foot={
        <>
          <Button onClick={closeInboxDialog}>Cancel</Button>
          <Button variant="accent" aria-disabled={session == null} onClick={confirm}>
            {session == null ? 'Add' : `Add ${plural(conflicts.length, 'photo')} to “${session.title}”`}
          </Button>
        </>
      }
    >
      <TextField label="Find a session" value={text} data-autofocus="" onChange={(event) => setText(event.currentTarget.value)} />
      <div className={styles.sessions}>
        {found.length === 0 ? (
          <p>{sessions.length === 0 ? 'This storage has no session yet.' : `No session is called “${text.trim()}”.`}</p>
        ) : (
          <Choice
            label="Session"
            value={chosen ?? ''}
            options={found.slice(0, shownAtMost).map(({ id, title, imported_at: at, photo_count: count }) => ({
              value: String(id),
              title,
              note: `${plural(count, 'photo')}, ${formatShortDay(at)}`,
            }))}
            onChange={setChosen}
          />
        )}
        {found.length > shownAtMost && <p>And {found.length - shownAtMost} more; type a part of the title.</p>}
      </div>
    </Modal>
  );
}
