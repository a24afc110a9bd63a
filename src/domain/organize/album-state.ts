/** An album before and after a change, as far as the change is about it: enough to go back and forth. Pure. */

/** The name, and where the members stand that a change is about. */
export interface AlbumState<T> {
  readonly name: string;
  readonly places: readonly (readonly [member: T, place: number])[];
}

/** @param members those the change is about */
export function stateOf<T>(name: string, order: readonly T[], members: readonly T[]): AlbumState<T> {
  const wanted = new Set(members);
  return { name, places: order.flatMap((member, place) => (wanted.has(member) ? [[member, place] as const] : [])) };
}

/** Whether an album is still as a change left it, so that the change can be taken back. */
export function isIn<T>(state: AlbumState<T>, other: AlbumState<T>, name: string, order: readonly T[]): boolean {
  const now = stateOf(name, order, [...membersOf(state), ...membersOf(other)]);
  return now.name === state.name && JSON.stringify(now.places) === JSON.stringify(state.places);
}

/** The order with the members of a change where `to` has them. Exact when the album is in state `from`. */
export function restoredOrder<T>(order: readonly T[], from: AlbumState<T>, to: AlbumState<T>): T[] {
  const moved = new Set([...membersOf(from), ...membersOf(to)]);
  const rest = order.filter((member) => !moved.has(member));
  const result: T[] = [];
  let taken = 0;
  for (const [member, place] of to.places) {
    while (result.length < place && taken < rest.length) result.push(rest[taken++] as T);
    result.push(member);
  }
  // Not by spreading: an album may be longer than a call has arguments.
  while (taken < rest.length) result.push(rest[taken++] as T);
  return result;
}

const membersOf = <T>({ places }: AlbumState<T>): T[] => places.map(([member]) => member);
