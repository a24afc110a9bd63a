import { t } from '#renderer/i18n/t.ts';
import { closeArrange, splitOff, useArrange } from './arrange-sessions.ts';
import { MergeDialog } from './MergeDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { NameDialog } from './NameDialog.tsx';

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
          onClose={closeArrange}
        />
      );
    case 'merge':
      return <MergeDialog onSession={onSession} />;
    default:
      return null;
  }
}
