/**
 * Random access to the bytes of one file, whether they lie in memory or on disk. Every parser in this folder
 * reads through it, so "never past the end" is guaranteed in one place: a read that leaves the file comes back short.
 */
import { readSync } from 'node:fs';

export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes from `offset`, at most `length`, fewer at the end of the file. Never throws for a range outside it. */
  read(offset: number, length: number): Buffer;
}

/** One disk read serves the many small reads of a parser that walks a directory of tags. */
const windowBytes = 64 * 1024;
const empty = Buffer.alloc(0);

/** A source over bytes in memory. Reads are views: nothing is copied. */
export function bufferSource(bytes: Buffer): ByteSource {
  return {
    sizeBytes: bytes.length,
    read(offset, length) {
      if (!isInside(offset, length, bytes.length)) return empty;
      return bytes.subarray(offset, offset + length);
    },
  };
}

/**
 * A source over an open file.
 * @param fd stays open and stays the caller's.
 * @param sizeBytes as `fstat` gave it; nothing beyond is read even if the file has grown since.
 */
export function fileSource(fd: number, sizeBytes: number): ByteSource {
  let windowStart = 0;
  let window: Buffer = empty;
  return {
    sizeBytes,
    read(offset, length) {
      if (!isInside(offset, length, sizeBytes)) return empty;
      const wanted = Math.min(length, sizeBytes - offset);
      if (wanted > windowBytes) return readFully(fd, offset, wanted);
      if (offset < windowStart || offset + wanted > windowStart + window.length) {
        windowStart = offset;
        window = readFully(fd, offset, Math.min(windowBytes, sizeBytes - offset));
      }
      return window.subarray(offset - windowStart, offset - windowStart + wanted);
    },
  };
}

/** A part of another source with offsets of its own: an EXIF block, a maker note, a preview. */
export function sliceSource(source: ByteSource, start: number, length: number): ByteSource {
  const sizeBytes = Math.max(0, Math.min(length, source.sizeBytes - start));
  return {
    sizeBytes,
    read(offset, wanted) {
      if (!isInside(offset, wanted, sizeBytes)) return empty;
      return source.read(start + offset, Math.min(wanted, sizeBytes - offset));
    },
  };
}

function isInside(offset: number, length: number, sizeBytes: number): boolean {
  return Number.isSafeInteger(offset) && offset >= 0 && offset < sizeBytes && length > 0;
}

function readFully(fd: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}
