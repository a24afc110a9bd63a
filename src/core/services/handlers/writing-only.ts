import { ImaLinkError } from '#contract/errors.ts';
import type { Context } from '../context.ts';

/** Wraps handlers that change something: read-only engines refuse them, in one place. @throws ImaLinkError home-locked */
export function writingOnly(context: Context) {
  return <I, O>(handler: (input: I) => O) =>
    (input: I): O => {
      if (context.readOnly)
        throw new ImaLinkError('home-locked', 'This ImaLink was started read-only. Start it without --read-only to change anything.');
      return handler(input);
    };
}
