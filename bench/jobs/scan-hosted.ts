/** The engine as the app and the server run it, in a process of its own: scans when it is told to, and says how it went. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openEngine } from '#core/services/engine.ts';
import { plantedUuid } from '../plant-storage.ts';
import { peakMemoryMb } from './peak-memory.mjs';

export interface HostedScan {
  readonly wallMs: number;
  readonly moved: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** Of the whole process since its start. */
  readonly peakRssMb: number;
  /** Before this scan. */
  readonly restingRssMb: number;
}

const engine = await openEngine({ home: process.argv[2] as string, catalogInThread: true });
const delay = monitorEventLoopDelay({ resolution: 5 });

process.on('message', (command: unknown) => {
  if (command === 'scan') void scan().then((report) => process.send?.(report));
  else void engine.close().then(() => process.exit(0));
});
process.send?.('ready');

async function scan(): Promise<HostedScan> {
  const restingRssMb = process.memoryUsage.rss() / 1e6;
  delay.reset();
  delay.enable();
  const startedMs = performance.now();
  const result = await engine.handlers['scan.run']({ storage: plantedUuid, mode: 'smart', dry_run: false });
  const wallMs = performance.now() - startedMs;
  delay.disable();
  return {
    wallMs,
    moved: result.counts['moved'] ?? 0,
    delayP99Ms: delay.percentile(99) / 1e6,
    delayMaxMs: delay.max / 1e6,
    peakRssMb: peakMemoryMb(),
    restingRssMb,
  };
}
