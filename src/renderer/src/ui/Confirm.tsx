import { AlertDialog } from '@base-ui/react/alert-dialog';
import { t } from '#renderer/i18n/t.ts';
import { Button } from './Button.tsx';
import styles from './Modal.module.css';

/** A question before something that takes away: the words of the button say what happens; the focus begins on Cancel. */
export function Confirm({
  title,
  description,
  button,
  onConfirm,
  onClose,
}: {
  title: string;
  description: string;
  button: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <AlertDialog.Root open onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.popup} data-toast-line="edge" style={{ width: 440 }}>
          <header className={styles.head}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          </header>
          <AlertDialog.Description className={styles.question}>{description}</AlertDialog.Description>
          <footer className={styles.foot}>
            <AlertDialog.Close render={<Button>{t.common.cancel}</Button>} />
            <Button
              variant="bad"
              onClick={() => {
                onConfirm();
                onClose();
              }}
            >
              {button}
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
