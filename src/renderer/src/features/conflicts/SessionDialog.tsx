import { useState } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FindChoice } from '#renderer/ui/FindChoice.tsx';
import { formatShortDay } from '#renderer/ui/format.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { closeInboxDialog } from './inbox-dialogs.ts';
import { decide } from './plan-store.ts';

/** New files join a session that is there: which one? They stay where they stand. */
export function SessionDialog({ conflicts }: { conflicts: readonly Conflict[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const uuid = conflicts[0]?.storage_uuid;
  const sessions = (useSessions((state) => state.value) ?? []).filter(
    (session) => session.storage_uuid === uuid && session.status === 'complete',
  );
  const session = sessions.find(({ id }) => String(id) === chosen);
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
      <FindChoice
        find={t.sessions.find}
        label={t.common.session}
        value={chosen}
        options={sessions.map(({ id, title, imported_at: at, photo_count: count }) => ({
          value: String(id),
          title,
          note: t.conflicts.sessionNote(count, formatShortDay(at)),
        }))}
        none={(typed) => (sessions.length === 0 ? t.conflicts.noSessionYet : t.sessions.noneCalled(typed))}
        onChange={setChosen}
      />
    </Modal>
  );
}
