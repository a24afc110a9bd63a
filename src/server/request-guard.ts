/**
 * Who may speak to the local server, decided on the raw request before anything else sees it. The order is fixed:
 * host, address, origin, site, token, content type, size. Each step assumes that the ones before it have passed.
 */
import { errorResponse } from './error-response.ts';
import { mediaUrlPattern } from './media-routes.ts';
import type { Credentials } from './credentials.ts';

/** A request line and its headers as they came over the wire: names and values in turn, nothing merged. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly rawHeaders: readonly string[];
}

export interface GuardOptions {
  readonly port: number;
  readonly credentials: Credentials;
}

/** 1 MiB: the longest legitimate body, a list of 10 000 paths, stays below it. */
export const maxBodyBytes = 1024 * 1024;

export const eventsPath = '/api/v1/events';

const readMethods = new Set(['GET', 'HEAD']);
const writeMethods = new Set(['POST', 'PATCH', 'DELETE']);
/** RFC 3986 path and query characters only: no backslash, space, control character or fragment. */
const urlPattern = /^\/(?!\/)(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$/;
const maxUrlLength = 8192;
/**
 * The renderer's own files, which hold no secret. Percent signs are left out on purpose: the router decodes them,
 * and `/%61pi/…` must not slip past as a file.
 */
const openPathPattern = /^\/(?!api(?:\/|$))(?:[\w.-]+\/)*[\w.-]*$/i;

/** Looks at a request. @returns the refusal, or null when it may pass */
export function guardRequest(request: RawRequest, options: GuardOptions): Response | null {
  const header = headersOf(request);
  return (
    guardHost(request, header, options.port) ??
    guardUrl(request) ??
    guardOrigin(header) ??
    guardToken(request, header, options) ??
    guardBody(request, header)
  );
}

/** A foreign name that resolves to this machine (DNS rebinding) gives itself away by the Host it sends. */
function guardHost(request: RawRequest, header: HeaderLookup, port: number): Response | null {
  const hosts = header('host');
  const ours = hosts.length === 1 && (hosts[0] === `127.0.0.1:${port}` || hosts[0] === `localhost:${port}`);
  if (request.httpVersion === '1.1' && ours) return null;
  return errorResponse('wrong-host', 'This server answers to 127.0.0.1 and localhost only.');
}

function guardUrl({ method, url }: RawRequest): Response | null {
  const path = url.split('?', 1)[0] ?? '';
  if (url.length > maxUrlLength || !urlPattern.test(url) || /%(?:00|5c)/i.test(url) || path.split('/').some(isDotSegment)) {
    return errorResponse('bad-url', 'The address is not valid.');
  }
  if (!readMethods.has(method) && !writeMethods.has(method)) return errorResponse('method-not-allowed', `${method} is not supported.`);
  return null;
}

/** Other sites may not call us, not even blindly: every browser sends at least one of these two. */
function guardOrigin(header: HeaderLookup): Response | null {
  const origins = header('origin');
  const site = header('sec-fetch-site');
  const foreign = origins.length > 1 || (origins.length === 1 && origins[0] !== `http://${header('host')[0]}`);
  const crossSite = site.length > 1 || (site.length === 1 && site[0] !== 'none' && site[0] !== 'same-origin');
  return foreign || crossSite ? errorResponse('foreign-origin', 'Requests from other sites are refused.') : null;
}

/**
 * Everything but the renderer's files needs the bearer token. The browser session's cookie stands in for it only where a page
 * cannot send headers: pictures, and the event stream when the page says where it comes from.
 */
function guardToken(request: RawRequest, header: HeaderLookup, { credentials, port }: GuardOptions): Response | null {
  const path = request.url.split('?', 1)[0] ?? '';
  if (openPathPattern.test(path)) return null;
  const authorization = header('authorization');
  if (authorization.length === 1 && credentials.isBearer(authorization[0] ?? '')) return null;
  const cookieOpens =
    readMethods.has(request.method) && (mediaUrlPattern.test(path) || (path === eventsPath && header('origin').length === 1));
  if (authorization.length === 0 && cookieOpens && credentials.isSessionCookie(header('cookie').join('; '), port)) return null;
  return errorResponse('not-authorized', 'The access token is missing or wrong. Open the address that `imalink serve` printed.');
}

/** JSON only: a form or plain text post is what another site could send without asking. */
function guardBody(request: RawRequest, header: HeaderLookup): Response | null {
  if (!writeMethods.has(request.method)) return null;
  const types = header('content-type');
  const json = types.length === 1 && /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(types[0] ?? '');
  if (!json) return errorResponse('not-json', 'Send application/json.');
  const length = header('content-length');
  if (length.length > 0 && !(Number(length[0]) <= maxBodyBytes)) return errorResponse('too-large', 'The request is larger than 1 MiB.');
  return null;
}

/** `.` and `..`, plain or percent-encoded. */
const isDotSegment = (segment: string): boolean => /^(?:\.|%2e){1,2}$/i.test(segment);

type HeaderLookup = (name: string) => readonly string[];

function headersOf(request: RawRequest): HeaderLookup {
  return (name) => request.rawHeaders.filter((_, index) => index % 2 === 1 && request.rawHeaders[index - 1]?.toLowerCase() === name);
}
