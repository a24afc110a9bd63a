/**
 * Room that the next list uses again. Megabytes made for each search, and left to the collector, have the thread collect garbage
 * every few searches and take new pages from the system each time, which is a third of a search.
 */

/** @returns a function that gives room for so many numbers, with anything in it, good until it is called again */
export function roomOf<T extends Int32Array | Uint8Array>(make: (length: number) => T): (length: number) => T {
  let room = make(0);
  return (length) => {
    if (room.length < length) room = make(length);
    return room.subarray(0, length) as T;
  };
}

/** Gives the memory of numbers back at once. Nobody may look at them any more: there are none left. */
export function release({ buffer, byteLength }: Int32Array | Float32Array | Uint8Array): void {
  // A small piece of a larger one is not ours alone.
  if (buffer.byteLength === byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
