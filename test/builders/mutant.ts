/** A copy of the product's source with one deliberate mistake, in a folder of the test: nothing of it is ever shipped. */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from './temp-folder.ts';

export interface Change {
  /** Below `src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** @returns the folder with the changed `src`. @throws when a change does not fit the source exactly once */
export function mutant(changes: readonly Change[]): string {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = tempFolder();
  for (const name of ['src', 'package.json']) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, from, to } of changes) {
    const path = join(folder, 'src', file);
    const text = readFileSync(path, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} has ${text.split(from).length - 1} times: ${from}`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  return folder;
}
