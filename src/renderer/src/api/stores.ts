/** The values that several screens show at once: storages, sessions, jobs, settings and the host itself. */
import { create } from 'zustand';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import { api, host } from './client.ts';
import { errorWords } from './error-words.ts';
import { createResource } from './resource.ts';
import { takeSettings, useSettings } from './settings-store.ts';

/** What this installation is and can do. */
export const useSystem = createResource(() => api.call('system.info', {}));
/** All storages with their state. */
export const useStorages = createResource(async () => (await api.call('storage.list', {})).storages);
/** All sessions, the newest first. */
export const useSessions = createResource(async () => (await api.call('session.list', {})).sessions);
/** All albums. */
export const useAlbums = createResource(async () => (await api.call('album.list', {})).albums);
/** Searches that were kept. */
export const useSavedSearches = createResource(async () => (await api.call('savedSearch.list', {})).searches);
/** Open findings of scans, what needs a person first. */
export const useConflicts = createResource(async () => (await api.call('conflict.list', {})).conflicts);
/**
 * Number of photos in the library, for the sidebar; null while unknown. The library's own list tells it while it is
 * open: freezing a million photos a second time only to count them would be waste.
 */
export const useLibraryCount = createResource(async () => (await api.call('photos.open', {})).total);
let isLibraryOpen = false;

/** The library's list has so many photos; null when it is closed. */
export function tellLibraryCount(total: number | null): void {
  isLibraryOpen = total != null;
  if (total != null) useLibraryCount.setState({ status: 'ready', value: total, error: null });
}

function countLibrary(): void {
  if (!isLibraryOpen) void useLibraryCount.getState().load();
}

interface Jobs {
  readonly jobs: readonly JobDto[];
  /** They were listed once. */
  readonly loaded: boolean;
  /** Why they could not be listed when they were last asked for. */
  readonly error: string | null;
  readonly load: () => Promise<void>;
}

/** Jobs of this installation, newest first, whoever started them. */
export const useJobs = create<Jobs>((set) => ({
  jobs: [],
  loaded: false,
  error: null,
  load: async () => {
    try {
      const { jobs } = await api.call('job.list', {});
      set({ jobs: sortJobs(jobs), loaded: true, error: null });
    } catch (thrown) {
      set({ error: errorWords(thrown) });
    }
  },
}));

/** True while an import of this session runs: it is incomplete then, and that is as it should be. */
export const useIsImporting = (sessionId: number): boolean =>
  useJobs((state) => state.jobs.some((job) => job.session_id === sessionId && isUnderWay(job)));

/** True while any import is under way, one that rests as well: its photos are still to come. */
export const useImportRuns = (): boolean => useJobs((state) => state.jobs.some((job) => job.kind === 'import' && isUnderWay(job)));

/** Takes what was heard of a job; an older word of it is replaced. */
export function putJob(job: JobDto): void {
  useJobs.setState(({ jobs }) => ({ jobs: sortJobs([job, ...jobs.filter((other) => other.job_id !== job.job_id)]) }));
}

/** Asks for everything once and again after each hint. Call once, at the start. */
export function followHost(): void {
  const loadAll = (): void => {
    for (const store of [useSystem, useStorages, useSessions, useSettings, useConflicts, useAlbums, useSavedSearches])
      void store.getState().load();
    void useJobs.getState().load();
  };
  const loadConflicts = (): void => void useConflicts.getState().load();
  const later = coalesce(() => {
    void useSessions.getState().load();
    void useStorages.getState().load();
    countLibrary();
  }, 700);
  loadAll();
  // The library, if it is what opens first, is faster than this and tells.
  setTimeout(countLibrary, 1500);
  host.onReset(loadAll);
  const sometimes = coalesce(later, 2500);
  api.on('job.changed', ({ job }) => {
    putJob(job);
    if (job.kind === 'import' && job.status === 'running') sometimes();
    if ((job.kind === 'scan' || job.kind === 'resolve') && job.finished_at != null) loadConflicts();
  });
  api.on('photos.changed', later);
  api.on('session.changed', later);
  api.on('storage.changed', later);
  const loadConflictsSoon = coalesce(loadConflicts, 300);
  api.on('storage.changed', loadConflictsSoon);
  api.on('conflicts.changed', loadConflictsSoon);
  api.on('organize.changed', () => {
    void useAlbums.getState().load();
    void useSavedSearches.getState().load();
  });
  api.on('settings.changed', ({ settings }) => takeSettings(settings));
}

/** Runs `work` soon after the first call and at most once per interval: hints come in swarms during an import. */
export function coalesce(work: () => void, intervalMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, intervalMs);
  };
}

function sortJobs(jobs: readonly JobDto[]): JobDto[] {
  return jobs.toSorted((a, b) => b.started_at.localeCompare(a.started_at)).slice(0, 100);
}
