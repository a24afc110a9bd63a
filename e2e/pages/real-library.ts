/** A library of real photos for stories in every host: sixty-two of them, over a midnight, in one storage. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jpeg, writeTree } from '#test/builders/tree.ts';
import type { RunningApp } from '../fixture.ts';
import { createStorage, importFolder } from './library.ts';

export const photosThere = 62;

export interface RealLibrary {
  readonly app: RunningApp;
  /** The folder of the storage. */
  readonly root: string;
  /** What the index of the only session says now. */
  index(): { import_session: { title: string }; files: Record<string, { photo: { rating: number }; custom: Record<string, string> }> };
}

/** @param folder names a folder of this test */
export async function realLibrary(launch: () => Promise<RunningApp>, folder: (name: string) => string): Promise<RealLibrary> {
  const [source, drive] = [folder('Rome 2024'), folder('drive')];
  const files: Record<string, Buffer> = {};
  // The newest is large enough to be zoomed into; two are on either side of a midnight.
  files['harbour.jpg'] = await jpeg({ seed: 1, takenAt: '2024:07:20 12:00:00', widthPx: 2400, heightPx: 1600 });
  files['before midnight.jpg'] = await jpeg({ seed: 2, takenAt: '2024:07:15 23:50:00' });
  files['after midnight.jpg'] = await jpeg({ seed: 3, takenAt: '2024:07:16 00:10:00' });
  for (let n = 4; n <= photosThere; n++)
    files[`${n % 2 === 0 ? 'forum' : 'bridge'}/IMG_${n}.jpg`] = await jpeg({
      seed: n,
      takenAt: `2024:07:1${7 + (n % 3)} 10:${String(n % 60).padStart(2, '0')}:00`,
    });
  writeTree(source, files);
  mkdirSync(drive, { recursive: true });
  const app = await launch();
  await createStorage(app, drive, 'Home archive');
  await importFolder(app, source, photosThere);
  const root = join(drive, readdirSync(drive).find((name) => name.startsWith('imalink_')) ?? 'no storage');
  return {
    app,
    root,
    index: () => JSON.parse(readFileSync(join(root, 'imports', readdirSync(join(root, 'imports'))[0] ?? ''), 'utf8')) as never,
  };
}
