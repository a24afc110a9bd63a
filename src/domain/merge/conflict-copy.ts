/** Names that sync tools give to the version of a file that lost. Pure. */

/** `x (conflicted copy 2024-01-01).json`, `x (Anna's conflicted copy).json`, `x.sync-conflict-20240101-101010-ABCDEFG.json`, `x_conf(1).json`. */
const patterns = [/ \([^()]*conflict(?:ed)?(?: copy)?[^()]*\)(?=\.json$)/i, /\.sync-conflict-[\w-]+(?=\.json$)/, /_conf\(\d+\)(?=\.json$)/];

/** The name of the file that a conflict copy is of; null for any other name. */
export function originalOf(name: string): string | null {
  for (const pattern of patterns) if (pattern.test(name)) return name.replace(pattern, '');
  return null;
}
