// npm start: the desktop window where Electron can be had, else the same app in the browser.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBuildStale } from './build-state.mjs';
import { passSignalsTo, root, runTool, useProjectNode } from './project-node.mjs';

await useProjectNode();
process.chdir(root);

if (isBuildStale() && !runTool('electron-vite', ['build', '--logLevel', 'error'])) process.exit(1);

const asked = process.argv.slice(2);
const electron = findElectron();
if ('why' in electron) console.log(`Starting ImaLink in the browser: ${electron.why}.`);

const args = asked.filter((arg) => arg !== '--browser');
const child =
  'path' in electron
    ? spawn(electron.path, ['.', ...(isRoot() ? ['--no-sandbox'] : []), ...args], { stdio: 'inherit' })
    : spawn(process.execPath, ['out/cli/imalink.js', 'serve', '--open', ...args], { stdio: 'inherit' });
passSignalsTo(child);
child.on('exit', (code) => process.exit(code ?? 1));

/** The binary, downloaded now if need be; or why there is none. */
function findElectron() {
  if (asked.includes('--browser')) return { why: 'asked for with --browser' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { why: 'there is no graphical display' };
  const folder = join(root, 'node_modules', 'electron');
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), names[process.platform] ?? 'electron');
  if (existsSync(path)) return { path };
  console.log('Downloading Electron, once (about 110 MB) …');
  const install = spawnSync(process.execPath, [join(folder, 'install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    timeout: 600_000,
  });
  if (install.status === 0 && existsSync(path)) return { path };
  const reason =
    install.error?.message ??
    install.stderr
      ?.split('\n')
      .find((line) => line.trim() !== '')
      ?.trim();
  return { why: `Electron could not be downloaded (${reason ?? 'no reason given'})` };
}

/** Chromium's sandbox refuses to run as root; a container is the usual reason to be that. */
function isRoot() {
  return process.getuid?.() === 0;
}
