/** For `ref`: takes the focus at once, so that what is typed right after the keys that open a dialog belongs in it. */
export const takeFocus = (input: HTMLInputElement | null): void => input?.focus();
