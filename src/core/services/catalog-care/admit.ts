/** Before the catalog is opened: a lost one is set aside, and a backup takes its place where there is one. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogState } from '#contract/system.ts';
import { ImaLinkError } from '#contract/errors.ts';
import type { HomePaths } from '#core/home.ts';
import { createLogger } from '#core/log.ts';
import { restoreNewest, timeStamp } from './backups.ts';
import { examineCatalog } from './examine.ts';
import { readNote, writeNote } from './note.ts';

const log = createLogger('catalog');

export interface Admission {
  readonly state: CatalogState;
  /** What happened and what to do next, for people; null when all is well. */
  readonly words: string | null;
}

const nextStep = 'Run `imalink recover <storage>` or choose “Restore from an ImaLink storage”: everything stands in the storages.';

/**
 * Decides what is opened. Nothing is deleted: a damaged catalog keeps its log and gets another name.
 * @throws ImaLinkError catalog-unreadable when a read-only engine finds a catalog that changed and is damaged
 */
export async function admitCatalog(home: HomePaths, now: Date, readOnly: boolean): Promise<Admission> {
  const note = readNote(home);
  const before: Admission = note?.lost
    ? { state: 'lost', words: `The catalog ${note.lost.reason}. ${nextStep}` }
    : { state: 'ok', words: null };
  // While an app works with the catalog a second process only reads it, as it is.
  if (readOnly && note?.open !== false) return before;
  const finding = examineCatalog(home.catalog, note);
  if (finding.kind !== 'lost') return before;
  if (readOnly)
    throw new ImaLinkError(
      'catalog-unreadable',
      `The catalog ${home.catalog} ${finding.reason}. Your photos are not affected. ${nextStep}`,
      {
        details: { path: home.catalog },
      },
    );
  const aside = setAside(home, now);
  log.warn('the catalog is lost', { reason: finding.reason, aside });
  const kept = aside === null ? '' : ` What is left of it is ${aside}.`;
  const backup = restoreNewest(home);
  if (backup) {
    // What the note says is of the lost catalog; the one from the backup is judged by itself.
    if (note) await writeNote(home, { ...note, storages: 0, sessions: 0, photos: 0, version: 0, open: true, lost: null });
    const words = `The catalog ${finding.reason}; the backup of ${backup.toISOString().slice(0, 16).replace('T', ' ')} UTC took its place.${kept} ${nextStep}`;
    return { state: 'restored-from-backup', words };
  }
  const known = note ?? { catalog_uuid: '', version: 0, storages: 0, sessions: 0, photos: 0, size_bytes: null, modified_ms: null };
  await writeNote(home, {
    ...known,
    version: 0,
    storages: 0,
    sessions: 0,
    photos: 0,
    open: true,
    lost: { at: now.toISOString(), reason: finding.reason },
  });
  return { state: 'lost', words: `The catalog ${finding.reason}.${kept} Your photos are not affected. ${nextStep}` };
}

/** @returns the new path of the catalog; null when there was no file */
function setAside({ home, catalog }: HomePaths, now: Date): string | null {
  const target = join(home, `catalog-damaged-${timeStamp(now)}.sqlite`);
  let moved = false;
  // The file before its log: without the log it would be taken for an older catalog after a crash in between.
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(catalog + suffix)) {
      renameSync(catalog + suffix, target + suffix);
      moved = suffix === '' || moved;
    }
  return moved ? target : null;
}
