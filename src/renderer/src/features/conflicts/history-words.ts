/** Entries of the history in words. Pure. */
import type { TrashBatch } from '#contract/resolve.ts';
import type { JournalEntry } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { countWords } from './scan-words.ts';

/** What an entry was about: `36 set aside`, `211 moved`. */
export function entryTitle({ counts, title }: JournalEntry): string {
  if (isScanTitle(title)) return countWords(counts) || title;
  const own = title.replace(/^Decided: /, '');
  return t.findings.entry(`${own.charAt(0).toUpperCase()}${own.slice(1)}`, countWords(counts));
}

/** A scan touches no file; a decision may have. */
export const isOfScan = ({ title }: JournalEntry): boolean => isScanTitle(title);

/** Who did it: a scan, the person, or another machine. */
export function entryActor(entry: JournalEntry): string {
  if (isNote(entry)) return t.conflicts.anotherMachine(entry.storage_name);
  return isScanTitle(entry.title) ? t.conflicts.scanOf(entry.storage_name) : t.conflicts.decidedByYou(entry.storage_name);
}

/** What another machine wrote is told, not taken back. */
export const isNote = ({ counts, change_count }: JournalEntry): boolean => counts['index_newer'] !== undefined && change_count === 0;

/** The paths a change names, for people: `from → to`. Changes of any version: what has no path is told by its name. */
export function changeWords(change: Readonly<Record<string, unknown>>): string {
  const [from, to, path, file] = ['from', 'to', 'path', 'file_path'].map((key) => text(change[key]));
  if (path != null) return path;
  const isMove = String(change['change'] ?? '').startsWith('move') || String(change['change'] ?? '').includes('aside');
  if (isMove && from != null && to != null) return `${from} → ${to}`;
  return (
    file ??
    (isMove ? (from ?? to) : null) ??
    `${String(change['change'] ?? 'change').replaceAll('_', ' ')}${from != null && to != null ? `: ${from} → ${to}` : ''}`
  );
}

/** What lies set aside, in one sentence. */
export function storeWords(batches: readonly TrashBatch[]): string {
  const files = batches.reduce((sum, batch) => sum + batch.files.length, 0);
  const bytes = batches.reduce((sum, batch) => sum + batch.size_bytes, 0);
  return files === 0 ? t.conflicts.nothingSetAside : t.conflicts.filesSetAside(files, formatBytes(bytes));
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const isScanTitle = (title: string): boolean => /^scan\b/i.test(title);
