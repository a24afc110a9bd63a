/** Settings: shown at once, written a moment later, so that a slider that is dragged is one change and never jumps back. */
import type { Settings } from '#contract/system.ts';
import { api } from './client.ts';
import { createResource } from './resource.ts';

/** The settings as the person sees them. */
export const useSettings = createResource(async () => withOurs(await api.call('settings.get', {})));

const writeAfterMs = 200;
/** Changed here and not yet sent, and sent but not yet answered. */
let waiting: Partial<Settings> = {};
let sent: Partial<Settings> = {};
let timer: ReturnType<typeof setTimeout> | undefined;

/** Changes some settings. A failed write brings back what the core has. */
export async function changeSettings(patch: Partial<Settings>): Promise<void> {
  waiting = { ...waiting, ...patch };
  const { value } = useSettings.getState();
  if (value != null) useSettings.setState({ value: { ...value, ...patch } });
  clearTimeout(timer);
  timer = setTimeout(() => void write(), writeAfterMs);
}

/** Shows the core's settings, under what was changed here since. */
export function takeSettings(settings: Settings): void {
  useSettings.setState({ status: 'ready', value: withOurs(settings), error: null });
}

/** The settings as the person sees them, whether or not a change is written yet; null where they cannot be read. */
export async function settingsNow(): Promise<Settings | null> {
  if (useSettings.getState().value == null) await useSettings.getState().load();
  return useSettings.getState().value;
}

const withOurs = (settings: Settings): Settings => ({ ...settings, ...sent, ...waiting });

async function write(): Promise<void> {
  clearTimeout(timer);
  if (Object.keys(waiting).length === 0) return;
  sent = waiting;
  waiting = {};
  try {
    const settings = await api.call('settings.set', sent);
    sent = {};
    takeSettings(settings);
  } catch {
    sent = {};
    void useSettings.getState().load();
  }
}

// A window that closes has no later.
window.addEventListener('pagehide', () => void write());
