/** The browser the tests run in. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

export interface FoundBrowser {
  /** For the first line of a run: which one was taken. */
  readonly label: string;
  readonly executablePath: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Finds a Chromium: the one `IMALINK_CHROMIUM` names, the one of the lockfile (Linux on x64: the same on every
 * machine), Playwright's own, an installed one (docs/decisions/0015).
 * @param cacheDir where the lockfile's browser is unpacked, once
 */
export async function findBrowser(cacheDir: string): Promise<FoundBrowser> {
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const asked = process.env['IMALINK_CHROMIUM'];
  if (asked) return { label: `${asked} (IMALINK_CHROMIUM)`, executablePath: asked, args };
  const locked = await lockfileBrowser(cacheDir);
  if (locked != null) {
    // A headless shell without the set-uid sandbox helper: the pages it shows are our own.
    return { label: '@sparticuz/chromium', executablePath: locked, args: ['--no-sandbox', '--no-zygote'], env: environmentFor(locked) };
  }
  if (existsSync(chromium.executablePath())) return { label: "Playwright's own", executablePath: chromium.executablePath(), args };
  const path = installed.find((each) => existsSync(each));
  if (path != null) return { label: path, executablePath: path, args };
  throw new Error('No Chromium found. Install one (`npx playwright install chromium`) or name one in IMALINK_CHROMIUM.');
}

/**
 * Unpacks the lockfile's browser once. Never use its own `args`: they switch web security off, which is what we test.
 * It unpacks into the temporary folder, under fixed names and not atomically: so into one of our own, moved into
 * place when it is complete.
 */
async function lockfileBrowser(cacheDir: string): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const executablePath = join(cacheDir, 'chromium');
  if (existsSync(executablePath)) return executablePath;
  await mkdir(dirname(cacheDir), { recursive: true });
  const unpackDir = await mkdtemp(`${cacheDir}-`);
  // Read by the package: where to unpack, and to unpack the libraries that a bare machine lacks. It changes the
  // environment itself, too; all of it is put back.
  const saved = { ...process.env };
  Object.assign(process.env, { TMPDIR: unpackDir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  try {
    const { default: sparticuz } = await import('@sparticuz/chromium');
    await sparticuz.executablePath();
    await rename(unpackDir, cacheDir);
    return executablePath;
  } catch {
    await rm(unpackDir, { recursive: true, force: true });
    return existsSync(executablePath) ? executablePath : null; // another process was faster, or it is not installed
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
    Object.assign(process.env, saved);
  }
}

/** The unpacked libraries stand in only where the system lacks one: on a complete system its own are the right ones. */
function environmentFor(executablePath: string): Record<string, string> {
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] != null));
  const isComplete = !spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout?.includes('not found');
  const libraries = join(dirname(executablePath), 'al2023', 'lib');
  return isComplete ? env : { ...env, LD_LIBRARY_PATH: [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':') };
}
