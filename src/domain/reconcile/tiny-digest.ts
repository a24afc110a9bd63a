/** A short name for a list of ids, for keys of findings. Not a security hash: FNV-1a, 32 bits, over the decimal digits. */
export function tinyDigest(ids: readonly number[]): string {
  let hash = 0x811c9dc5;
  for (const character of ids.join(',')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
