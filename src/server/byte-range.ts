/** One byte range of a file, as RFC 9110 section 14 has it. Several ranges at once are not offered. */

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a Range header.
 * @returns null when the whole file is to be sent (no header, or a unit we do not know), `unsatisfiable` for 416
 */
export function parseRange(header: string | null, sizeBytes: number): ByteRange | null | 'unsatisfiable' {
  if (header == null || !header.startsWith('bytes=')) return null;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.replaceAll(' ', ''));
  if (!match || (match[1] === '' && match[2] === '')) return 'unsatisfiable';
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  return first >= sizeBytes || last < first ? 'unsatisfiable' : { first, last };
}
