/**
 * Room that the next list uses again. Megabytes made for each search and given back with it have the thread collect garbage every
 * few searches, which takes longer than the search.
 */

/** @returns a function that gives room for so many numbers, with anything in it, good until it is called again */
export function roomOf<T extends Int32Array | Uint8Array>(make: (length: number) => T): (length: number) => T {
  let room = make(0);
  return (length) => {
    if (room.length < length) room = make(length);
    return room.subarray(0, length) as T;
  };
}
