/** The app's log: one JSON object a line, in the home folder. It never leaves the machine. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogSink } from '#core/log.ts';

/** At this size the log becomes `imalink.log.1` and a new one begins: two files at most. */
const maxSizeBytes = 2 * 1024 * 1024;

/**
 * Opens the log. Debug entries, which hold file paths, are written only for the scopes in `debugScopes`.
 * A log that cannot be written is given up silently: the app does not fail for it.
 */
export function openLogFile(dir: string, debugScopes: readonly string[]): LogSink {
  const file = join(dir, 'imalink.log');
  return ({ level, scope, message, fields }) => {
    if (level === 'debug' && !debugScopes.includes(scope)) return;
    try {
      mkdirSync(dir, { recursive: true });
      rotate(file);
      appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), level, scope, message, ...fields })}\n`);
    } catch {
      // Home folder read-only or full.
    }
  };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxSizeBytes) renameSync(file, `${file}.1`);
}
