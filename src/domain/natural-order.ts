/** The order in which people read names: IMG_2 before IMG_10, capitals no different from small letters. */

/** One for all: to make a collator costs a thousand times what it costs to compare with it. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'accent' });

/** Names that read the same (`a1`, `A01`) go by code point, so that no two orders are ever possible. */
export function compareNames(left: string, right: string): number {
  return collator.compare(left, right) || byCodePoint(left, right);
}

/** Folders, `/` separated, name by name: one stands before what lies in it, and `a b` after all of `a`. */
export function compareFolders(left: string, right: string): number {
  if (left === right) return 0;
  // The empty path has no names, not one that is empty.
  const [a, b] = [left, right].map((path) => (path === '' ? [] : path.split('/'))) as [string[], string[]];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = compareNames(a[at] as string, b[at] as string);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Files by folder and name: those of one folder stay together, before those of the folders in it. */
export function comparePaths(left: string, right: string): number {
  const [a, b] = [left.lastIndexOf('/'), right.lastIndexOf('/')];
  return (
    compareFolders(left.slice(0, Math.max(a, 0)), right.slice(0, Math.max(b, 0))) ||
    compareNames(left.slice(a + 1), right.slice(b + 1)) ||
    byCodePoint(left, right)
  );
}

const byCodePoint = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
