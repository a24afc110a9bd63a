/** A real engine over a real home, and the words tests use with it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDispatcher } from '#contract/dispatch.ts';
import type { ImportPreview, ImportResult } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import { procedures, type Input, type Output, type ProcedureName } from '#contract/procedures.ts';
import { openEngine, type Engine, type EngineOptions } from '#core/services/engine.ts';
import { cliHostHandlers } from '#cli/host.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestEngine {
  readonly engine: Engine;
  readonly folder: string;
  call<K extends ProcedureName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Waits for the end of a job. */
  ended(jobId: string): Promise<JobDto>;
  /** Creates a storage and returns its uuid and photos folder. */
  newStorage(name?: string): Promise<{ readonly uuid: string; readonly root: string; readonly photos: string }>;
  import(input: Input<'import.start'>): Promise<ImportResult>;
  preview(input: Input<'import.preview'>): Promise<ImportPreview>;
  scan(input: Input<'scan.start'>): Promise<ScanResult>;
}

function callerOf(engine: Engine, home: string): TestEngine['call'] {
  const dispatch = createDispatcher(
    { ...engine.handlers, ...cliHostHandlers(home, engine.catalog) },
    { checkOutput: true, onBug: (name, thrown) => console.error(name, thrown) },
  );
  return async (name, input) => {
    const result = await dispatch(name, input);
    if (!result.ok) throw Object.assign(new Error(result.error.message), { code: result.error.code, details: result.error.details });
    return procedures[name].output.parse(result.value) as never;
  };
}

function whenEnded(engine: Engine, call: TestEngine['call'], jobId: string): Promise<JobDto> {
  return new Promise((resolve, reject) => {
    const unsubscribe = engine.onEvent((name, payload) => name === 'job.changed' && look((payload as { job: JobDto }).job));
    const look = (job: JobDto): void => {
      if (job.job_id !== jobId || job.finished_at === null) return;
      unsubscribe();
      resolve(job);
    };
    call('job.show', { job_id: jobId }).then(look, reject);
  });
}

/** The next start after a kill: opens the home in this process, and closes it again. A process of its own costs half a second more. */
export async function nextStart<T>(
  home: string,
  work: (app: { readonly call: TestEngine['call']; ended(job: { readonly job_id: string }): Promise<JobDto> }) => Promise<T>,
): Promise<T> {
  const engine = await openEngine({ home });
  try {
    const call = callerOf(engine, home);
    return await work({ call, ended: ({ job_id }) => whenEnded(engine, call, job_id) });
  } finally {
    await engine.close();
  }
}

export async function testEngine(options: Partial<EngineOptions> & { readonly folder?: string } = {}): Promise<TestEngine> {
  const { folder = tempFolder(), ...more } = options;
  const home = join(folder, 'home');
  const engine = await openEngine({ home, ...more });
  onTestFinished(() => engine.close());
  const call = callerOf(engine, home);
  const ended = (jobId: string): Promise<JobDto> => whenEnded(engine, call, jobId);
  const result = async <T>(jobId: string): Promise<T> => {
    const job = await ended(jobId);
    if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
    return job.result as T;
  };
  return {
    engine,
    folder,
    call,
    ended,
    newStorage: async (name = 'base') => {
      mkdirSync(join(folder, name), { recursive: true });
      const storage = await call('storage.create', { base_path: join(folder, name), display_name: name });
      return { uuid: storage.uuid, root: storage.full_path, photos: join(storage.full_path, storage.photos_dir) };
    },
    import: async (input) => result((await call('import.start', input)).job_id),
    preview: async (input) => result((await call('import.preview', input)).job_id),
    scan: async (input) => result((await call('scan.start', input)).job_id),
  };
}
