/** What the import sheet says of what was counted, as chosen. Pure. */
import type { ImportMode, ImportPreview } from '#contract/import.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { bringsKnown, photosToCome, type ImportChoices } from './import-choices.ts';
import { blockedBecause, startLabel } from './import-words.ts';

/** Sources only go after a question with their number. */
export const asksFirst = (mode: ImportMode, choices: ImportChoices): boolean => mode === 'copy' && choices.mode === 'move';

/** Title and promise of the sheet. */
export const sheetWords = (mode: 'copy' | 'register', choices: ImportChoices): { readonly title: string; readonly description: string } =>
  t.imports.sheets[asksFirst(mode, choices) ? 'move' : mode];

/** The button that starts it, with the number that would come. */
export function buttonWords(preview: ImportPreview | null, mode: ImportMode, choices: ImportChoices): string {
  if (preview == null || mode === 'register') return startLabel(preview?.counts ?? null, mode);
  const imported = photosToCome(preview, choices);
  return startLabel(imported == null ? null : { ...preview.counts, imported }, mode);
}

/** Why it cannot start. Files that are known already are reason enough for a move, or where they are to be kept. */
export function blockedIn(preview: ImportPreview | null, mode: ImportMode, choices: ImportChoices): string | null {
  if (preview == null || (mode === 'copy' && bringsKnown(choices) && preview.counts.duplicates > 0)) return null;
  return blockedBecause(preview.counts, preview.free_space_bytes, mode);
}

/** The size of it against what is free. */
export function footNote(bytes: number | undefined, free: number | null | undefined, mode: ImportMode): string {
  if (bytes == null || bytes === 0) return '';
  if (mode === 'register' || free == null) return formatBytes(bytes);
  const share = free <= 0 ? 100 : Math.round((bytes / free) * 100);
  return t.imports.sizeOfFree(formatBytes(bytes), formatBytes(free), share >= 1 && share < 100 ? share : null);
}
