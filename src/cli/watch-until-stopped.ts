/** Follows changes on disk and tells of each, until the person or the system says stop. */
import type { JobDto } from '#contract/job.ts';
import type { WatchStatus } from '#contract/storage.ts';
import type { Engine } from '#core/services/engine.ts';
import type { WatchNews } from './command.ts';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @param storageUuid the one storage to follow; all without */
export async function watchUntilStopped(engine: Engine, storageUuid: string | undefined, tell: (news: WatchNews) => void): Promise<void> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  const unsubscribe = engine.onEvent((name, payload) => {
    if (name === 'watch.changed') tell({ kind: 'status', storages: (payload as { storages: WatchStatus[] }).storages });
    if (name !== 'job.changed') return;
    const { job } = payload as { job: JobDto };
    if (job.kind === 'scan' && job.finished_at !== null) tell({ kind: 'scan', job });
  });
  for (const signal of stopSignals) process.on(signal, stop);
  try {
    // Keeps the process alive where nothing is watched right now.
    const alive = setInterval(() => undefined, 60_000);
    await engine.watch.start({ force: true, ...(storageUuid === undefined ? {} : { only: storageUuid }) });
    await stopped;
    clearInterval(alive);
  } finally {
    unsubscribe();
    for (const signal of stopSignals) process.off(signal, stop);
  }
}
