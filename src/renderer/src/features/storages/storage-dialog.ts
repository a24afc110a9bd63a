/** The dialog that starts a new storage: open or not, and what happens after. */
import { create } from 'zustand';

export const useStorageDialog = create<{ readonly open: boolean }>(() => ({ open: false }));
export const openStorageDialog = (): void => useStorageDialog.setState({ open: true });
export const closeStorageDialog = (): void => useStorageDialog.setState({ open: false });
