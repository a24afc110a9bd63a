/** Where a list goes on, as one opaque text: programs hand it back, and look for nothing in it. */
import { ImaLinkError } from '#contract/errors.ts';

/** @param list which list it belongs to: the cursor of another is refused */
export function writeCursor(list: string, ...parts: readonly (string | number)[]): string {
  return Buffer.from([list, ...parts].join(' ')).toString('base64url');
}

/** @returns the parts, as they were written @throws ImaLinkError bad-input for a cursor of another list, or one that somebody made up */
export function readCursor(list: string, cursor: string, count: number): string[] {
  const [from, ...parts] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (from === list && parts.length === count) return parts;
  throw foreign();
}

/** The number that a list went up or down to. @throws ImaLinkError bad-input */
export function readNumberCursor(list: string, cursor: string): number {
  const [number = ''] = readCursor(list, cursor, 1);
  if (!/^\d{1,15}$/.test(number)) throw foreign();
  return Number(number);
}

const foreign = (): ImaLinkError =>
  new ImaLinkError('bad-input', 'The cursor does not belong to this list. Take the next_cursor of the page before.');
