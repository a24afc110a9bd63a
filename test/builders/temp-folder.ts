/** A folder that lives as long as its test. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function tempFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'imalink-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
