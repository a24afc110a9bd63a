import { useState } from 'react';
import type { UndoImportPlan } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { formatList } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './UndoImport.module.css';

/** Longer lists are told by their number; the whole of it is in the history afterwards. */
const shownAtMost = 500;

/** Asks what taking an import back would do, shows it, and does it when one agrees. */
export function UndoImport({ sessionId }: { sessionId: number }) {
  const [plan, setPlan] = useState<UndoImportPlan | null>(null);
  const look = async (whole: boolean): Promise<void> => {
    try {
      setPlan(await api.call('session.planUndo', { session_id: sessionId, whole }));
    } catch (thrown) {
      toast({ title: t.sessions.cannotUndo, description: errorWords(thrown), tone: 'bad' });
    }
  };
  const confirm = async ({ plan_id }: UndoImportPlan): Promise<void> => {
    setPlan(null);
    try {
      await api.call('session.undo', { plan_id });
    } catch (thrown) {
      toast({ title: t.conflicts.nothingChanged, description: errorWords(thrown), tone: 'bad' });
    }
  };
  return (
    <>
      <Button variant="ghost" onClick={() => void look(false)}>
        {t.sessions.undoImport}
      </Button>
      {plan != null && (
        <UndoDialog
          plan={plan}
          sessionId={sessionId}
          onWhole={(whole) => void look(whole)}
          onClose={() => setPlan(null)}
          onConfirm={() => void confirm(plan)}
        />
      )}
    </>
  );
}

function UndoDialog({
  plan,
  sessionId,
  onWhole,
  onClose,
  onConfirm,
}: {
  plan: UndoImportPlan;
  sessionId: number;
  onWhole: (whole: boolean) => void;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { headline, actions, refused } = plan;
  const hasSteps = headline.files_set_aside > 0;
  return (
    <Modal
      onClose={onClose}
      title={t.sessions.undoAsk}
      description={t.sessions.undoMeans}
      width={640}
      foot={
        <>
          <Button onClick={onClose} data-autofocus="">
            {t.common.cancel}
          </Button>
          {actions.length > 0 && (
            <Button variant="accent" onClick={onConfirm}>
              {hasSteps ? t.sessions.setAside(headline.files_set_aside) : t.sessions.takeOut(headline.records_changed)}
            </Button>
          )}
        </>
      }
    >
      <Parts plan={plan} sessionId={sessionId} onWhole={onWhole} />
      <p className={styles.sum}>
        {actions.length === 0
          ? t.sessions.nothingToTakeBack
          : t.sessions.leaveLibrary(headline.records_changed, hasSteps ? formatBytes(headline.bytes_set_aside) : null)}
      </p>
      {actions.length > 0 && (
        <PathList
          label={t.sessions.whatGoes}
          lines={actions.map(({ from }) => ({ path: from ?? '', note: null }))}
          total={actions.length}
        />
      )}
      {refused.length > 0 && (
        <>
          <h3 className={styles.title}>{t.sessions.filesStay(refused.length)}</h3>
          <PathList
            label={t.sessions.whatStays}
            lines={refused.map(({ path, reason }) => ({ path, note: reason }))}
            total={refused.length}
          />
        </>
      )}
    </Modal>
  );
}

/** An import that was too large for one session: this part alone, or all of them. */
function Parts({
  plan: { parts, whole },
  sessionId,
  onWhole,
}: {
  plan: UndoImportPlan;
  sessionId: number;
  onWhole: (whole: boolean) => void;
}) {
  if (parts.length < 2) return null;
  const here = parts.find(({ session_id: id }) => id === sessionId);
  const photos = parts.reduce((sum, part) => sum + part.photos, 0);
  return (
    <div className={styles.parts}>
      <Choice
        label={t.sessions.importWasSplit(parts.length)}
        value={whole ? 'whole' : 'part'}
        options={[
          { value: 'part', title: t.sessions.thisPart, note: t.sessions.partOf(here?.title ?? '', here?.photos ?? 0) },
          { value: 'whole', title: t.sessions.wholeImport, note: t.sessions.partOf(formatList(parts.map(({ title }) => title)), photos) },
        ]}
        onChange={(value) => onWhole(value === 'whole')}
      />
    </div>
  );
}

function PathList({
  label,
  lines,
  total,
}: {
  label: string;
  lines: readonly { readonly path: string; readonly note: string | null }[];
  total: number;
}) {
  return (
    <ul className={styles.list} aria-label={label} tabIndex={0}>
      {lines.slice(0, shownAtMost).map(({ path, note }) => (
        <li key={path}>
          <bdi className={styles.path}>{path}</bdi>
          {note != null && <span className={styles.note}>{note}</span>}
        </li>
      ))}
      {total > shownAtMost && <li className={styles.note}>{t.imports.andMore(total - shownAtMost)}</li>}
    </ul>
  );
}
