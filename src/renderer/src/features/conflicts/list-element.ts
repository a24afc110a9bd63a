/** The list of findings on the page: where the focus goes back to. */
export const listElement = (): HTMLElement | null => document.querySelector<HTMLElement>('main [role=treegrid]');
