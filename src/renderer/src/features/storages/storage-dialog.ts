/** The dialog that starts a new storage: open or not, and what happens after. */
import { create } from 'zustand';

/** Whether the dialog for a new storage is open. */
export const useStorageDialog = create<{ readonly open: boolean }>(() => ({ open: false }));
/** Asks where a new storage shall be. */
export const openStorageDialog = (): void => useStorageDialog.setState({ open: true });
/** Makes no storage. */
export const closeStorageDialog = (): void => useStorageDialog.setState({ open: false });
