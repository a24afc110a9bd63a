/** Words beside numbers and dates. */
export const format = {
  noDate: 'No date',
  seconds: (count: string) => `${count} s`,
  minutes: (count: string) => `${count} min`,
  hoursMinutes: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
} as const;
