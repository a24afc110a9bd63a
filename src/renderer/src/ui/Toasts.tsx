import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { t } from '#renderer/i18n/t.ts';
import { toastManager, type ToastWords } from './toasts.ts';
import styles from './Toasts.module.css';

/** Where toasts appear. Once, at the root. @param theme that of what fills the window, where it is not the window's own */
export function Toasts({ theme }: { theme?: 'dark' | undefined }) {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport} aria-label={t.ui.messages} data-toasts="" data-theme={theme}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager<NonNullable<ToastWords['also']>>();
  return toasts.map((each) => (
    <Toast.Root key={each.id} toast={each} className={styles.toast}>
      <Toast.Content className={styles.content}>
        {each.type === 'bad' && <CircleAlert size={16} strokeWidth={1.5} aria-hidden className={styles.bad} />}
        {each.type === 'ok' && <CircleCheck size={16} strokeWidth={1.5} aria-hidden className={styles.ok} />}
        <div className={styles.words}>
          <Toast.Title className={styles.title} />
          <Toast.Description className={styles.description} />
          {each.data?.run != null && (
            <button type="button" className={styles.also} onClick={each.data.run}>
              {each.data.label}
            </button>
          )}
        </div>
        {each.actionProps != null && <Toast.Action className={styles.action} />}
        <Toast.Close aria-label={t.ui.dismiss} className={styles.close}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
