/** Preloaded into a measured process: at its end it sends what the whole process used, from its very start. */
import { peakMemoryMb } from './peak-memory.mjs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  process.send?.({
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    wallSeconds: performance.now() / 1000,
    peakRssMb: peakMemoryMb(),
    extra: {},
  });
});
