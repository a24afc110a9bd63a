/** Long work: one JobRunner per engine knows every job, tells its progress, pauses and cancels it. */
import { ImaLinkError, toWireError, type ErrorCode } from '#contract/errors.ts';
import type { Events } from '#contract/events.ts';
import type { JobDto, JobProgress } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import type { Problem } from '#contract/problem.ts';
import type { Clock } from '#core/clock.ts';
import { createLogger } from '#core/log.ts';

/** Progress reaches people at most this often. */
const tellEveryMs = 100;
const keptEndedJobs = 20;
/** Of scans, which following changes starts by itself: they must not push what a person started out of sight. */
const keptEndedScans = 5;
const shownProblems = 200;

/** What a running job may do. */
export interface JobControl {
  readonly signal: AbortSignal;
  /** Waits while the job is paused. @throws ImaLinkError cancelled */
  checkpoint(): Promise<void>;
  progress(change: Partial<Omit<JobProgress, 'bytes_per_second' | 'eta_seconds' | 'problem_count'>>): void;
  problem(problem: Problem): void;
}

export interface JobStart {
  readonly kind: JobDto['kind'];
  readonly title: string;
  readonly sessionId?: number;
  readonly storageUuid?: string;
  /** Of jobs with the same word one works at a time; the others wait for their turn. */
  readonly queue?: string;
}

interface RunningJob {
  dto: JobDto;
  readonly abort: AbortController;
  readonly queue: string | null;
  startedMs: number;
  pausedMs: number;
  resume: (() => void) | null;
  pausedUntil: Promise<void> | null;
  readonly ended: Promise<void>;
}

const log = createLogger('jobs');

export class JobRunner {
  readonly #jobs = new Map<string, RunningJob>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #clock: Clock;
  readonly #tell: (event: Events['job.changed']) => void;

  constructor(clock: Clock, tell: (event: Events['job.changed']) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Starts `work` and returns its id at once; the outcome stands in the job. */
  start(start: JobStart, work: (control: JobControl) => Promise<unknown>): string {
    const jobId = this.#clock.newUuid();
    const abort = new AbortController();
    const settled = Promise.withResolvers<void>();
    const queue = start.queue ?? null;
    const before = [...this.#jobs.values()].filter((other) => queue !== null && other.queue === queue && isUnderWay(other.dto));
    const dto = newJob(jobId, start, this.#clock.now().toISOString());
    const job: RunningJob = {
      dto: before.length > 0 ? { ...dto, status: 'waiting' } : dto,
      queue,
      abort,
      startedMs: performance.now(),
      pausedMs: 0,
      resume: null,
      pausedUntil: null,
      ended: settled.promise,
    };
    this.#jobs.set(jobId, job);
    this.#forgetOld();
    this.#changed(job, {});
    this.#turn(job, before)
      .then(() => work(this.#control(job)))
      .then((result) => this.#end(job, { status: 'done', result: result ?? null }))
      .catch((thrown: unknown) => {
        const error = toWireError(thrown);
        if (error.code === 'internal')
          log.error('job failed', { kind: start.kind, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
        this.#end(job, { status: error.code === 'cancelled' ? 'cancelled' : 'failed', error });
      })
      .finally(settled.resolve);
    return jobId;
  }

  list(): JobDto[] {
    return [...this.#jobs.values()].map((job) => job.dto).reverse();
  }

  /** @throws ImaLinkError job-not-found */
  show(jobId: string): JobDto {
    return this.#find(jobId).dto;
  }

  /** Waits for a job to end. @returns its result @throws ImaLinkError its error, job-not-found */
  async outcome(jobId: string): Promise<unknown> {
    const job = this.#find(jobId);
    await job.ended;
    const { error, result } = job.dto;
    if (error) throw new ImaLinkError(error.code as ErrorCode, error.message, { details: error.details });
    return result;
  }

  /** True while a job works on this session. */
  isRunningFor(sessionId: number): boolean {
    return [...this.#jobs.values()].some((job) => job.dto.session_id === sessionId && isUnderWay(job.dto));
  }

  /** Asks a job to stop; it ends at its next checkpoint. Idempotent. */
  cancel(jobId: string): JobDto {
    const job = this.#find(jobId);
    if (isUnderWay(job.dto)) job.abort.abort(new ImaLinkError('cancelled'));
    this.unpause(jobId);
    return job.dto;
  }

  pause(jobId: string): JobDto {
    const job = this.#find(jobId);
    if (job.dto.status === 'running') {
      const { promise, resolve } = Promise.withResolvers<void>();
      const since = performance.now();
      job.pausedUntil = promise;
      job.resume = () => {
        job.pausedMs += performance.now() - since;
        resolve();
      };
      this.#changed(job, { status: 'paused' });
    }
    return job.dto;
  }

  unpause(jobId: string): JobDto {
    const job = this.#find(jobId);
    if (job.dto.status === 'paused') {
      job.resume?.();
      job.pausedUntil = null;
      this.#changed(job, { status: 'running' });
    }
    return job.dto;
  }

  /** Does something a little later, unless everything is closed before. Keeps no process alive. */
  later(delayMs: number, work: () => Promise<unknown>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work().catch((error: unknown) => log.info('nothing came of it later', { error: String(error) }));
    }, delayMs).unref();
    this.#timers.add(timer);
  }

  /** Cancels everything and waits for it to end. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const job of this.#jobs.values()) if (isUnderWay(job.dto)) this.cancel(job.dto.job_id);
    await Promise.all([...this.#jobs.values()].map((job) => job.ended));
  }

  /** Resolves when the jobs before this one have ended. @throws ImaLinkError cancelled, at once when it is given up meanwhile */
  async #turn(job: RunningJob, before: readonly RunningJob[]): Promise<void> {
    if (before.length === 0) return;
    const { promise: given, resolve: giveUp } = Promise.withResolvers<void>();
    job.abort.signal.addEventListener('abort', () => giveUp());
    await Promise.race([Promise.all(before.map((other) => other.ended)), given]);
    if (job.abort.signal.aborted) throw new ImaLinkError('cancelled');
    job.startedMs = performance.now();
    this.#changed(job, { status: 'running', started_at: this.#clock.now().toISOString() });
  }

  #control(job: RunningJob): JobControl {
    let lastTold = 0;
    const update = (progress: Partial<JobProgress>): void => {
      job.dto = {
        ...job.dto,
        progress: withRate({ ...job.dto.progress, ...progress }, (performance.now() - job.startedMs - job.pausedMs) / 1000),
      };
      const now = performance.now();
      if (now - lastTold < tellEveryMs) return;
      lastTold = now;
      this.#tell({ job: job.dto });
    };
    return {
      signal: job.abort.signal,
      checkpoint: async () => {
        while (job.pausedUntil) await job.pausedUntil;
        if (job.abort.signal.aborted) throw new ImaLinkError('cancelled');
      },
      progress: update,
      problem: (problem) => {
        job.dto = { ...job.dto, problems: [...job.dto.problems.slice(1 - shownProblems), problem] };
        update({ problem_count: job.dto.progress.problem_count + 1 });
      },
    };
  }

  #end(job: RunningJob, outcome: Partial<JobDto>): void {
    this.#changed(job, {
      ...outcome,
      finished_at: this.#clock.now().toISOString(),
      progress: { ...job.dto.progress, eta_seconds: null, current: null },
    });
  }

  #changed(job: RunningJob, change: Partial<JobDto>): void {
    job.dto = { ...job.dto, ...change };
    this.#tell({ job: job.dto });
  }

  #find(jobId: string): RunningJob {
    const job = this.#jobs.get(jobId);
    if (!job) throw new ImaLinkError('job-not-found', undefined, { details: { job_id: jobId } });
    return job;
  }

  #forgetOld(): void {
    const ended = [...this.#jobs.values()].map((job) => job.dto).filter((job) => !isUnderWay(job));
    const forget = (jobs: readonly JobDto[], kept: number): void => {
      for (const job of jobs.slice(0, Math.max(0, jobs.length - kept))) this.#jobs.delete(job.job_id);
    };
    forget(
      ended.filter((job) => job.kind === 'scan'),
      keptEndedScans,
    );
    forget(
      ended.filter((job) => job.kind !== 'scan'),
      keptEndedJobs,
    );
  }
}

function newJob(jobId: string, start: JobStart, startedAt: string): JobDto {
  return {
    job_id: jobId,
    kind: start.kind,
    title: start.title,
    status: 'running',
    started_at: startedAt,
    finished_at: null,
    progress: {
      phase: 'listing',
      done_files: 0,
      total_files: null,
      done_bytes: 0,
      total_bytes: null,
      bytes_per_second: null,
      eta_seconds: null,
      problem_count: 0,
      current: null,
    },
    session_id: start.sessionId ?? null,
    storage_uuid: start.storageUuid ?? null,
    result: null,
    error: null,
    problems: [],
  };
}

/** Rate over the whole run so far; an ETA only once five seconds have shown what the rate is. */
function withRate(progress: JobProgress, elapsedS: number): JobProgress {
  const rate = elapsedS > 0.5 && progress.done_bytes > 0 ? progress.done_bytes / elapsedS : null;
  const remaining = progress.total_bytes == null ? null : progress.total_bytes - progress.done_bytes;
  return {
    ...progress,
    bytes_per_second: rate,
    eta_seconds: rate && remaining != null && elapsedS > 5 ? Math.max(0, remaining / rate) : null,
  };
}
