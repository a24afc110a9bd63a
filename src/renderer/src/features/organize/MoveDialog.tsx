import { useState } from 'react';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { FindChoice } from '#renderer/ui/FindChoice.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { closeArrange, moveTo } from './arrange-sessions.ts';
import { noteOf, useCompleteSessions } from './complete-sessions.ts';
import type { PhotoTarget } from './target.ts';

/** Photos go over to another session: which one? Their files stay where they stand. */
export function MoveDialog({ target }: { target: PhotoTarget }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const sessions = useCompleteSessions();
  const session = sessions.find(({ id }) => String(id) === chosen);
  const confirm = (): void => {
    if (session == null) return;
    moveTo(target, session).then(closeArrange, (thrown: unknown) => setError(errorWords(thrown)));
  };
  return (
    <Modal
      onClose={closeArrange}
      title={t.sessions.moveTitle(target.count)}
      description={t.sessions.moveMeans}
      foot={
        <>
          <Button onClick={closeArrange}>{t.common.cancel}</Button>
          <Button variant="accent" aria-disabled={session == null} onClick={confirm}>
            {session == null ? t.sessions.moveButton : t.sessions.moveTo(session.title)}
          </Button>
        </>
      }
    >
      <FindChoice
        find={t.sessions.find}
        label={t.common.session}
        value={chosen}
        options={sessions.map((each) => ({ value: String(each.id), title: each.title, note: noteOf(each) }))}
        none={t.sessions.noneCalled}
        error={error}
        onChange={setChosen}
      />
    </Modal>
  );
}
