/**
 * The media pool: a few worker threads, each with two tasks in flight, so that one is read and hashed while libvips
 * decodes the other. A worker that hangs, swells or dies is replaced; the file that did it is reported, the others go on.
 */
import { inSlices } from '#core/in-slices.ts';
import { PoolWorker, type Assignment } from './pool-worker.ts';
import type { MediaJob, MediaOutcome, MediaPool, MediaRemark, ReadingJob, Sized, TagsOutcome } from './types.ts';
import type { ReadTask, TaskResult, WorkerTask } from './worker-messages.ts';

export interface MediaPoolOptions {
  /** Worker threads; as many as cores. More is not faster: libvips works beside them. */
  readonly size: number;
  /** A task of which nothing was heard for so long is ended. Long reads report on their way. */
  readonly timeoutMs: number;
  /** How far the process may grow while tasks run. Threads share one heap of native memory, so this is the pool's, not one worker's. */
  readonly memoryLimitMb: number;
}

/** Two: with one, libvips waits while the next file is read and hashed; more only costs memory. */
const tasksPerWorker = 2;
const maxAttempts = 2;
/** Of one message: as many as make it cheap beside its files. */
const bundle = { items: 64, bytes: 8 * 1024 * 1024 };
const watchMs = 250;
/** Parsers keep little on the JavaScript heap; pixels lie outside it. */
const heapLimitMb = 512;

interface Entry {
  readonly task: WorkerTask;
  /** Null for several files. */
  readonly path: string | null;
  readonly resolve: (result: TaskResult) => void;
  attempts: number;
  isCancelled: boolean;
  runningOn: { readonly worker: PoolWorker; readonly assignment: Assignment } | null;
}

/** Makes a pool; threads start when they are needed. */
export function createMediaPool(options: MediaPoolOptions): MediaPool {
  return new ThreadPool(options);
}

class ThreadPool implements MediaPool {
  readonly concurrency: number;
  readonly #options: MediaPoolOptions;
  readonly #largeLock = new Int32Array(new SharedArrayBuffer(4));
  readonly #queue: Entry[] = [];
  readonly #entries = new Map<Assignment, Entry>();
  readonly #workers: (PoolWorker | null)[];
  /** How often the pool lost a worker over a file. */
  readonly #crashes = new Map<string, number>();
  #watch: NodeJS.Timeout | null = null;
  #idleRssBytes = 0;
  #isClosed = false;

  constructor(options: MediaPoolOptions) {
    this.#options = options;
    this.concurrency = options.size * tasksPerWorker;
    this.#workers = Array.from({ length: options.size }, () => null);
  }

  async run(job: MediaJob, signal?: AbortSignal): Promise<MediaOutcome> {
    const result = await this.#add({ kind: 'job', job }, job.sourcePath, signal);
    return result.kind === 'job' ? result.outcome : { ok: false, problem: crashed(job.sourcePath, 'mixed answers') };
  }

  async runAll(jobs: readonly Sized<ReadingJob>[], signal?: AbortSignal): Promise<MediaOutcome[]> {
    const tasks = jobs.map(({ of: job, sizeBytes }) => ({ of: { kind: 'job', job } as const, sizeBytes }));
    const results = await this.#readAll(tasks, signal);
    return results.map((result, at) =>
      result.kind === 'job' ? result.outcome : { ok: false, problem: crashed(jobs[at]?.of.sourcePath ?? '', 'mixed answers') },
    );
  }

  async checksums(files: readonly Sized<string>[], signal?: AbortSignal): Promise<(string | null)[]> {
    const tasks = files.map(({ of: path, sizeBytes }) => ({ of: { kind: 'checksum', path } as const, sizeBytes }));
    const results = await this.#readAll(tasks, signal);
    return results.map((result) => (result.kind === 'checksum' ? result.checksum : null));
  }

  async #readAll(tasks: readonly Sized<ReadTask>[], signal?: AbortSignal): Promise<TaskResult[]> {
    const alone = (task: ReadTask): Promise<TaskResult> => this.#add(task, pathOf(task), signal);
    const together = async (several: readonly ReadTask[]): Promise<readonly TaskResult[]> => {
      if (several.length === 1) return Promise.all(several.map(alone));
      const answer = await this.#add({ kind: 'several', tasks: several }, null, signal);
      const results = answer.kind === 'several' ? answer.results : null;
      // A thread ended over one of them: alone, each answers for itself.
      if (results === null) return Promise.all(several.map(alone));
      const left = several.slice(results.length);
      return left.length === 0 ? results : [...results, ...(await together(left))];
    };
    const bundles = await Promise.all(inSlices(tasks, bundle).map((several) => together(several.map(({ of: task }) => task))));
    return bundles.flat();
  }

  async render(path: string, longEdgePx: number | null): Promise<{ ok: true; jpeg: Uint8Array } | { ok: false; problem: MediaRemark }> {
    const result = await this.#add({ kind: 'render', path, longEdgePx }, path);
    return result.kind === 'render' ? result.rendered : { ok: false, problem: crashed(path, 'mixed answers') };
  }

  async tags(path: string): Promise<TagsOutcome> {
    const result = await this.#add({ kind: 'tags', path }, path);
    return result.kind === 'tags' ? result.read : { ok: false, problem: crashed(path, 'mixed answers') };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const entry of this.#queue.splice(0)) entry.resolve(failed(entry.task, cancelled));
    for (const entry of this.#entries.values()) entry.isCancelled = true;
    await Promise.all(this.#workers.map(async (worker) => await worker?.close()));
    this.#stopWatch();
  }

  #add(task: WorkerTask, path: string | null, signal?: AbortSignal): Promise<TaskResult> {
    return new Promise((resolve) => {
      const onAbort = (): void => this.#abort(entry);
      const entry: Entry = {
        task,
        path,
        attempts: 0,
        isCancelled: false,
        runningOn: null,
        resolve: (result) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(result);
        },
      };
      if (this.#isClosed || signal?.aborted === true) return resolve(failed(task, cancelled));
      if (path !== null && (this.#crashes.get(path) ?? 0) >= maxAttempts)
        return resolve(failed(task, crashed(path, 'the decoder died on this file twice; it is not tried again')));
      signal?.addEventListener('abort', onAbort, { once: true });
      if (task.kind === 'render' || task.kind === 'tags') this.#queue.unshift(entry); // somebody is looking at the screen
      else this.#queue.push(entry);
      this.#pump();
    });
  }

  /** A queued task is dropped at once; a running one ends at its next block and takes its copy with it. */
  #abort(entry: Entry): void {
    entry.isCancelled = true;
    const at = this.#queue.indexOf(entry);
    if (at >= 0) {
      this.#queue.splice(at, 1);
      entry.resolve(failed(entry.task, cancelled));
    } else if (entry.runningOn != null) entry.runningOn.worker.cancel(entry.runningOn.assignment);
  }

  #pump(): void {
    while (this.#queue.length > 0 && !this.#isClosed) {
      const entry = this.#queue[0];
      const worker = entry == null ? null : this.#pickWorker(entry);
      if (entry == null || worker == null) return;
      this.#queue.shift();
      this.#start(entry, worker);
    }
  }

  /** The least busy worker; a task that was in a crash gets one for itself, so that the next crash names its cause. */
  #pickWorker(entry: Entry): PoolWorker | null {
    if (this.#entries.size === 0) this.#idleRssBytes = process.memoryUsage.rss();
    const usable = this.#workers.filter(
      (worker) =>
        worker != null && worker.hasPlace() && !this.#runsSuspect(worker) && (entry.attempts === 0 || worker.assignments.length === 0),
    );
    const least = usable.sort((a, b) => (a?.assignments.length ?? 0) - (b?.assignments.length ?? 0))[0] ?? null;
    if (least != null && least.assignments.length === 0) return least;
    const free = this.#workers.indexOf(null);
    if (free < 0) return least;
    const worker = new PoolWorker({
      slot: free + 1,
      places: tasksPerWorker,
      heapLimitMb,
      largeLock: this.#largeLock,
      onGone: (gone, assignments, culprit) => this.#replace(free, gone, assignments, culprit),
      onFree: () => this.#pump(),
    });
    this.#workers[free] = worker;
    return worker;
  }

  #runsSuspect(worker: PoolWorker): boolean {
    return worker.assignments.some((assignment) => (this.#entries.get(assignment)?.attempts ?? 0) > 1);
  }

  #start(entry: Entry, worker: PoolWorker): void {
    entry.attempts += 1;
    const assignment: Assignment = { task: entry.task, heardAtMs: performance.now(), finish: (result) => this.#finish(assignment, result) };
    entry.runningOn = { worker, assignment };
    this.#entries.set(assignment, entry);
    worker.assign(assignment);
    this.#watch ??= setInterval(() => this.#look(), watchMs).unref();
  }

  #finish(assignment: Assignment, result: TaskResult): void {
    const entry = this.#entries.get(assignment);
    this.#entries.delete(assignment);
    if (this.#entries.size === 0 && this.#queue.length === 0) this.#stopWatch();
    entry?.resolve(result);
  }

  #replace(index: number, gone: PoolWorker, assignments: readonly Assignment[], culprit: Assignment | null): void {
    if (this.#workers[index] === gone) this.#workers[index] = null;
    for (const assignment of assignments) {
      const entry = this.#entries.get(assignment);
      if (entry == null) continue;
      entry.runningOn = null;
      if (entry.isCancelled) this.#finish(assignment, failed(entry.task, cancelled));
      else if (assignment === culprit || (culprit == null && (assignments.length === 1 || entry.attempts >= maxAttempts)))
        this.#blame(assignment, entry);
      else {
        this.#entries.delete(assignment);
        // beside a known culprit it is innocent: the attempt does not count
        if (culprit != null) entry.attempts -= 1;
        this.#queue.unshift(entry);
      }
    }
    this.#pump();
  }

  #blame(assignment: Assignment, entry: Entry): void {
    if (entry.path !== null) this.#crashes.set(entry.path, (this.#crashes.get(entry.path) ?? 0) + 1);
    this.#finish(
      assignment,
      failed(entry.task, crashed(entry.path ?? '', 'the decoder died or took too much time or memory on this file')),
    );
  }

  /** Ends the worker of a task that is silent for too long, and the one of the oldest task when memory runs away. */
  #look(): void {
    for (const worker of this.#workers) {
      const silent = worker?.silentFor(this.#options.timeoutMs);
      if (silent != null) worker?.end(silent);
    }
    if (process.memoryUsage.rss() - this.#idleRssBytes < this.#options.memoryLimitMb * 1024 * 1024) return;
    const oldest = [...this.#entries.keys()][0];
    const worker = oldest == null ? null : this.#entries.get(oldest)?.runningOn?.worker;
    if (oldest != null && worker != null) worker.end(oldest);
    this.#idleRssBytes = process.memoryUsage.rss(); // what native code does not give back would otherwise kill the next
  }

  #stopWatch(): void {
    if (this.#watch != null) clearInterval(this.#watch);
    this.#watch = null;
  }
}

const cancelled: MediaRemark = { code: 'worker-crashed', message: 'cancelled' };

function crashed(path: string, reason: string): MediaRemark {
  return { code: 'worker-crashed', message: `${path}: ${reason}` };
}

function failed(task: WorkerTask, problem: MediaRemark): TaskResult {
  switch (task.kind) {
    case 'job':
      return { kind: 'job', outcome: { ok: false, problem } };
    case 'tags':
      return { kind: 'tags', read: { ok: false, problem } };
    case 'render':
      return { kind: 'render', rendered: { ok: false, problem } };
    case 'checksum':
      return { kind: 'checksum', checksum: null };
    case 'several':
      return { kind: 'several', results: null };
  }
}

const pathOf = (task: ReadTask): string => (task.kind === 'job' ? task.job.sourcePath : task.path);
