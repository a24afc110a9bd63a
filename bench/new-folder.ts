/** A new folder beside a planted library: half of it are copies of files there, a tenth the same pictures with a comment, the rest is new. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plantedPath, plantedPhotos, type PlantedStorage } from './plant-storage.ts';

export interface NewFolder {
  readonly folder: string;
  readonly identical: number;
  readonly samePicture: number;
}

/** @param library number of photos in the storage; @param files of the new folder, five hundred to a folder of its own */
export async function makeNewFolder(root: string, planted: PlantedStorage, library: number, files: number): Promise<NewFolder> {
  const folder = join(root, 'new');
  rmSync(folder, { recursive: true, force: true });
  const pictureOf = await plantedPhotos(planted.sizes);
  const counts = { identical: 0, samePicture: 0 };
  for (let number = 0; number < files; number++) {
    const sub = join(folder, String(Math.floor(number / 500)));
    if (number % 500 === 0) mkdirSync(sub, { recursive: true });
    const target = join(sub, `DSC${String(number).padStart(5, '0')}.jpg`);
    // Spread over the whole library, and in another order than there.
    const stored = join(planted.photos, plantedPath((number * 7919) % library));
    if (number % 10 < 5) {
      copyFileSync(stored, target);
      counts.identical += 1;
    } else if (number % 10 === 5) {
      writeFileSync(target, withComment(readFileSync(stored)));
      counts.samePicture += 1;
    } else writeFileSync(target, pictureOf(library + number));
  }
  return { folder, ...counts };
}

/** Another file of the same picture: a comment after the start marker. */
function withComment(jpeg: Buffer): Buffer {
  const text = Buffer.from('from another program');
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
