/** An album before and after a change, as far as the change is about it: enough to go back and forth. Pure. */

/** The name, and where the members stand that a change is about. */
export interface AlbumState<T> {
  readonly name: string;
  readonly places: readonly (readonly [member: T, place: number])[];
}

/** @param members those the change is about */
export function stateOf<T>(name: string, order: readonly T[], members: readonly T[]): AlbumState<T> {
  return { name, places: placesIn(order, new Set(members)) };
}

/** A loop, here and below: an album may have a million members, and whoever asks waits. */
function placesIn<T>(order: readonly T[], wanted: ReadonlySet<T>): (readonly [T, number])[] {
  const places: (readonly [T, number])[] = [];
  for (let place = 0; place < order.length; place++) {
    const member = order[place] as T;
    if (wanted.has(member)) places.push([member, place]);
  }
  return places;
}

/** Whether an album is still as a change left it, so that the change can be taken back. */
export function isIn<T>(state: AlbumState<T>, other: AlbumState<T>, name: string, order: readonly T[]): boolean {
  if (name !== state.name) return false;
  const wanted = new Set<T>();
  for (const { places } of [state, other]) for (const [member] of places) wanted.add(member);
  const now = placesIn(order, wanted);
  return (
    now.length === state.places.length &&
    now.every(([member, place], at) => member === state.places[at]?.[0] && place === state.places[at]?.[1])
  );
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
