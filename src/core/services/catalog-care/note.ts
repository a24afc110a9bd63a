/** catalog.json beside the catalog: what was in it, so that an empty or absent catalog is not taken for a first run. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HomePaths } from '#core/home.ts';
import { durableWrite } from '#core/storage/durable-write.ts';

const CatalogNote = z.object({
  catalog_uuid: z.string(),
  /** `user_version` of the catalog. */
  version: z.int(),
  storages: z.int(),
  sessions: z.int(),
  photos: z.int(),
  /** True while a process works with the catalog: found at a start, the last one ended without closing it. */
  open: z.boolean(),
  /** Of the file when it was closed; a file that differs is looked at before it is used. */
  size_bytes: z.int().nullable(),
  modified_ms: z.number().nullable(),
  /** Set when the catalog was lost, until storages are there again. */
  lost: z.object({ at: z.string(), reason: z.string() }).nullable(),
});
export type CatalogNote = z.infer<typeof CatalogNote>;

/** The note, or null where there is none that can be read. */
export function readNote(home: HomePaths): CatalogNote | null {
  try {
    return CatalogNote.parse(JSON.parse(readFileSync(home.catalogNote, 'utf8')));
  } catch {
    // Absent or damaged: the catalog is then judged by itself.
    return null;
  }
}

/** Writes the note durably. */
export async function writeNote(home: HomePaths, note: CatalogNote): Promise<void> {
  await durableWrite(home.catalogNote, [Buffer.from(`${JSON.stringify(note, null, 2)}\n`)], home.home);
}

/** True when there was something to lose. */
export const hasRows = (note: Pick<CatalogNote, 'storages' | 'sessions' | 'photos'> | null): boolean =>
  note !== null && note.storages + note.sessions + note.photos > 0;

/** Removes half-written notes and settings of a process that was killed. The home must be locked. */
export function sweepHome({ home }: HomePaths): void {
  for (const name of readdirSync(home)) if (/^[0-9a-f-]{36}\.tmp$/.test(name)) rmSync(join(home, name), { force: true });
}
