/** Events to pages, over WebSocket: `{sequence, name, payload}`, and `{reset, sequence}` when some were lost. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { EventLog, LoggedEvent } from './event-log.ts';

export interface EventSockets {
  /** Takes over a connection that has passed the guard. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  send(event: LoggedEvent): void;
  close(): void;
}

/** A page that reads this slowly is cut off; it comes back and asks for what it missed. */
const maxBufferedBytes = 1024 * 1024;
/** A page that went away without a word (sleep, crash) is noticed within two of these. */
const pingIntervalMs = 30_000;

export function createEventSockets(log: EventLog): EventSockets {
  // Pages have nothing to say: 1 KiB is for close frames and pongs.
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();
  const pings = setInterval(() => {
    for (const client of server.clients) {
      if (!alive.has(client)) client.terminate();
      alive.delete(client);
      client.ping();
    }
  }, pingIntervalMs).unref();

  const welcome = (client: WebSocket, after: string | null): void => {
    alive.add(client);
    client.on('pong', () => alive.add(client));
    client.on('error', () => client.terminate());
    if (after == null) return;
    const missed = log.after(Number(after));
    if (missed == null) client.send(JSON.stringify({ reset: true, sequence: log.last }));
    else for (const event of missed) client.send(JSON.stringify(event));
  };

  return {
    accept(request, socket, head) {
      const after = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('after');
      server.handleUpgrade(request, socket, head, (client) => welcome(client, after));
    },
    send(event) {
      const text = JSON.stringify(event);
      for (const client of server.clients) {
        if (client.bufferedAmount > maxBufferedBytes) client.terminate();
        else client.send(text);
      }
    },
    close() {
      clearInterval(pings);
      for (const client of server.clients) client.close(1001, 'ImaLink is closing');
      server.close();
    },
  };
}
