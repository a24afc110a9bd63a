/** Short messages at the edge of the window; the provider and its viewport are in Toasts.tsx. */
import { Toast } from '@base-ui/react/toast';

/** Where toasts are given to what shows them. */
export const toastManager = Toast.createToastManager();

export interface ToastWords {
  readonly title: string;
  readonly description?: string;
  readonly tone?: 'neutral' | 'bad' | 'ok';
  /** Stays as long as an error does: for an action one may need a moment to decide on. */
  readonly stays?: boolean;
  /** A toast of the same name makes way for this one: of a row of edits the last is told. */
  readonly name?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A second, quieter thing to do. */
  readonly also?: { readonly label: string; readonly run: () => void };
}

/** Toasts that have a name, by it. */
const named = new Map<string, string>();

/** Shows a toast; errors stay longer and are announced at once. */
export function toast(words: ToastWords): void {
  const former = words.name == null ? undefined : named.get(words.name);
  if (former != null) toastManager.close(former);
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
  if (words.name != null) named.set(words.name, id);
}

const region = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-toasts]');

/** Whether there is a toast to go to. */
export const areToastsShown = (): boolean => region()?.querySelector('h2') != null;

/** Puts the focus on the toasts. Base UI does that at F6 by itself, and knows the way back then: it comes first. */
export function focusToasts(): void {
  requestAnimationFrame(() => {
    if (region()?.contains(document.activeElement) === false) region()?.focus();
  });
}
