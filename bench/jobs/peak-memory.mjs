/** The most memory that this process had since its start: no sampling misses it. */
import { readFileSync } from 'node:fs';

/**
 * The kernel's own count where there is one. Not getrusage on Linux: that begins with what the process had that started this
 * one, before it became another program.
 * @returns {number} MB of 1,000,000 bytes
 */
export function peakMemoryMb() {
  try {
    return toMb(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]));
  } catch {
    return toMb(process.resourceUsage().maxRSS);
  }
}

const toMb = (kibibytes) => (kibibytes * 1024) / 1e6;
