/** The one address the window may show. */

/** Our private scheme: registered as standard and secure, served by page-protocol.ts, unknown to any browser. */
export const pageScheme = 'imalink';
const pageHost = 'app';
export const startPage = `${pageScheme}://${pageHost}/index.html`;

/** True for an address of our own pages; false for anything else, malformed texts included. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return url != null && url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.password === '';
}

/** What a link may open in the person's browser: https and nothing else, for the system runs whatever it is given. */
export function isOutsideLink(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}
