/** One worker thread with its places: starting it, handing it tasks, noticing that it hangs or is gone. */
import { Worker } from 'node:worker_threads';
import { unlink } from 'node:fs/promises';
import { freeLargeGate } from './large-gate.ts';
import {
  isOurs,
  messageTag,
  placeBit,
  type FromWorker,
  type TaskResult,
  type ToWorker,
  type WorkerSetup,
  type WorkerTask,
} from './worker-messages.ts';

/** A task in a place, with what the pool needs to know about it. */
export interface Assignment {
  readonly task: WorkerTask;
  readonly finish: (result: TaskResult) => void;
  /** Since when nothing was heard of it. */
  heardAtMs: number;
}

export interface PoolWorkerOptions {
  readonly slot: number;
  readonly places: number;
  readonly heapLimitMb: number;
  readonly largeLock: Int32Array<SharedArrayBuffer>;
  /** Called once, after `assignments` were taken out of their places and their half-made copies removed. */
  readonly onGone: (worker: PoolWorker, assignments: readonly Assignment[], culprit: Assignment | null) => void;
  readonly onFree: () => void;
}

/** Loading sharp takes half a second on an idle machine. */
const startAllowanceMs = 30_000;

// Built chunks lie in out/chunks, workers in out/workers; sources run as they are.
const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../workers/media-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/media-worker.js', import.meta.url);

/** Shared by all pools of this process, because libvips is. */
const loaderLock = new Int32Array(new SharedArrayBuffer(4));

/** Owns one thread. */
export class PoolWorker {
  readonly #options: PoolWorkerOptions;
  readonly #thread: Worker;
  readonly #bits: Int32Array<SharedArrayBuffer>;
  readonly #places: (Assignment | null)[];
  readonly #gone: Promise<void>;
  readonly #startedAtMs = performance.now();
  #isReady = false;
  #culprit: Assignment | null = null;

  constructor(options: PoolWorkerOptions) {
    this.#options = options;
    this.#bits = new Int32Array(new SharedArrayBuffer(4 * options.places));
    this.#places = Array.from({ length: options.places }, () => null);
    const setup: WorkerSetup = { loaderLock, largeLock: options.largeLock, slot: options.slot, places: this.#bits };
    this.#thread = new Worker(workerUrl, {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: options.heapLimitMb },
      stdout: false,
      stderr: false,
    });
    this.#thread.on('message', (message: unknown) => this.#receive(message));
    this.#thread.on('error', () => undefined); // 'exit' follows and does the work
    this.#gone = new Promise((resolve) => this.#thread.once('exit', () => void this.#leave().then(resolve)));
    this.#thread.unref(); // an idle pool does not keep a process alive
  }

  get assignments(): readonly Assignment[] {
    return this.#places.filter((assignment) => assignment != null);
  }

  /** Whether a task can be handed over. */
  hasPlace(): boolean {
    return this.#places.includes(null);
  }

  assign(assignment: Assignment): void {
    const place = this.#places.indexOf(null);
    if (place < 0) throw new Error('media worker has no free place');
    this.#places[place] = assignment;
    Atomics.store(this.#bits, place, 0);
    this.#thread.ref();
    const message: ToWorker = { tag: messageTag, place, task: assignment.task };
    this.#thread.postMessage(message);
  }

  /** A task of which nothing was heard for `timeoutMs`. The time that a thread takes to load its code does not count. */
  silentFor(timeoutMs: number): Assignment | null {
    const now = performance.now();
    if (!this.#isReady && now - this.#startedAtMs < startAllowanceMs) return null;
    return this.assignments.find((assignment) => now - assignment.heardAtMs > timeoutMs) ?? null;
  }

  /** Asks the worker to drop a task at the next block; its result comes all the same. */
  cancel(assignment: Assignment): void {
    const place = this.#places.indexOf(assignment);
    if (place >= 0) Atomics.or(this.#bits, place, placeBit.cancelled);
  }

  /** Ends the thread because of one of its tasks. */
  end(culprit: Assignment | null): void {
    this.#culprit = culprit;
    void this.#thread.terminate();
  }

  /** Ends the thread; done when its half-made copies are gone too. */
  async close(): Promise<void> {
    await this.#thread.terminate();
    await this.#gone;
  }

  #receive(message: unknown): void {
    if (!isOurs(message)) return;
    const report = message as FromWorker;
    if (report.kind === 'ready') {
      this.#isReady = true;
      for (const assignment of this.assignments) assignment.heardAtMs = performance.now();
      return;
    }
    const assignment = this.#places[report.place];
    if (assignment == null) return;
    if (report.kind === 'progress') {
      // what keeps one task of a thread busy keeps the other waiting, so it counts for both
      for (const each of this.assignments) each.heardAtMs = performance.now();
      return;
    }
    this.#places[report.place] = null;
    if (this.assignments.length === 0) this.#thread.unref();
    assignment.finish(report.result);
    this.#options.onFree();
  }

  async #leave(): Promise<void> {
    freeLargeGate(this.#options.largeLock, this.#options.slot);
    const left = this.assignments;
    const copies = this.#places.flatMap((assignment, place) => {
      const isMade = (Atomics.load(this.#bits, place) & placeBit.copyMade) !== 0;
      return isMade && assignment?.task.kind === 'job' && assignment.task.job.copyToPath != null ? [assignment.task.job.copyToPath] : [];
    });
    this.#places.fill(null);
    // created exclusively by this thread, so ours to remove; a retry needs the name again
    await Promise.all(copies.map((path) => unlink(path).catch(() => undefined)));
    this.#options.onGone(this, left, this.#culprit);
  }
}
