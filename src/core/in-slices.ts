/** Takes a long list apart, for what is done with several of its items at once. */

/**
 * Slices of a list in its order, none empty.
 * @param most items of a slice, and bytes of them together; an item that is larger than that is alone
 */
export function inSlices<T extends { readonly sizeBytes: number }>(
  items: readonly T[],
  most: { readonly items: number; readonly bytes: number },
): T[][] {
  const slices: T[][] = [];
  let last: T[] = [];
  let bytes = 0;
  for (const item of items) {
    if (last.length === 0 || last.length === most.items || bytes + item.sizeBytes > most.bytes) {
      last = [];
      bytes = 0;
      slices.push(last);
    }
    last.push(item);
    bytes += item.sizeBytes;
  }
  return slices;
}
