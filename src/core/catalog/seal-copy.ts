/** A copy of the catalog becomes a backup to rely on: read through once, and one file without a log. */
import Database from 'better-sqlite3';

/** @throws Error when the copy is not whole */
export function sealCopy(path: string): void {
  const database = new Database(path, { fileMustExist: true });
  try {
    const [fault] = database.pragma('integrity_check(1)') as Record<string, string>[];
    const answer = fault && Object.values(fault)[0];
    if (answer !== 'ok') throw new Error(`the copy ${path} is not whole: ${answer}`);
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}
