/**
 * `window.imalink` without a core: a synthetic library of any size for tests of the page alone. Settings come
 * from the address: `?total=1000000&perDay=200&storages=1&jobs=running&samples=1&conflicts=none|many&stale=2&catalog=lost`;
 * `fail=` and `hold=` name procedures that fail, or wait until they are let go.
 */
import type { Bridge, BridgeCalls } from '#contract/bridge.ts';
import type { WireResult } from '#contract/errors.ts';
import type { EventName } from '#contract/events.ts';
import type { ProcedureName } from '#contract/procedures.ts';
import { procedureNames } from '#contract/names.ts';
import {
  previewFiles,
  previewResult,
  runningJob,
  detailOf,
  folders,
  sampleStorage,
  sessionsOf,
  statistics,
  storages as allStorages,
  endedJobs,
} from './people.ts';
import * as findings from './findings.ts';
import { createFolders } from './folders.ts';
import { createInbox } from './inbox.ts';
import { createOrganize } from './organize.ts';
import { places } from './places.ts';
import { createRestore } from './restore.ts';
import { createStorages } from './storages.ts';
import { daysOf, groupsOf, hothashOf, indexOf, tileOf } from './synthetic.ts';

const options = new URLSearchParams(location.search);
const state = {
  total: Number(options.get('total') ?? 1200),
  storages: Number(options.get('storages') ?? 2),
  jobs: options.get('jobs') ?? 'none',
  samples: options.get('samples') === '1',
  conflicts: options.get('conflicts') ?? 'some',
  fail: new Set((options.get('fail') ?? '').split(',')),
};
const perDay = Number(options.get('perDay') ?? 40);
const listeners = new Map<EventName, Set<(payload: unknown) => void>>();
const emit = (name: EventName, payload: unknown): void => listeners.get(name)?.forEach((listener) => listener(payload));
let settings: Record<string, unknown> = {
  theme: options.get('theme') ?? 'dark',
  language: options.get('lang') ?? 'en',
  row_height_px: 176,
  layout: 'justified',
  library_order: 'newest',
  sidebar_width_px: 232,
  inspector_width_px: 300,
  show_inspector: options.get('inspector') === '1',
  slideshow_seconds: Number(options.get('slide') ?? 5),
  show_sidebar: true,
  recent_searches: (options.get('recent') ?? '').split(',').filter((each) => each !== ''),
  last_storage: null,
  last_view: sessionStorage.getItem('last_view'),
  last_place: sessionStorage.getItem('last_place'),
  first_run_done: true,
  watch: true,
  notify_jobs: true,
  scan_every_hours: 1,
  ignore_patterns: ['*.tmp', 'Previews.lrdata/'],
  offer_cards: true,
};
let jobs = state.jobs === 'running' ? [runningJob(), ...endedJobs()] : state.jobs === 'ended' ? endedJobs() : [];
const titles = new Map<number, { title?: string; notes?: string }>();
const views = new Map<string, { total: number; days: { day: string | null; count: number }[]; starts: number[]; photos?: number[] }>();
const organize = createOrganize(emit, (viewId, place) => views.get(viewId)?.photos?.[place] ?? place);

/** @param photos in an order of their own, as in an album */
function openView(total: number, photos?: number[], sort = 'taken_at'): object {
  const view_id = `view-${total}-${views.size}`;
  const days = photos == null ? daysOf({ total, perDay }) : [{ day: null, count: total }];
  let sum = 0;
  views.set(view_id, { total, days, starts: days.map(({ count }) => (sum += count) - count), ...(photos == null ? {} : { photos }) });
  const groups =
    sort === 'taken_at' && photos == null
      ? days.map(({ day, count }) => ({ kind: 'day', key: day, label: null, count }))
      : groupsOf(photos == null ? sort : 'none', total);
  return { view_id, total, below: 0, days, groups };
}

function page(viewId: string, offset: number, limit: number): { items: unknown[] } {
  const view = views.get(viewId);
  if (view == null) throw Object.assign(new Error('The list of photos is no longer open.'), { code: 'view-expired' });
  let day = 0;
  const items = [];
  for (let index = offset; index < Math.min(view.total, offset + limit); index++) {
    while (day + 1 < view.starts.length && (view.starts[day + 1] ?? 0) <= index) day++;
    items.push(organize.onTile(tileOf(view.photos?.[index] ?? index, view.days[day]?.day ?? null)));
  }
  return { items };
}

const totalOf = (query: { text?: string; session_id?: number; folder?: string; subfolders?: boolean; bounds?: string }): number =>
  query.bounds != null
    ? places.total(query.bounds)
    : query.folder != null
      ? folderTree.total(query.folder, query.subfolders ?? true)
      : query.text != null
        ? query.text.includes('nothing')
          ? 0
          : Math.min(state.total, 37)
        : query.session_id != null
          ? Math.min(state.total, sessionsOf(state.total).find(({ id }) => id === query.session_id)?.photo_count ?? 0)
          : state.total;

const folderTree = createFolders(options);
const inbox = createInbox(state.conflicts, Number(options.get('stale') ?? 0), emit);

const kept = createStorages({
  options,
  list: () => [...allStorages(state.total).slice(0, state.storages), ...(state.samples ? [sampleStorage(state.total)] : [])],
  emit,
  job: (kind, title, result) => {
    const job = { ...runningJob(), job_id: `${kind}-${Date.now()}`, kind, title, session_id: null, storage_uuid: null, problems: [] };
    const started = { ...job, progress: { ...job.progress, problem_count: 0, done_files: 1204, current: '/media/ada' } };
    change(started);
    setTimeout(
      () => change({ ...started, status: 'done', finished_at: new Date().toISOString(), result }),
      Number(options.get('search') ?? 300),
    );
    return { job_id: job.job_id };
  },
});

type Answers = { readonly [K in ProcedureName]?: (input: never) => unknown };
const answers: Answers = {
  'system.info': () => ({
    version: '0.1.0',
    host: 'desktop',
    platform: 'linux',
    home: '/home/ada/.local/share/imalink',
    read_only: false,
    versions: {},
    catalog_state: options.get('catalog') ?? 'ok',
    catalog_words: options.get('catalog') == null ? null : 'The catalog is empty (0 bytes). Run `imalink recover <storage>`.',
    can: { pick_folder: options.get('picker') === '1', show_in_folder: true, drag_out: options.get('drag') === '1' },
  }),
  'system.startDrag': ({ hothashes }: { hothashes: string[] }) => {
    control.dragged.push(hothashes);
    return { files: hothashes.length };
  },
  'system.listFolder': ({ path }: { path?: string }) => folders(path),
  'settings.get': () => settings,
  'settings.set': (patch: object) => {
    settings = { ...settings, ...patch };
    // Found again after a reload, as if the core had them.
    for (const [name, value] of Object.entries(patch)) if (name.startsWith('last_')) sessionStorage.setItem(name, String(value));
    emit('settings.changed', { settings });
    return settings;
  },
  ...kept.answers,
  ...createRestore({
    options,
    change,
    jobs: () => jobs,
    restored: (count) => {
      state.storages = Math.max(state.storages, count);
    },
  }),
  'storage.create': ({ base_path }: { base_path: string }) => {
    if (base_path.startsWith('/root')) throw Object.assign(new Error('The folder cannot be written to.'), { code: 'path-not-writable' });
    state.storages = 1;
    return allStorages(0)[0];
  },
  'storage.adopt': () => ((state.storages = 1), allStorages(0)[0]),
  'storage.statistics': () => statistics(state.total),
  'library.statistics': () => statistics(state.total),
  copies: () => ({ min_copies: 2, total: 0, photos: [] }),
  'verify.schedule': () => ({ files: state.total, verified: state.total, due: 0, oldest_verified_at: null }),
  'samples.start': () => {
    state.samples = true;
    return { job_id: 'job-samples', session_id: 1 };
  },
  'samples.remove': () => {
    state.samples = false;
    return { removed: true };
  },
  'scan.start': ({ storage }: { storage: string }) => {
    const job = { ...runningJob(), job_id: `scan-${Date.now()}`, kind: 'scan', title: 'Scan Home archive', session_id: null };
    const started = { ...job, storage_uuid: storage, problems: [], progress: { ...job.progress, phase: 'reading', problem_count: 0 } };
    change(started);
    setTimeout(
      () => change({ ...started, status: 'done', finished_at: new Date().toISOString(), result: findings.scanned() }),
      Number(options.get('scan') ?? 300),
    );
    return { job_id: job.job_id };
  },
  ...organize.answers,
  ...folderTree.answers,
  ...places.answers,
  ...inbox.answers,
  'conflict.apply': ({ plan_id }: { plan_id: string }) => {
    const job = {
      ...runningJob(),
      job_id: `resolve-${plan_id}`,
      kind: 'resolve',
      title: 'Apply decisions',
      session_id: null,
      problems: [],
    };
    const started = { ...job, progress: { ...job.progress, phase: 'applying', problem_count: 0 } };
    change(started);
    const result = inbox.apply(plan_id);
    setTimeout(() => change({ ...started, status: 'done', finished_at: new Date().toISOString(), result }), 200);
    return { job_id: job.job_id };
  },
  'conflict.explain': ({ kind }: { kind: string }) => findings.explanation(kind),
  'session.list': () => ({ sessions: options.get('sessions') === '0' ? [] : sessionsOf(state.total) }),
  'session.show': ({ session_id }: { session_id: number }) => sessionDetail(session_id),
  'session.edit': ({ session_id, ...patch }: { session_id: number }) => {
    titles.set(session_id, { ...titles.get(session_id), ...patch });
    return sessionDetail(session_id);
  },
  'session.planUndo': ({ session_id, whole }: { session_id: number; whole: boolean }) => undoPlan(session_id, whole),
  'session.resume': () => ({ job_id: 'job-1', session_id: 1 }),
  'photos.open': (query: { text?: string; session_id?: number; album?: string; sort?: string }) => {
    const photos = query.album == null ? null : organize.album(query.album);
    return photos == null ? openView(totalOf(query), undefined, query.sort) : openView(photos.length, [...photos]);
  },
  'search.facets': () => ({
    total: 37,
    facets: [
      { field: 'rating', exact: false, more: 0, values: [5, 4, 0].map((stars) => ({ value: `${stars}`, label: `${stars}`, count: 12 })) },
      {
        field: 'camera',
        exact: true,
        more: 0,
        values: ['Canon EOS R6', 'Pixel 9'].map((each) => ({ value: each, label: each, count: 18 })),
      },
    ],
  }),
  'photos.page': ({ view_id, offset, limit }: { view_id: string; offset: number; limit: number }) => page(view_id, offset, limit),
  'photos.position': ({ view_id, hothash }: { view_id: string; hothash: string }) => {
    const { photos } = views.get(view_id) ?? {};
    const index = photos == null ? indexOf(hothash) : photos.indexOf(indexOf(hothash));
    return { index: index >= 0 && index < state.total ? index : null };
  },
  'photo.show': ({ hothash }: { hothash: string }) => ({ ...detailOf(indexOf(hothash)), ...organize.detail(indexOf(hothash)) }),
  'import.preview': () => {
    const job = { ...runningJob(), job_id: `preview-${Date.now()}`, kind: 'import-preview', title: 'Preview' };
    setTimeout(() => change({ ...job, status: 'done', result: previewResult() }), Number(options.get('count') ?? 300));
    jobs = [job as never, ...jobs];
    return { job_id: job.job_id };
  },
  'card.list': () => ({ cards: [] }),
  'import.previewFiles': ({ kind, cursor, limit }: { kind?: string; cursor: number; limit: number }) => previewFiles(kind, cursor, limit),
  'import.start': () => {
    const job = { ...runningJob(), job_id: 'job-new', started_at: new Date().toISOString() };
    change(job);
    return { job_id: job.job_id, session_id: 1 };
  },
  'job.list': () => ({ jobs }),
  'job.show': ({ job_id }: { job_id: string }) => jobs.find((job) => job.job_id === job_id),
  'job.pause': ({ job_id }: { job_id: string }) => patchJob(job_id, { status: 'paused' }),
  'job.unpause': ({ job_id }: { job_id: string }) => patchJob(job_id, { status: 'running' }),
  'job.cancel': ({ job_id }: { job_id: string }) => patchJob(job_id, { status: 'cancelled', finished_at: new Date().toISOString() }),
};

/** An import in two parts, of which one photo stays because it was edited. */
function undoPlan(id: number, whole: boolean): object {
  const files = Array.from({ length: whole ? 48 : 24 }, (_, n) => `2026/06/IMG_${7100 + n}.JPG`);
  return {
    plan_id: 'undo',
    expires_at: new Date(Date.now() + 600_000).toISOString(),
    headline: {
      files_set_aside: files.length,
      bytes_set_aside: files.length * 6_200_000,
      files_restored: 0,
      files_moved: 0,
      records_changed: files.length,
      indexes_rewritten: 1,
    },
    actions: files.map((from, n) => ({ finding_id: n, action: 'set_aside', from, to: null, why: '', file_size: 6_200_000 })),
    refused: [{ finding_id: 99, path: '2026/06/IMG_7199.JPG', reason: 'You have rated it since.' }],
    parts: [
      { session_id: id, title: 'Italy: Rome and Naples', photos: 25 },
      { session_id: id + 100, title: 'Italy: Rome and Naples (2)', photos: 24 },
    ],
    whole,
  };
}

function sessionDetail(id: number): object {
  const session = sessionsOf(state.total).find((each) => each.id === id);
  if (session == null) throw Object.assign(new Error('There is no such session.'), { code: 'session-not-found' });
  const problems = Array.from({ length: session.problem_count }, (_, n) => ({
    path: `DCIM/100CANON/IMG_${8000 + n}.CR2`,
    code: 'damaged',
    message: 'The picture decodes only in part.',
    imported: true,
  }));
  return {
    ...session,
    ...titles.get(id),
    sources: ['/media/ada/CANON/DCIM'],
    mode: 'copy',
    layout: 'keep',
    index_file: `session_${id}.json`,
    problems,
  };
}

function change(job: object): void {
  const changed = job as (typeof jobs)[number];
  jobs = [changed, ...jobs.filter((other) => other.job_id !== changed.job_id)];
  emit('job.changed', { job: changed });
}

function patchJob(id: string, patch: object): unknown {
  const job = jobs.find((each) => each.job_id === id);
  if (job != null) change({ ...job, ...patch });
  return jobs.find((each) => each.job_id === id);
}

const listConflicts = answers['conflict.list'] as (input: unknown) => unknown;
const allAnswers: Answers = {
  ...answers,
  'conflict.list': (input: { kind?: string }) => (input.kind === 'clone_storage' ? { conflicts: kept.conflicts() } : listConflicts(input)),
};

/** Answers that wait for a test to let them go. */
const held = new Map<string, PromiseWithResolvers<void> & { waiting: number }>();
const hold = (name: string): unknown => held.set(name, { ...Promise.withResolvers<void>(), waiting: 0 });
for (const name of (options.get('hold') ?? '').split(',')) hold(name);

async function call(name: ProcedureName, input: unknown): Promise<WireResult> {
  // A turn of the loop, as any host needs: nothing may depend on an answer within the same tick.
  await new Promise((resolve) => setTimeout(resolve, Number(options.get('delay') ?? 4)));
  const answer = allAnswers[name] as ((value: unknown) => unknown) | undefined;
  const gate = held.get(name);
  if (gate != null) gate.waiting++;
  await gate?.promise;
  if (answer == null || state.fail.has(name))
    return { ok: false, error: { code: 'io-error', message: 'The disk reported an error.', details: {} } };
  try {
    return { ok: true, value: answer(input) };
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message: string };
    return { ok: false, error: { code: (code ?? 'internal') as 'internal', message, details: {} } };
  }
}

const bridge: Bridge = {
  calls: Object.fromEntries(procedureNames.map((name) => [name, (input: unknown) => call(name, input)])) as unknown as BridgeCalls,
  on: (name, listener) => {
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    return () => listeners.get(name)?.delete(listener);
  },
  pathsForFiles: (files) => files.map((file) => `/home/ada/Desktop/${(file as File).name}`),
};

/** What tests may do from outside: let the library grow, and let anything happen. */
const control = {
  dragged: [] as string[][],
  grow: (by: number) => {
    state.total += by;
    emit('photos.changed', { reason: 'import', session_id: 1 });
  },
  emit,
  hothashOf,
  hold: (name: ProcedureName) => hold(name),
  /** How many wait for it. */
  waiting: (name: ProcedureName) => held.get(name)?.waiting ?? 0,
  letGo: (name: ProcedureName) => {
    held.get(name)?.resolve();
    held.delete(name);
  },
};
Object.assign(window, { imalink: bridge, fakeImalink: control });
