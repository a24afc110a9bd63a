/** Measuring processes against each other: alternating rounds, CPU and wall, medians with their spread. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peakMemoryMb } from './jobs/peak-memory.mjs';

export interface Sample {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakRssMb: number;
  /** What the job itself reported, e.g. event-loop delay. */
  readonly extra: Readonly<Record<string, number>>;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface BenchResult {
  readonly name: string;
  /** What was measured and against what, for the reader of the table. */
  readonly note: string;
  readonly figures: Readonly<Record<string, Spread>>;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((left, right) => left - right);
  return {
    min: sorted[0] ?? Number.NaN,
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

/** The value that nineteen of twenty do not pass. */
export const p95 = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

/** How cost grows with the amount: 1 is in proportion. @param costs at 1x, 10x and 100x */
export function growthExponent(costs: readonly number[]): number {
  return Math.log10((costs.at(-1) ?? 1) / (costs[0] || 1e-6)) / 2;
}

/** Runs a job in a process of its own; it ends by calling `report`. @param file in bench/jobs, or a built one by its whole path */
export function runJob(file: string, args: readonly string[]): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [isAbsolute(file) ? file : fileURLToPath(new URL(`./jobs/${file}`, import.meta.url)), ...args], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (sample) => resolve(sample as Sample));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${file} ended with ${code} and no report`)));
  });
}

/** Runs the built command line and measures the whole process, its start included. @param output file for what it prints */
export function runBuilt(args: readonly string[], output?: string): Promise<Sample> {
  const printed = output === undefined ? ('ignore' as const) : openSync(output, 'w');
  return new Promise<Sample>((resolve, reject) => {
    const hook = fileURLToPath(new URL('./jobs/report-at-exit.mjs', import.meta.url));
    const entry = fileURLToPath(new URL('../out/cli/imalink.js', import.meta.url));
    const child = spawn(process.execPath, ['--import', hook, entry, ...args], { stdio: ['ignore', printed, 'pipe', 'ipc'] });
    let sample: Sample | undefined;
    let stderr = '';
    child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
    child.on('message', (message) => (sample = message as Sample));
    child.on('error', reject);
    child.on('close', (code) =>
      sample && code === 0 ? resolve(sample) : reject(new Error(`imalink ${args.join(' ')} ended with ${code}\n${stderr}`)),
    );
  }).finally(() => {
    if (printed !== 'ignore') closeSync(printed);
  });
}

/** Called by a job at its end: what this process used, from `startedMs` on. */
export async function report(startedMs: number, startCpu: NodeJS.CpuUsage, extra: Readonly<Record<string, number>> = {}): Promise<void> {
  const { user, system } = process.cpuUsage(startCpu);
  const sample: Sample = {
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - startedMs) / 1000,
    peakRssMb: peakMemoryMb(),
    extra,
  };
  await new Promise((resolve) => process.send?.(sample, resolve));
  process.exit(0);
}

/** Alternates the sides, a round each in turn, so that a drifting machine meets them alike. */
export async function alternate<K extends string>(
  rounds: number,
  sides: Readonly<Record<K, () => Promise<Sample>>>,
): Promise<Record<K, Sample[]>> {
  const samples = Object.fromEntries(Object.keys(sides).map((name) => [name, [] as Sample[]])) as Record<K, Sample[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(sides) as K[]) {
      samples[name].push(await sides[name]());
      process.stderr.write('.');
    }
  }
  process.stderr.write('\n');
  return samples;
}

export function printTable(results: readonly BenchResult[]): void {
  for (const { name, note, figures } of results) {
    console.log(`\n${name}: ${note}`);
    const rows = Object.entries(figures).map(([figure, { min, median, max }]) => [
      figure,
      ...[min, median, max].map((value) => value.toFixed(value >= 100 ? 0 : 3)),
    ]);
    const widths = [Math.max(24, ...rows.map((row) => row[0]?.length ?? 0)), 10, 10, 10];
    for (const row of [['', 'min', 'median', 'max'], ...rows])
      console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
  }
}
