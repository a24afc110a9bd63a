/** The bridge of a browser: procedures over fetch, events over a WebSocket, both below /api/v1. */
import type { BridgeCalls } from '#contract/bridge.ts';
import type { WireResult } from '#contract/errors.ts';
import type { EventName } from '#contract/events.ts';
import type { Output } from '#contract/procedures.ts';
import { procedureNames } from '#contract/names.ts';
import { t } from '#renderer/i18n/t.ts';
import { tellConnected } from './connection.ts';
import { describeDropped } from './dropped.ts';
import { openEventSocket } from './event-socket.ts';
import type { Host } from './host.ts';

const tokenKey = 'imalink.token';

/** Makes the host of a page that `imalink serve` delivered. */
export function webHost(): Host {
  const token = takeToken();
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(token == null ? {} : { authorization: `Bearer ${token}` }),
  };
  // Pictures and the WebSocket cannot carry a header: the bearer is swapped once for a cookie.
  const session = token == null ? Promise.resolve() : startBrowserSession(headers);
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>();
  const resets = new Set<() => void>();
  void session.then(() =>
    openEventSocket({
      onEvent: (name, payload) => listeners.get(name)?.forEach((listener) => listener(payload)),
      onReset: () => resets.forEach((listener) => listener()),
      onConnected: tellConnected,
    }),
  );
  const calls = Object.fromEntries(
    procedureNames.map((name) => [name, async (input: unknown) => (await session, call(name, input, headers))]),
  ) as unknown as BridgeCalls;
  return {
    kind: 'browser',
    bridge: {
      calls,
      on: (name, listener) => subscribe(listeners, name, listener),
      // A browser never tells where a dropped file lies.
      pathsForFiles: () => [],
    },
    pathsOf: async (transfer) => {
      const items = await describeDropped(transfer);
      if (items.length === 0) return [];
      const located = await calls['system.locateDropped']({ items });
      return located.ok ? (located.value as Output<'system.locateDropped'>).paths.filter((path) => path !== null) : [];
    },
    onReset: (listener) => {
      resets.add(listener);
      return () => resets.delete(listener);
    },
  };
}

/** The key comes in the fragment, which no server and no log sees, and leaves the address bar at once. */
function takeToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given == null) return sessionStorage.getItem(tokenKey);
  sessionStorage.setItem(tokenKey, given);
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}

async function startBrowserSession(headers: Record<string, string>): Promise<void> {
  try {
    await fetch('/api/v1/browser-session', { method: 'POST', headers, body: '{}' });
  } catch {
    // The first call that follows fails the same way and says so where the person looks.
  }
}

async function call(name: string, input: unknown, headers: Record<string, string>): Promise<WireResult> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input ?? {}) });
  } catch {
    return {
      ok: false,
      error: {
        code: 'internal',
        message: t.errors.serverGone,
        details: { offline: true },
      },
    };
  }
  try {
    const body: unknown = await response.json();
    return response.ok ? { ok: true, value: body } : { ok: false, error: (body as { error: (WireResult & { ok: false })['error'] }).error };
  } catch {
    return {
      ok: false,
      error: { code: 'internal', message: t.errors.notUnderstood(response.status), details: {} },
    };
  }
}

function subscribe(
  listeners: Map<EventName, Set<(payload: unknown) => void>>,
  name: EventName,
  listener: (payload: unknown) => void,
): () => void {
  const all = listeners.get(name) ?? new Set();
  listeners.set(name, all.add(listener));
  return () => all.delete(listener);
}
