/** The secret of this installation and what is derived from it. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Credentials {
  /** 256 bits, base64url; the page gets it in the fragment of its address, scripts from the file. */
  readonly token: string;
  /** Checks the value of an Authorization header. */
  isBearer(authorization: string): boolean;
  /** The Set-Cookie value of a browser session. */
  sessionCookie(port: number): string;
  /** Checks the value of a Cookie header. */
  isSessionCookie(cookieHeader: string, port: number): boolean;
}

const tokenFileName = 'server-token';
const tokenPattern = /^[\w-]{43}$/;

/**
 * Reads the token of the home folder, or makes one. The file is for its owner only; a damaged one is replaced.
 */
export async function openCredentials(home: string): Promise<Credentials> {
  const path = join(home, tokenFileName);
  const stored = await readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '', // none yet, or not ours to read: writing below says so
  );
  if (tokenPattern.test(stored)) {
    if (process.platform !== 'win32') await chmod(path, 0o600);
    return credentialsOf(stored);
  }
  const token = randomBytes(32).toString('base64url');
  try {
    await mkdir(home, { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, `${token}\n`, { mode: 0o600, flag: 'w' });
    await rename(temporary, path);
  } catch (thrown) {
    // A home that cannot be written to can still be shown (--read-only): this token lives as long as the server.
    if (!['EACCES', 'EPERM', 'EROFS'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown;
  }
  return credentialsOf(token);
}

/** The checks over one token. */
export function credentialsOf(token: string): Credentials {
  // The port is part of the name because cookies ignore ports: two servers must not overwrite each other's.
  const cookieName = (port: number): string => `imalink_${port}`;
  // Derived, not the token itself: whoever reads the cookie store can look at pictures, and call nothing.
  const cookieValue = (port: number): string => createHmac('sha256', token).update(`browser-session:${port}`).digest('base64url');
  return {
    token,
    isBearer: (authorization) => same(/^Bearer ([\w-]{1,100})$/.exec(authorization)?.[1], token),
    sessionCookie: (port) => `${cookieName(port)}=${cookieValue(port)}; HttpOnly; SameSite=Strict; Path=/api/v1`,
    isSessionCookie: (cookieHeader, port) => {
      const values = cookieHeader
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${cookieName(port)}=`));
      return values.length === 1 && same(values[0]?.slice(cookieName(port).length + 1), cookieValue(port));
    },
  };
}

/** Equal in constant time, whatever the lengths: both sides are hashed first. */
function same(given: string | undefined, expected: string): boolean {
  if (given == null) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
