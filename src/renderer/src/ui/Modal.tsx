import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Modal.module.css';

/** Open dialogs, the topmost last: a dialog over another takes Escape and clicks outside for itself. */
const stack: string[] = [];

/** A dialog with title, scrolling body and a foot for its buttons. The focus begins on `[data-autofocus]`, else on the dialog. */
export function Modal({
  onClose,
  title,
  description,
  children,
  foot,
  width = 520,
}: {
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  width?: number;
}) {
  const id = useId();
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    stack.push(id);
    // A turn later: the key that closed this one still goes to the one below.
    return () => void setTimeout(() => stack.splice(stack.indexOf(id), 1));
  }, [id]);
  return (
    <Dialog.Root open onOpenChange={(next) => !next && stack.at(-1) === id && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup
          ref={popup}
          className={styles.popup}
          data-toast-line="edge"
          style={{ width }}
          initialFocus={() => popup.current?.querySelector<HTMLElement>('[data-autofocus]') ?? popup.current}
        >
          <header className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label={t.common.close} keys="Escape" />} />
          </header>
          {description != null && <Dialog.Description className={styles.description}>{description}</Dialog.Description>}
          <div className={styles.body}>{children}</div>
          {foot != null && <footer className={styles.foot}>{foot}</footer>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
