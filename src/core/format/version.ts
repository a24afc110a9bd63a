/** Version of the storage format this code writes; a higher major on disk is opened read-only. */
export const formatVersion = '2.0';

/** True when this code may write a storage of that version. */
export function isWritableVersion(version: string): boolean {
  const major = Number.parseInt(version, 10);
  return Number.isInteger(major) && major <= Number.parseInt(formatVersion, 10);
}
