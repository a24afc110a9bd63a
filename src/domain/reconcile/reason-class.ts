/** Why a file could not be read, in the few classes that tell a person where to look. */

/** What was tried with a file, and how far it went. */
export interface Tried {
  readonly step: 'look' | 'open' | 'read';
  /** What the system said at that step; null when it went well. */
  readonly errno: string | null;
  readonly sizeBytes: number | null;
  readonly mtimeMs: number | null;
  /** A regular file or a folder: what can be read. */
  readonly isFile: boolean;
  readonly isPlaceholder: boolean;
  /** In hexadecimal; empty when none was read. */
  readonly firstBytes: string;
}

const ofErrno: Readonly<Record<string, string>> = {
  EACCES: 'permission',
  EPERM: 'permission',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ELOOP: 'link',
  EIO: 'disk',
  ENXIO: 'disk',
  ESTALE: 'network',
  ETIMEDOUT: 'network',
  ENOTCONN: 'network',
  EHOSTDOWN: 'network',
};

/** `permission`, `disk`, `network`, `gone`, `link`, `empty`, `in the cloud`, `no regular file`, `other`, or that it can be read now. */
export function reasonClass({ errno, isFile, isPlaceholder, sizeBytes }: Tried): string {
  if (errno !== null) return ofErrno[errno] ?? 'other';
  if (isPlaceholder) return 'in the cloud';
  if (!isFile) return 'no regular file';
  return sizeBytes === 0 ? 'empty' : 'it can be read now; what it holds may be damaged or of a format that is not known';
}
