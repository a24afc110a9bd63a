import { z } from 'zod';

/** A camera's card: a removable disk with a DCIM folder that is no storage. */
export const CardDto = z.object({
  path: z.string(),
  name: z.string(),
  /** Name of its folder of photos. */
  dcim: z.string(),
});
export type CardDto = z.infer<typeof CardDto>;
