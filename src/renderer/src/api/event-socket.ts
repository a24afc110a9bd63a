/** The event stream of a browser host: resumes by sequence number, comes back by itself. */
import type { EventName } from '#contract/events.ts';

type Message =
  | { readonly reset: true; readonly sequence?: number }
  | { readonly sequence: number; readonly name: EventName; readonly payload: unknown };

const firstRetryMs = 500;
const lastRetryMs = 15_000;

/** Opens the stream and keeps it open for the life of the page. */
export function openEventSocket(handlers: {
  readonly onEvent: (name: EventName, payload: unknown) => void;
  readonly onReset: () => void;
  readonly onConnected: (isConnected: boolean) => void;
}): void {
  let after: number | null = null;
  let retryMs = firstRetryMs;
  let dropped = false;

  const connect = (): void => {
    const url = new URL(`/api/v1/events${after == null ? '' : `?after=${after}`}`, location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      retryMs = firstRetryMs;
      handlers.onConnected(true);
      // Without a number to resume from, whatever happened in the gap is unknown.
      if (dropped && after == null) handlers.onReset();
      dropped = false;
    });
    socket.addEventListener('message', (event) => {
      const message = parse(event.data);
      if (message == null) return;
      if ('reset' in message) {
        after = message.sequence ?? null;
        handlers.onReset();
        return;
      }
      after = message.sequence;
      handlers.onEvent(message.name, message.payload);
    });
    socket.addEventListener('close', () => {
      dropped = true;
      handlers.onConnected(false);
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    });
  };
  connect();
}

function parse(data: unknown): Message | null {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value != null && ('reset' in value || 'name' in value) ? (value as Message) : null;
  } catch {
    return null;
  }
}
