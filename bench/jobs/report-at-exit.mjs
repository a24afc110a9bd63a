/** Preloaded into a measured process: at its end it sends what the whole process used, from its very start. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.send?.({
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    wallSeconds: performance.now() / 1000,
    peakRssMb: maxRSS / 1024,
    extra: {},
  });
});
