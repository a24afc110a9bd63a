/** Progress on stderr: a bar on a terminal, JSON lines for scripts, else one line in ten seconds. */
import type { JobDto } from '#contract/job.ts';
import { escapeForTerminal, formatBytes, formatDuration } from './terminal.ts';

const plainEveryMs = 10_000;
const jsonEveryMs = 500;
const barWidth = 24;

export interface ProgressView {
  show(job: JobDto): void;
  /** Removes the bar, so that the result starts on a clean line. */
  done(): void;
}

export function createProgressView(stream: NodeJS.WriteStream, json: boolean): ProgressView {
  if (json)
    return throttled(jsonEveryMs, (job) =>
      stream.write(
        `${JSON.stringify({ progress: { job_id: job.job_id, session_id: job.session_id, status: job.status, ...job.progress } })}\n`,
      ),
    );
  if (!stream.isTTY) return throttled(plainEveryMs, (job) => stream.write(`${describe(job)}\n`));
  return {
    show: (job) => stream.write(`\r\u001b[2K${bar(job)}${describe(job)}`.slice(0, (stream.columns ?? 80) + 5)),
    done: () => stream.write('\r\u001b[2K'),
  };
}

function throttled(everyMs: number, write: (job: JobDto) => void): ProgressView {
  let last = performance.now();
  return {
    show: (job) => {
      if (performance.now() - last < everyMs) return;
      last = performance.now();
      write(job);
    },
    done: () => undefined,
  };
}

function bar({ progress }: JobDto): string {
  if (!progress.total_bytes) return '';
  const filled = Math.min(barWidth, Math.round((progress.done_bytes / progress.total_bytes) * barWidth));
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] `;
}

function describe({ progress }: JobDto): string {
  const parts = [`${progress.done_files} of ${progress.total_files ?? '?'} files`];
  if (progress.bytes_per_second !== null) parts.push(`${formatBytes(progress.bytes_per_second)}/s`);
  if (progress.eta_seconds !== null) parts.push(`${formatDuration(progress.eta_seconds)} left`);
  if (progress.problem_count > 0) parts.push(`${progress.problem_count} problems`);
  if (progress.current !== null) parts.push(escapeForTerminal(progress.current));
  return parts.join(', ');
}
