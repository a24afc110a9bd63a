/** The order of an album: pure list arithmetic. */

/**
 * Appends what is new, or moves everything to a position.
 * @param position index in the order as it is; absent appends and leaves those that are in it already where they are
 */
export function placed<T>(order: readonly T[], items: readonly T[], position?: number): T[] {
  if (position === undefined) {
    const known = new Set(order);
    return [...order, ...items.filter((item) => !known.has(item))];
  }
  const moved = new Set(items);
  const before = order.slice(0, position).filter((item) => !moved.has(item));
  const after = order.slice(position).filter((item) => !moved.has(item));
  return [...before, ...moved, ...after];
}

/** Everything but these, in its order. */
export function without<T>(order: readonly T[], items: readonly T[]): T[] {
  const gone = new Set(items);
  return order.filter((item) => !gone.has(item));
}
