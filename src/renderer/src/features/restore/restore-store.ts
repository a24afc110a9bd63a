/** The guided restore: whether it is open, the folders that were chosen, and the recovery it started. */
import { create } from 'zustand';

interface Restore {
  readonly open: boolean;
  readonly paths: readonly string[];
  /** The recovery that changes the catalog; null while it is only shown what would come back. */
  readonly jobId: string | null;
  /** The way back was taken: a lost catalog leads here once, not again and again. */
  readonly left: boolean;
}

const closed: Restore = { open: false, paths: [], jobId: null, left: false };

/** Which folders a restore is about, and whether its screen is open. */
export const useRestore = create<Restore>(() => closed);

/** Opens the screen, with folders that are known already. */
export const openRestore = (paths: readonly string[] = []): void => useRestore.setState({ open: true, paths, jobId: null });

/** Leaves the screen; it does not come again by itself. */
export const closeRestore = (): void => useRestore.setState({ ...closed, left: true });

/** One more folder to look in. */
export const addPath = (path: string): void => {
  const { paths } = useRestore.getState();
  if (!paths.includes(path)) useRestore.setState({ paths: [...paths, path] });
};

/** A folder less to look in. */
export const removePath = (path: string): void => useRestore.setState(({ paths }) => ({ paths: paths.filter((other) => other !== path) }));

/** True for a recovery whose outcome the open screen tells: nothing else needs to. */
export const tellsOf = (jobId: string): boolean => useRestore.getState().jobId === jobId;
