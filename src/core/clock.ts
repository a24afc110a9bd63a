/** Time and ids as capabilities: services take them as parameters, tests give fixed ones. */
import { randomUUID } from 'node:crypto';

export interface Clock {
  /** Wall clock, for records that people read. Never used to order anything. */
  now(): Date;
  newUuid(): string;
}

export const systemClock: Clock = { now: () => new Date(), newUuid: () => randomUUID() };
