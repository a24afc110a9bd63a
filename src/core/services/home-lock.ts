/**
 * One writing process per home. A SQLite lock held for the life of the process: the operating system drops it
 * with the process, however that ends, so there is no stale lock to judge by clocks.
 */
import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { ImaLinkError } from '#contract/errors.ts';
import type { HomePaths } from '#core/home.ts';

export interface HomeLock {
  release(): void;
}

/** @throws ImaLinkError home-locked, path-not-writable */
export function lockHome(home: HomePaths): HomeLock {
  try {
    mkdirSync(home.home, { recursive: true, mode: 0o700 });
    const database = new Database(home.lock, { timeout: 0 });
    try {
      database.pragma('journal_mode = MEMORY');
      database.exec('begin exclusive');
    } catch (error) {
      database.close();
      throw error;
    }
    return { release: () => database.close() };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_BUSY'))
      throw new ImaLinkError(
        'home-locked',
        `ImaLink is already running with the home ${home.home}. Close it, or choose another home with --home.`,
        { details: { home: home.home } },
      );
    throw new ImaLinkError(
      'path-not-writable',
      `The home folder ${home.home} cannot be written to (${code || String(error)}). Choose another with --home or IMALINK_HOME.`,
      { details: { home: home.home }, cause: error },
    );
  }
}
