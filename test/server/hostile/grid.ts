/** Requests as an attacker would send them: every mixture of hosts, origins, tokens, addresses, ranges, methods and bodies. */

/** What a request may not have when it is to be answered with anything but a refusal. */
export interface HostileRequest {
  readonly bytes: string;
  /** The Host is exactly ours, once. */
  readonly hostIsOurs: boolean;
  readonly tokenIsGood: boolean;
  /** The address is one of the page's own files, which hold no secret. */
  readonly isPageFile: boolean;
  readonly line: string;
}

type Choice<T> = readonly [value: T, good: boolean];

/** Most requests pass the first checks, or the later ones would hardly be asked. */
const often = <T>(times: number, ...items: readonly T[]): T[] => Array.from({ length: times }, () => items).flat();

const hosts = (port: number): Choice<string[]>[] => [
  ...often<Choice<string[]>>(12, [[`127.0.0.1:${port}`], true], [[`localhost:${port}`], true]),
  [['evil.example'], false],
  [[`evil.example:${port}`], false],
  [[`127.0.0.1:${port}.evil.example`], false],
  [['127.0.0.1'], false],
  [[`[::1]:${port}`], false],
  [[`0.0.0.0:${port}`], false],
  [[`127.0.0.1:${port}`, 'evil.example'], false],
  [[`127.0.0.1:${port}`, `127.0.0.1:${port}`], false],
  [[''], false],
  [[], false],
  [[`LOCALHOST:${port}`], false],
  [[`127.0.0.1:0${port}`], false],
];

const origins = (port: number): string[][] => [
  ...often<string[]>(5, [], [`Origin: http://127.0.0.1:${port}`]),
  ['Origin: http://evil.example'],
  ['Origin: null'],
  [`Origin: http://127.0.0.1:${port}.evil.example`],
  [`Origin: http://127.0.0.1:${port}`, 'Origin: http://evil.example'],
  ['Sec-Fetch-Site: cross-site'],
  ['Sec-Fetch-Site: same-site'],
];

const tokens = (token: string): Choice<string[]>[] => [
  [[], false],
  [['Authorization: Bearer '], false],
  [['Authorization: Bearer undefined'], false],
  [[`Authorization: Bearer ${token.slice(0, -1)}`], false],
  [[`Authorization: Bearer ${token}x`], false],
  [[`Authorization: Basic ${token}`], false],
  [[`authorization: bearer ${token.toUpperCase()}`], false],
  [['Authorization: Bearer wrong', `Authorization: Bearer ${token}`], false],
  [[`Cookie: token=${token}`], false],
  [[`X-Forwarded-Host: 127.0.0.1`, `Cookie: imalink=${token}`], false],
];

const addresses = (token: string): Choice<string>[] => [
  ['/', true],
  ['/index.html', true],
  ['/assets/none.js', true],
  ...often<Choice<string>>(3, ['/api/v1/file-storage/', false], ['/api/v1/call/photo.edit', false]),
  [`/api/v1/file-storage/?token=${token}`, false],
  ['/api/v1/openapi.json', false],
  ['/api/v1/dump', false],
  ['/api/v1/settings', false],
  ['/api/v1/call/storage.list', false],
  ['/api/v1/system/folders?path=/', false],
  [`/api/v1/photos/${'ab'.repeat(32)}/hotpreview`, false],
  [`/api/v1/photos/${'ab'.repeat(32)}/file`, false],
  ['/api/v1/events', false],
  ['/API/V1/dump', false],
  ['/%61pi/v1/dump', false],
  ['//api/v1/dump', false],
  ['/./api/v1/dump', false],
  ['/assets/../api/v1/dump', false],
  ['/assets/%2e%2e/api/v1/dump', false],
  ['/..%2f..%2fetc/passwd', false],
  ['/....//....//etc/passwd', false],
  ['/\\..\\..\\etc\\passwd', false],
  ['/%00', false],
  ['/api/v1/dump%00.html', false],
  ['http://evil.example/api/v1/dump', false],
  ['*', false],
  [`/${'a/'.repeat(3000)}`, false],
  [`/api/v1/search?query=${'x'.repeat(9000)}`, false],
];

const methods = [
  ...often(4, 'GET', 'POST'),
  'HEAD',
  'POST',
  'PATCH',
  'DELETE',
  'PUT',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'get',
  'G\u0000T',
];
const ranges = [
  '',
  '',
  'Range: bytes=0-',
  'Range: bytes=-1',
  'Range: bytes=0-0,2-3',
  'Range: bytes=99999999999999999999-',
  'Range: lines=1-2',
];
const versions = [...often(20, '1.1'), '1.0', '0.9', '2.0'];
const bodies: readonly (readonly [headers: string[], body: string])[] = [
  [[], ''],
  [['Content-Type: application/json', 'Content-Length: 2'], '{}'],
  [['Content-Type: text/plain', 'Content-Length: 2'], '{}'],
  [['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 3'], 'a=b'],
  [['Content-Type: application/json', 'Content-Length: 99999999'], '{'],
  [['Content-Type: application/json', 'Content-Length: -1'], '{}'],
  [['Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 3'], '{}'],
  [['Content-Type: application/json', 'Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'],
  [
    ['Content-Type: application/json', 'Transfer-Encoding: chunked', 'Content-Length: 2'],
    '2\r\n{}\r\n0\r\n\r\nGET /api/v1/dump HTTP/1.1\r\n\r\n',
  ],
  [['Content-Type: application/json', 'Transfer-Encoding: xchunked'], '0\r\n\r\n'],
  [['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='], ''],
  [['Content-Type: application/json', 'Content-Length: 26'], '{"__proto__":{"admin":1}} '],
];

/** The `index`-th of an endless row of requests; the same number is always the same request. */
export function hostileRequest(index: number, port: number, token: string): HostileRequest {
  // Each list is walked at a pace of its own, so that a long row goes through all mixtures.
  let rest = scatter(index);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[rest % list.length] as T;
    rest = scatter(rest + list.length);
    return item;
  };
  const [host, hostIsOurs] = pick(hosts(port));
  const origin = pick(origins(port));
  const [authorization, tokenIsGood] = pick(tokens(token));
  const [address, isPageFile] = pick(addresses(token));
  const [bodyHeaders, body] = pick(bodies);
  const range = pick(ranges);
  const line = `${pick(methods)} ${address} HTTP/${pick(versions)}`;
  const headers = [...host.map((name) => `Host: ${name}`), ...origin, ...authorization, ...bodyHeaders, ...(range === '' ? [] : [range])];
  return {
    bytes: `${line}\r\n${[...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`,
    hostIsOurs,
    tokenIsGood,
    isPageFile,
    line,
  };
}

/** A number far from its neighbours: the finaliser of MurmurHash3. */
function scatter(value: number): number {
  let hash = (value ^ 0x9e3779b9) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
