/** Two profiles that know one storage, as two machines that take turns with a disk, or share it. */
import { join } from 'node:path';
import type { EngineOptions } from '#core/services/engine.ts';
import { testEngine, type TestEngine } from './engine.ts';
import { hothashOf, writeLibrary, type FileModel, type LibraryModel } from './library-rows.ts';
import { memoryFolder } from './temp-folder.ts';

const photo = {
  taken: '2024-07-15T10:00:00.000',
  offset: null,
  camera: null,
  gps: null,
  exposure: false,
  title: '',
  custom: false,
  previous: false,
  hasHotpreview: false,
};
const file = (index: number, session: number): FileModel => ({
  photo: index,
  session,
  folder: `${session}/`,
  status: 'present',
  companions: [],
  verified: false,
  referencedBy: 0,
});
const session = (title: string) => ({ storage: 0, title, notes: '', author: null, problem: false, incomplete: false });
const model: LibraryModel = {
  photos: [photo, photo, photo],
  sessions: [session('One'), session('Two')],
  files: [file(0, 0), file(1, 0), file(2, 1), { ...file(0, 1), folder: 'again/' }],
};
/** Its photos: the first in both sessions, the third in the second alone. */
export const photosOfTwo = [0, 1, 2].map(hothashOf) as [string, string, string];

export interface Two {
  readonly root: string;
  readonly a: TestEngine;
  readonly b: TestEngine;
}

/** Their catalogs agree. @param options of the second */
export async function twoHosts(options: Partial<EngineOptions> = {}): Promise<Two> {
  const folder = memoryFolder();
  const a = await testEngine({ folder: join(folder, 'a') });
  const storage = await a.newStorage('disk');
  writeLibrary(join(folder, 'a/home'), [storage], model);
  await settle(a);
  const b = await testEngine({ folder: join(folder, 'b'), ...options });
  await b.ended((await b.call('recover.start', { paths: [storage.root], dry_run: false })).job_id);
  return { root: storage.root, a, b };
}

/** Reads what others wrote, and writes what is to be written, as every start and every look does. */
export const settle = (app: TestEngine): Promise<unknown> => app.call('system.doctor', { fix: true });
