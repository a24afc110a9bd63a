import { useState } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
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
      title={t.conflicts.addToSessionCount(conflicts.length)}
      description={t.conflicts.filesStay}
      foot={
        <>
          <Button onClick={closeInboxDialog}>{t.common.cancel}</Button>
          <Button variant="accent" aria-disabled={session == null} onClick={confirm}>
            {session == null ? t.conflicts.add : t.conflicts.addTo(conflicts.length, session.title)}
          </Button>
        </>
      }
    >
      <TextField label={t.conflicts.findSession} value={text} data-autofocus="" onChange={(event) => setText(event.currentTarget.value)} />
      <div className={styles.sessions}>
        {found.length === 0 ? (
          <p>{sessions.length === 0 ? t.conflicts.noSessionYet : t.conflicts.noSessionCalled(text.trim())}</p>
        ) : (
          <Choice
            label={t.common.session}
            value={chosen ?? ''}
            options={found.slice(0, shownAtMost).map(({ id, title, imported_at: at, photo_count: count }) => ({
              value: String(id),
              title,
              note: t.conflicts.sessionNote(count, formatShortDay(at)),
            }))}
            onChange={setChosen}
          />
        )}
        {found.length > shownAtMost && <p>{t.conflicts.andMoreSessions(found.length - shownAtMost)}</p>}
      </div>
    </Modal>
  );
}
