/**
 * Paths inside a storage. A RelPath is relative to the photos folder, uses `/` only and never leaves it;
 * it is what indexes and catalog store, exactly as the disk spells it (docs/format/storage-v2.md#paths).
 */
export type RelPath = string & { readonly __brand: 'RelPath' };

/** Longest name most file systems take, in UTF-8 bytes. */
export const maxNameBytes = 255;

const drive = /^[a-zA-Z]:/;

/**
 * Checks a path that came from outside (an index, a user, a directory listing).
 * @returns the path, or null when it is absolute, climbs, is empty or holds a NUL or a backslash
 */
export function parseRelPath(text: string): RelPath | null {
  if (text === '' || text.length > 4096 || text.includes('\0') || text.includes('\\') || drive.test(text)) return null;
  for (const segment of text.split('/')) if (segment === '' || segment === '.' || segment === '..') return null;
  return text as RelPath;
}

/** False for a name that Linux and macOS allow and no index holds, because on Windows it leads elsewhere: `a\b`, `C:a`. */
export function isStorableName(name: string): boolean {
  return !name.includes('\\') && !(name[1] === ':' && drive.test(name));
}

/** Joins checked segments; the caller vouches for them. */
export function joinRelPath(...segments: readonly string[]): RelPath {
  return segments.filter((segment) => segment !== '').join('/') as RelPath;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folder part without a trailing slash; empty for a file at the top. */
export function dirName(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** `IMG_1.tar.jpg` → stem `IMG_1.tar`, extension `.jpg` as spelled. A leading dot belongs to the stem. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? { stem: name, extension: '' } : { stem: name.slice(0, dot), extension: name.slice(dot) };
}

/**
 * Equal for names that some file system takes for the same: other case, other Unicode form.
 * Checked on every disk, because storages travel (reliability rule C2).
 */
export function collisionKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** A name that every target can hold: no separators or drive of other systems, at most 255 bytes; the extension survives. */
export function portableName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- NUL and separators are exactly what must not pass
  const cleaned = name.replace(/[\\/\0]/g, '_').replace(drive, (text) => `${text[0]}_`);
  const { stem, extension } = splitName(cleaned);
  let short = stem;
  while (byteLength(short + extension) > maxNameBytes - 4) short = [...short].slice(0, -1).join('');
  return short + extension;
}

/** The n-th alternative of a name: `IMG.jpg`, `IMG-1.jpg`, `IMG-2.jpg` … */
export function numberedName(name: string, attempt: number): string {
  if (attempt === 0) return name;
  const { stem, extension } = splitName(name);
  return `${stem}-${attempt}${extension}`;
}

/** Length in UTF-8, as file systems count. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
