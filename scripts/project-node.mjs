/**
 * Every script here runs on the Node.js that the project brings (node_modules/.bin/node), whichever one started it.
 * Written for old versions: this file has to parse before it can say that a version is too old.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binDir = join(root, 'node_modules', '.bin');
const oldest = [22, 22];

/**
 * Starts the calling script again on the project's Node.js and ends with its exit code; resolves only on that one.
 * The old process stays to pass signals on: whoever started it knows no other.
 */
export async function useProjectNode() {
  process.env.PATH = binDir + delimiter + process.env.PATH;
  if (isNewEnough(process.versions.node)) return;
  const own = join(binDir, 'node');
  if (process.env.IMALINK_REEXEC || process.platform === 'win32' || !existsSync(own)) {
    console.error(
      `ImaLink needs Node.js ${oldest.join('.')} or newer; this is ${process.version}. Run npm install, or install a newer one.`,
    );
    process.exit(1);
  }
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, IMALINK_REEXEC: '1' } });
  passSignalsTo(child);
  await new Promise(() => child.on('exit', (code) => process.exit(code == null ? 1 : code)));
}

/** A signal for this process is meant for the one that does its work. */
export function passSignalsTo(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** The command of a development tool, for spawn: npm's links are shell scripts on Windows. */
export function tool(name) {
  return process.platform === 'win32'
    ? { command: join(binDir, `${name}.cmd`), shell: true }
    : { command: join(binDir, name), shell: false };
}

/** Runs a tool in the project's folder with its output shown. @returns true when it ended with 0 */
export function runTool(name, args, options = {}) {
  const { command, shell } = tool(name);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell, ...options }).status === 0;
}
