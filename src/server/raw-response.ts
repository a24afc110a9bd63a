/** Refusals written below the router: before a request is parsed any further, or on a connection that is none yet. */
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { secureHeaders } from './security-headers.ts';

/** Answers a request that did not pass the guard and closes the connection: its body is never read. */
export async function writeRefusal(request: IncomingMessage, response: ServerResponse, refusal: Response): Promise<void> {
  const { headers, body } = await flatten(refusal);
  response.writeHead(refusal.status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
  request.resume();
}

/** The same on the bare socket of an upgrade or of something that is not HTTP. */
export async function refuseUpgrade(socket: Duplex, refusal: Response): Promise<void> {
  if (!socket.writable) return void socket.destroy();
  const { headers, body } = await flatten(refusal);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${lines.join('')}\r\n${body}`, () => socket.destroy());
}

async function flatten(refusal: Response): Promise<{ headers: Record<string, string>; body: string }> {
  secureHeaders(refusal.headers);
  const body = await refusal.text();
  const headers = { ...Object.fromEntries(refusal.headers), 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  return { headers, body };
}
