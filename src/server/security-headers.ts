/** The headers every answer carries, in the desktop window and in a browser alike. */

/**
 * What a page of ours may load: only itself. Inline scripts and styles, foreign hosts, frames, plugins and form
 * targets are refused; `blob:` and `data:` serve pictures the page made itself (docs/decisions/0013).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const common: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sets the common headers on an answer; one that is set already (a media file's stricter policy) stays. */
export function secureHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(common)) if (!headers.has(name)) headers.set(name, value);
}
