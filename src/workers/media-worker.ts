/** Worker thread of the media pool: takes tasks, gives results. All it knows is in #core/media. */
import { parentPort, workerData } from 'node:worker_threads';
import { createLargeGate } from '#core/media/large-gate.ts';
import { limitLoadersOnce } from '#core/media/preview/sharp-setup.ts';
import { createReadMemory } from '#core/media/read-memory.ts';
import { checksumOf, readTags, renderFile, runMediaJob, type JobTools } from '#core/media/run-media-job.ts';
import {
  isOurs,
  messageTag,
  placeBit,
  type FromWorker,
  type ReadTask,
  type TaskResult,
  type ToWorker,
  type WorkerSetup,
  type WorkerTask,
} from '#core/media/worker-messages.ts';

const port = parentPort;
if (port == null) throw new Error('media-worker runs only as a worker thread');
const setup = workerData as WorkerSetup;
const momentMs = 50;

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

function toolsFor(place: number): JobTools {
  const onProgress = (): void => send({ tag: messageTag, kind: 'progress', place });
  return {
    control: {
      onProgress,
      onCopy: (isOurs) =>
        void (isOurs ? Atomics.or(setup.places, place, placeBit.copyMade) : Atomics.and(setup.places, place, ~placeBit.copyMade)),
      isCancelled: () => (Atomics.load(setup.places, place) & placeBit.cancelled) !== 0,
    },
    gate: createLargeGate(setup.largeLock, setup.slot, onProgress),
    memory: createReadMemory(),
    now: Date.now,
  };
}

/** A place has one task at a time. */
const toolsOf = Array.from(setup.places, (_, place) => toolsFor(place));

async function run(task: WorkerTask, tools: JobTools): Promise<TaskResult> {
  if (task.kind === 'job') return { kind: 'job', outcome: await runMediaJob(task.job, tools) };
  if (task.kind === 'tags') return { kind: 'tags', read: await readTags(task.path, tools) };
  if (task.kind === 'checksum') return { kind: 'checksum', checksum: await checksumOf(task.path, tools) };
  if (task.kind === 'several') return { kind: 'several', results: await runSeveral(task.tasks, tools) };
  const rendered = await renderFile(task.path, task.longEdgePx, tools);
  // sharp's buffers own their memory, but a view of a larger one must not take its neighbours along
  return { kind: 'render', rendered: rendered.ok ? { ok: true, jpeg: new Uint8Array(rendered.jpeg) } : rendered };
}

/** What is not done in a moment is left: from a slow disk even small files take long, and somebody may want to see a picture. */
async function runSeveral(tasks: readonly ReadTask[], tools: JobTools): Promise<TaskResult[]> {
  const results: TaskResult[] = [];
  const startedMs = performance.now();
  for (const task of tasks) {
    results.push(await run(task, tools));
    if (performance.now() - startedMs > momentMs) break;
  }
  return results;
}

port.on('message', (message: unknown) => {
  if (!isOurs(message)) return;
  const { place, task } = message as ToWorker;
  void run(task, toolsOf[place] as JobTools).then((result) => {
    const transfer = result.kind === 'render' && result.rendered.ok ? [result.rendered.jpeg.buffer as ArrayBuffer] : [];
    send({ tag: messageTag, kind: 'done', place, result }, transfer);
  });
});

limitLoadersOnce(setup.loaderLock);
send({ tag: messageTag, kind: 'ready' });
