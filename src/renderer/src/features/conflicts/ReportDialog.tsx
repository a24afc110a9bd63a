import type { Conflict } from '#contract/scan.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { PartState } from '#renderer/ui/PartState.tsx';
import { saveText } from '#renderer/ui/save-text.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { closeInboxDialog } from './inbox-dialogs.ts';
import styles from './Dialogs.module.css';

/** The contract takes so many at once; more of them are one cause. */
const mostFiles = 1000;

/** What was tried with files that cannot be read and what the system said, as a text to keep or to pass on. It goes nowhere by itself. */
export function ReportDialog({ conflicts }: { conflicts: readonly Conflict[] }) {
  const ids = conflicts.flatMap(({ id }) => id ?? []).slice(0, mostFiles);
  const call = useCall('conflict.report', { ids });
  const text = call.value?.text ?? '';
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toast({ title: t.conflicts.reportCopied });
  };
  return (
    <Modal
      onClose={closeInboxDialog}
      title={t.conflicts.reportTitle(ids.length)}
      description={t.conflicts.reportStays}
      width={720}
      foot={
        <>
          <Button variant="ghost" aria-disabled={text === ''} onClick={() => text !== '' && void copy()}>
            {t.conflicts.copyAsText}
          </Button>
          <Button variant="ghost" aria-disabled={text === ''} onClick={() => text !== '' && saveText('imalink-report.txt', text)}>
            {t.conflicts.saveReport}
          </Button>
          <Button data-autofocus="" onClick={closeInboxDialog}>
            {t.common.close}
          </Button>
        </>
      }
    >
      <PartState call={call} label={t.conflicts.reportTitle(ids.length)} height={160}>
        {() => (
          <pre lang="en" className={styles.report} tabIndex={0} aria-label={t.conflicts.reportTitle(ids.length)}>
            {text}
          </pre>
        )}
      </PartState>
    </Modal>
  );
}
