/** The import that is being put together: its sources and where the sheet stands. */
import { create } from 'zustand';

interface ImportState {
  readonly open: boolean;
  readonly sources: readonly string[];
  /** Set when files were dropped whose paths this host cannot know. */
  readonly pathsUnknown: boolean;
  /** Preselected storage. */
  readonly storage: string | null;
  /** `register` leaves the files where they are: for a folder that is itself a storage. */
  readonly mode: 'copy' | 'register';
}

const closed: ImportState = { open: false, sources: [], pathsUnknown: false, storage: null, mode: 'copy' };

/** What the import sheet is about, and whether it is open. */
export const useImport = create<ImportState>(() => closed);

/** Opens the sheet; sources given later are added, unless they are to be taken in another way. */
export function openImport(wish: Partial<Omit<ImportState, 'open'>> = {}): void {
  const now = useImport.getState();
  const base = now.open && now.mode === (wish.mode ?? 'copy') ? now : closed;
  useImport.setState({ ...base, ...wish, sources: [...new Set([...base.sources, ...(wish.sources ?? [])])], open: true });
}

/** Takes in the photos of a folder that is itself a storage, where they are. */
export const openRegister = (storage: { readonly uuid: string; readonly full_path: string }): void =>
  openImport({ sources: [storage.full_path], storage: storage.uuid, mode: 'register' });

/** Closes the sheet and forgets what was chosen in it. */
export const closeImport = (): void => useImport.setState(closed);
/** Other folders are to be imported. */
export const setSources = (sources: readonly string[]): void => useImport.setState({ sources, pathsUnknown: false });
