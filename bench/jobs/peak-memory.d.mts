/** MB of 1,000,000 bytes. */
export function peakMemoryMb(): number;
