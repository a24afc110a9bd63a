/**
 * The hothash: SHA-256 of the picture without its metadata.
 * @see docs/format/hothash.md
 */
import { createHash } from 'node:crypto';
import type { ByteSource } from './byte-source.ts';
import type { Container, ImageRecord } from './container.ts';

/** Less picture than this is no identity: two unlike stubs could share it. */
export const minImageBytes = 64;

/** Blocks for hashing ranges of files that do not lie in memory. */
const blockBytes = 1024 * 1024;

/**
 * Names a picture.
 * @param checksum SHA-256 of the whole file, the name of everything that has no picture of its own (`file1`).
 * @returns 64 lower-case hex digits and the scheme that made them.
 */
export function computeHothash(
  source: ByteSource,
  container: Container,
  checksum: string,
): { hothash: string; hashAlgo: 'img1' | 'file1' } {
  if (!container.isComplete || countBytes(container.records) < minImageBytes) return { hothash: checksum, hashAlgo: 'file1' };
  const hash = createHash('sha256');
  for (const record of container.records) {
    const head = Buffer.alloc(9);
    head.writeUInt8(record.kind.charCodeAt(0), 0);
    head.writeBigUInt64BE(BigInt(countRecord(record)), 1);
    hash.update(head);
    for (const range of record.ranges) {
      if (!feed(source, range.offset, range.length, (bytes) => hash.update(bytes))) return { hothash: checksum, hashAlgo: 'file1' };
    }
  }
  return { hothash: hash.digest('hex'), hashAlgo: 'img1' };
}

/** Hands out a range block by block. @returns false when the source ended before the range did. */
export function feed(source: ByteSource, offset: number, length: number, take: (bytes: Buffer) => void): boolean {
  let done = 0;
  while (done < length) {
    const bytes = source.read(offset + done, Math.min(blockBytes, length - done));
    if (bytes.length === 0) return false;
    take(bytes);
    done += bytes.length;
  }
  return true;
}

function countRecord(record: ImageRecord): number {
  return record.ranges.reduce((sum, range) => sum + range.length, 0);
}

function countBytes(records: readonly ImageRecord[]): number {
  return records.reduce((sum, record) => sum + countRecord(record), 0);
}
