/** Names that are never photos: our own files, trash cans, NAS and system litter (docs/design/import.md#ignored). */
const ignored = new Set([
  '.imalink',
  '$recycle.bin',
  '@eadir',
  '.ds_store',
  'thumbs.db',
  'desktop.ini',
  '.spotlight-v100',
  '.fseventsd',
  'system volume information',
  '.stfolder',
  '.git',
]);

/** True for a file or folder name that a walk passes over without a word. */
export function isIgnoredName(name: string): boolean {
  const lower = name.toLowerCase();
  return ignored.has(lower) || lower.startsWith('.trash-') || lower.startsWith('._') || lower.startsWith('.trashed-');
}
