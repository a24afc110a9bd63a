import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/browser.ts';
import { electronBinary, type HostKind } from './e2e/fixture.ts';

const { label, ...launchOptions } = await findBrowser(`${import.meta.dirname}/node_modules/.cache/imalink-chromium`);
const electron = electronBinary();
// The config is read again in every worker; one line is enough.
if (!process.env['TEST_WORKER_INDEX']) console.log(`Browser: ${label}. Electron: ${electron ?? 'its stand-in'}.`);

/** One project per host. A test runs in all of them, unless its tag names the only hosts it is about. */
export default defineConfig<object, { host: HostKind }>({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // A busy build server gets a second try; what passed only then is listed as flaky, and is to be mended.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: { launchOptions, trace: 'retain-on-failure', viewport: { width: 1280, height: 800 } },
  projects: [
    { name: 'browser', grepInvert: /@desktop|@standin/, use: { host: 'browser' } },
    { name: 'standin', grepInvert: /@browser/, use: { host: 'standin' } },
    ...(electron == null ? [] : [{ name: 'electron', grepInvert: /@browser|@standin/, use: { host: 'electron' as const } }]),
  ],
});
