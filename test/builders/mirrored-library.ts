/** A library with a mirror, and the words for damage: bytes that change while size and time stay. */
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '#contract/procedures.ts';
import type { JobDto } from '#contract/job.ts';
import type { MirrorResult, VerifyResult } from '#contract/recover.ts';
import type { EngineOptions } from '#core/services/engine.ts';
import { testEngine, type TestEngine } from './engine.ts';
import { jpeg, writeTree } from './tree.ts';

export interface VerifiedLibrary {
  readonly app: TestEngine;
  readonly home: Awaited<ReturnType<TestEngine['newStorage']>>;
  readonly backup: Awaited<ReturnType<TestEngine['newStorage']>>;
  verify(input?: Input<'verify.start'>): Promise<VerifyResult>;
  mirror(): Promise<MirrorResult>;
  /** Everything but the time it took. */
  counts(result: VerifyResult): Omit<VerifyResult, 'problems' | 'duration_ms' | 'bytes'>;
}

/** @param count photos, `Card/0.jpg` and so on, imported into one storage; a second one is empty */
export async function verifiedLibrary(count: number, options: Partial<EngineOptions> = {}): Promise<VerifiedLibrary> {
  const app = await testEngine(options);
  const home = await app.newStorage('home-disk');
  const backup = await app.newStorage('backup-disk');
  const files: Record<string, Uint8Array> = {};
  for (let seed = 0; seed < count; seed++) files[`${seed % 2 === 0 ? 'even' : 'odd'}/${seed}.jpg`] = await jpeg({ seed });
  writeTree(join(app.folder, 'Card'), files);
  await app.import({ sources: [join(app.folder, 'Card')], storage: home.uuid, title: 'Trip' });
  const resultOf = async <T>(jobId: string): Promise<T> => endedWell<T>(await app.ended(jobId));
  return {
    app,
    home,
    backup,
    verify: async (input = {}) => resultOf((await app.call('verify.start', input)).job_id),
    mirror: async () => resultOf((await app.call('mirror.start', { storage: home.uuid, session_id: 1, to: backup.uuid })).job_id),
    counts: ({ problems: _problems, duration_ms: _durationMs, bytes: _bytes, ...counts }) => counts,
  };
}

export function endedWell<T>(job: JobDto): T {
  if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
  return job.result as T;
}

/** Flips one bit; size and time stay, as when a disk rots. */
export function rot(path: string, at = 0.5): void {
  const { mtime } = statSync(path);
  const bytes = readFileSync(path);
  const index = Math.floor(bytes.length * at);
  bytes[index] = (bytes[index] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
  utimesSync(path, mtime, mtime);
}
