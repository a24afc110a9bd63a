/** Whether the core is there: always in the desktop app; in a browser as long as the event stream stands. */
import { create } from 'zustand';

/** Whether the host has stopped answering. */
export const useConnection = create<{ readonly isLost: boolean }>(() => ({ isLost: false }));

const patienceMs = 1500;
let timer: ReturnType<typeof setTimeout> | undefined;

/** A short gap, such as a restart, is not worth a word. */
export function tellConnected(isConnected: boolean): void {
  clearTimeout(timer);
  if (isConnected) useConnection.setState({ isLost: false });
  else if (!useConnection.getState().isLost) timer = setTimeout(() => useConnection.setState({ isLost: true }), patienceMs);
}
