/** The list of findings on the page: where the focus goes back to. */
export const listElement = (): HTMLElement | null => document.querySelector<HTMLElement>('main [role=treegrid]');

/** A key of the list that was pressed elsewhere on its page. The list has had its turn when it has the focus. */
export function pressInList(press: { readonly key: string; readonly shiftKey?: boolean }): void {
  const list = listElement();
  if (list == null || list === document.activeElement) return;
  list.focus();
  list.dispatchEvent(new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }));
}

/** Is one reading in the details? */
export const isInDetail = (): boolean => document.activeElement?.closest('#finding-detail') != null;
