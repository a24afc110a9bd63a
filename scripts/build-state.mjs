/** Whether out/ was built from the sources as they are now, told by times alone: fast, and wrong only by building once more. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project-node.mjs';

const inputs = ['src', 'electron.vite.config.ts', 'package.json', 'tsconfig.base.json'];

/** True when something in the sources is newer than the build, or when there is none. */
export function isBuildStale() {
  const built = join(root, 'out', 'renderer', 'index.html'); // written last
  if (!existsSync(built) || !existsSync(join(root, 'out', 'main', 'index.js'))) return true;
  const builtMs = statSync(built).mtimeMs;
  return inputs.some((path) => newestMs(join(root, path)) > builtMs);
}

function newestMs(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  // A folder's own time tells of files that were removed from it.
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
