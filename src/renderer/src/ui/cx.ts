/** Joins class names; what is false, null or undefined is left out. */
export function cx(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter((name) => name != null && name !== false && name !== '').join(' ');
}
