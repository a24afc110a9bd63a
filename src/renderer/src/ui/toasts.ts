/** Short messages at the edge of the window; the provider and its viewport are in Toasts.tsx. */
import { Toast } from '@base-ui/react/toast';

export const toastManager = Toast.createToastManager();

export interface ToastWords {
  readonly title: string;
  readonly description?: string;
  readonly tone?: 'neutral' | 'bad' | 'ok';
  /** Stays as long as an error does: for an action one may need a moment to decide on. */
  readonly stays?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A second, quieter thing to do. */
  readonly also?: { readonly label: string; readonly run: () => void };
}

/** Shows a toast; errors stay longer and are announced at once. */
export function toast(words: ToastWords): void {
  const id = toastManager.add({
    title: words.title,
    description: words.description,
    type: words.tone ?? 'neutral',
    timeout: words.tone === 'bad' || words.stays === true ? 12_000 : 6000,
    priority: words.tone === 'bad' ? 'high' : 'low',
    ...(words.also == null
      ? {}
      : {
          data: {
            label: words.also.label,
            run: () => {
              toastManager.close(id);
              words.also?.run();
            },
          } satisfies ToastWords['also'],
        }),
    ...(words.action == null
      ? {}
      : {
          actionProps: {
            children: words.action.label,
            onClick: () => {
              toastManager.close(id);
              words.action?.run();
            },
          },
        }),
  });
}
