/** What every host offers beyond the bridge: being told that events were lost. */
import type { Bridge } from '#contract/bridge.ts';

export interface Host {
  readonly kind: 'desktop' | 'browser';
  readonly bridge: Bridge;
  /** Paths of what is dropped, as far as they can be known; call it within the event. */
  pathsOf(transfer: DataTransfer): Promise<readonly string[]>;
  /** Calls back when events may have been missed and everything shown has to be asked for again. */
  onReset(listener: () => void): () => void;
}

declare global {
  interface Window {
    readonly imalink?: Bridge;
  }
}

/** The desktop app's bridge: events come over IPC and are never lost. */
export function desktopHost(bridge: Bridge): Host {
  return {
    kind: 'desktop',
    bridge,
    pathsOf: async (transfer) => bridge.pathsForFiles([...transfer.files]),
    onReset: () => () => undefined,
  };
}
