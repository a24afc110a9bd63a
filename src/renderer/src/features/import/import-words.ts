/** The import sheet's numbers in words. Pure. */
import type { ImportCounts, ImportMode } from '#contract/import.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';

/** The button that starts it: a verb and a number. */
export function startLabel(counts: ImportCounts | null, mode: ImportMode): string {
  return (mode === 'register' ? t.imports.startAdd : t.imports.startImport)(counts?.imported ?? null);
}

/** Why it cannot start as it is; null when it can. */
export function blockedBecause(counts: ImportCounts, freeBytes: number | null, mode: ImportMode): string | null {
  if (counts.found === 0) return t.imports.nothingThere;
  if (counts.imported === 0 && counts.duplicates > 0) return t.imports.allHere;
  if (counts.imported === 0) return t.imports.noneUsable;
  if (mode !== 'register' && freeBytes != null && counts.bytes > freeBytes)
    return t.imports.tooBig(formatBytes(freeBytes), formatBytes(counts.bytes));
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
