/** The import sheet's numbers in words. Pure. */
import type { ImportCounts } from '#contract/import.ts';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatBytes } from '#renderer/ui/format.ts';

/** The button that starts it: a verb and a number. */
export function startLabel(counts: ImportCounts | null, mode: 'copy' | 'register'): string {
  const verb = mode === 'copy' ? 'Import' : 'Add';
  return counts == null ? verb : `${verb} ${plural(counts.imported, 'photo')}`;
}

/** Why it cannot start as it is; null when it can. */
export function blockedBecause(counts: ImportCounts, freeBytes: number | null, mode: 'copy' | 'register'): string | null {
  if (counts.found === 0) return 'There are no files in there that ImaLink could import. Choose another folder.';
  if (counts.imported === 0 && counts.duplicates > 0) return 'Everything in there is already in this storage. There is nothing to import.';
  if (counts.imported === 0) return 'None of the files can be imported. The reasons are listed below.';
  if (mode === 'copy' && freeBytes != null && counts.bytes > freeBytes)
    return `The drive has ${formatBytes(freeBytes)} free, the import needs ${formatBytes(counts.bytes)}. Free some space or choose another storage.`;
  return null;
}

/** A title to begin with: the name of the folder, or of the first of several. */
export function suggestedTitle(sources: readonly string[]): string {
  const [first] = sources;
  if (first == null) return '';
  const parts = first.split(/[\\/]/).filter((part) => part !== '');
  const name = parts.at(-1) ?? first;
  return /\.[a-z0-9]{2,5}$/i.test(name) && parts.length > 1 ? (parts.at(-2) ?? name) : name;
}

/** What the sheet is called, and what it promises. */
export const sheetWords = {
  copy: { title: 'Import photos', description: 'Files are copied and checked; the originals stay as they are.' },
  register: { title: 'Add the photos of this folder', description: 'The files stay where they are. ImaLink only reads them.' },
} as const;
