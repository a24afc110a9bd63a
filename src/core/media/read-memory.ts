/**
 * Memory that one file after the other is read into. Memory of its own for each file costs more than reading a small one:
 * it lies outside the heap, and the collector has to be run for it.
 */

/** Room for a file of this size. What was given before may be given again: nobody keeps any of it after the file is done with. */
export type ReadMemory = (sizeBytes: number) => Buffer;

/** For a single file. */
export const ownMemory: ReadMemory = (sizeBytes) => Buffer.allocUnsafeSlow(sizeBytes);

/** Photos fit; what is larger is rare, and is not kept for long. */
const mostKeptBytes = 16 * 1024 * 1024;
const leastBytes = 64 * 1024;

/** For files that are read one after the other, never two at once. It grows as they do. */
export function createReadMemory(): ReadMemory {
  let kept: Buffer = Buffer.alloc(0);
  return (sizeBytes) => {
    if (sizeBytes > mostKeptBytes) return ownMemory(sizeBytes);
    if (sizeBytes > kept.length) kept = ownMemory(Math.min(mostKeptBytes, Math.max(leastBytes, 2 ** Math.ceil(Math.log2(sizeBytes)))));
    return kept.subarray(0, sizeBytes);
  };
}
