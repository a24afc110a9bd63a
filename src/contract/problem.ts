/** One item of a batch that failed while the batch went on. */
import { z } from 'zod';

/** Why a file was not taken, or was taken with a reservation. Scripts switch on these. */
export const problemCodes = [
  'empty', // zero bytes
  'unsupported', // not an image, video or companion that ImaLink knows
  'lying', // the extension says one format, the content another; imported all the same
  'damaged', // the picture decodes in part or not at all; imported, with or without a hotpreview
  'not-an-image', // named like an image, holds something else
  'too-large', // beyond the pixel, byte or time limits for hostile input
  'unreadable', // EACCES, EIO: the message names errno
  'vanished', // gone between listing and reading
  'changing', // still being written while it was read
  'not-a-file', // fifo, socket, device
  'name-not-utf8', // the name is not valid UTF-8
  'name-not-storable', // a backslash or a drive letter in a name that is to be kept where it stands
  'name-too-long', // the target name does not fit the file system
  'worker-crashed', // the decoder died on this file
  'write-failed', // the target could not be written
  'source-kept', // mode move: stored, but the source file stays where it is; the message says why
  'attributes-lost', // the file came over, its extended attributes did not
  'verify-failed', // the copy did not read back as it was written
  'identity-mismatch', // same hothash, other format or size: needs a person
  'orphan-sidecar', // a sidecar without its photo
  'index-corrupt', // an index of a storage cannot be parsed or does not fit the format; it is kept in quarantine
  'index-missing', // an index that another one names is not there
  'index-former', // a former generation took the place of an index that could not be read
  'path-claimed', // two records claim one path; the earlier import has it
] as const;
export const ProblemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof ProblemCode>;

export const Problem = z.object({
  /** As given by the person or relative to the source; always displayable. */
  path: z.string(),
  code: ProblemCode,
  message: z.string(),
  /** True when the file was imported nevertheless. */
  imported: z.boolean().optional(),
});
export type Problem = z.infer<typeof Problem>;
