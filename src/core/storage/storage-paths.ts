/** Where things are inside a storage (docs/format/storage-v2.md#tree). */
import { join } from 'node:path';

export interface StoragePaths {
  readonly root: string;
  readonly photos: string;
  readonly masterIndex: string;
  readonly imports: string;
  readonly system: string;
  readonly hotpreviews: string;
  readonly metadata: string;
  readonly staging: string;
  readonly history: string;
}

/** @param photosDir `photos`, or `.` for an adopted folder */
export function storagePaths(root: string, photosDir: string): StoragePaths {
  const system = join(root, '.imalink');
  return {
    root,
    photos: join(root, photosDir),
    masterIndex: join(root, 'index.json'),
    imports: join(root, 'imports'),
    system,
    hotpreviews: join(system, 'hotpreviews'),
    metadata: join(system, 'metadata'),
    staging: join(system, 'staging'),
    history: join(system, 'history'),
  };
}

/** `<hotpreviews>/a1/b2/<hothash>.jpg` */
export function hotpreviewPath(hotpreviewsDir: string, hothash: string): string {
  return join(hotpreviewsDir, hothash.slice(0, 2), hothash.slice(2, 4), `${hothash}.jpg`);
}
