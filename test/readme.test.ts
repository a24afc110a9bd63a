/** Every command of the README runs, as it stands there; only its example paths are replaced by real ones. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from './builders/temp-folder.ts';
import { jpeg } from './builders/tree.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) => (block[1] as string).trim().split('\n'));
const prefix = 'npm run -s imalink -- ';

test('the README starts with the two commands, and the build server runs the second', () => {
  expect(commands.slice(0, 2)).toEqual(['npm install && npm start', 'npm install && npm test']);
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain(`\n${commands[1]}\n`);
  expect(commands.slice(2).filter((command) => !command.startsWith(prefix))).toEqual([]);
});

test('npm start prints an address where there is no display', { timeout: 120_000 }, async () => {
  const folder = tempFolder();
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    env: { ...process.env, IMALINK_HOME: folder, DISPLAY: '', WAYLAND_DISPLAY: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  await new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`ended with ${code}\n${stdout}`)));
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk);
      if (/http:\/\/127\.0\.0\.1:\d+\/#token=/.test(stdout)) resolve();
    });
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  expect(stdout).toMatch(/in the browser/);
});

test('every command of the README runs', { timeout: 120_000 }, async () => {
  const folder = tempFolder();
  const card = join(folder, 'DCIM');
  mkdirSync(join(folder, 'Pictures'));
  mkdirSync(card);
  writeFileSync(join(card, 'rome.jpg'), await jpeg({ seed: 1 }));
  const lines = commands.filter((command) => command.startsWith(prefix)).map((command) => command.slice(prefix.length));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    if (line.startsWith('serve')) continue; // runs until it is stopped: `npm start` above is the same
    const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) =>
      (match[1] ?? match[2] ?? '').replace('~/Pictures', join(folder, 'Pictures')).replace('/media/card/DCIM', card),
    );
    const result = spawnSync(process.execPath, [join(root, 'scripts/imalink.mjs'), ...args], {
      cwd: root,
      env: { ...process.env, IMALINK_HOME: join(folder, 'home') },
      encoding: 'utf8',
    });
    expect(result.status, `${line}\n${result.stdout}\n${result.stderr}`).toBe(0);
  }
});
