import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';

export const format = {
  noDate: 'Uten dato',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  hoursMinutes: (hours, minutes) => `${hours} t ${minutes} min`,
} as const satisfies Messages<typeof en.format>;
