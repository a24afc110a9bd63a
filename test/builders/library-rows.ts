/**
 * Builds libraries straight in the catalog and on the disk, without importing: random ones, cheaply. Files hold a few
 * bytes, no picture is decoded. What the product does with them (edits, indexes, recovery) is the product's own.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

export interface PhotoModel {
  readonly taken: string | null;
  readonly offset: string | null;
  readonly camera: string | null;
  readonly gps: readonly [number, number, number | null] | null;
  readonly exposure: boolean;
  readonly title: string;
  readonly custom: boolean;
  readonly previous: boolean;
  readonly hasHotpreview: boolean;
}

export interface FileModel {
  readonly photo: number;
  readonly session: number;
  readonly folder: string;
  readonly status: 'present' | 'missing' | 'edited' | 'corrupt';
  readonly companions: readonly ('raw' | 'sidecar' | 'live')[];
  readonly verified: boolean;
  /** Another session that shows the file, when it is of the same storage. */
  readonly referencedBy: number;
}

export interface SessionModel {
  readonly storage: number;
  readonly title: string;
  readonly notes: string;
  readonly author: string | null;
  readonly problem: boolean;
  readonly incomplete: boolean;
  /** Number of the session that this one mirrors, when that one is of another storage: it has the same files then. */
  readonly mirrorOf?: number | null;
}

export interface LibraryModel {
  readonly photos: readonly PhotoModel[];
  readonly sessions: readonly SessionModel[];
  readonly files: readonly FileModel[];
}

export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
export const hothashOf = (photo: number): string => sha(`photo ${photo}`);
export const uuidOf = (text: string): string => {
  const hex = sha(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Writes a model into the catalog of a home and onto the disk. @param storages uuid and root of each, made by the product */
export function writeLibrary(
  home: string,
  storages: readonly { readonly uuid: string; readonly root: string }[],
  model: LibraryModel,
): void {
  const db = new Database(join(home, 'catalog.sqlite'));
  db.transaction(() => {
    const storageIds = storages.map(({ uuid }) => (db.prepare('select id from storage where uuid = ?').get(uuid) as { id: number }).id);
    model.photos.forEach((photo, index) => insertPhoto(db, photo, index));
    const sessions = model.sessions.map((session, index) =>
      insertSession(db, session, index, storageIds, storages, mirroredBy(model, index)),
    );
    const taken = new Set<string>();
    model.files.forEach((file, index) => {
      const photo = file.photo % model.photos.length;
      const session = sessions[file.session % sessions.length] as { id: number; storage: number };
      const id = insertFile(db, { ...file, photo }, index, session, storageIds, storages, taken);
      const other = sessions[file.referencedBy % sessions.length] as { id: number; storage: number };
      if (file.referencedBy > 0 && other.storage === session.storage && other.id !== session.id)
        db.prepare('insert or ignore into session_reference values (?, ?)').run(other.id, id);
    });
    for (const [at, mirror] of sessions.entries()) {
      const source = mirroredBy(model, at);
      for (const [index, file] of source === null ? [] : model.files.entries()) {
        // Of two mirrors in one storage the first has the files.
        const isFree = !taken.has(`${mirror.storage} ${index}`);
        if (file.session % sessions.length !== source || !isFree) continue;
        const copy = { ...file, photo: file.photo % model.photos.length, status: 'present' as const };
        insertFile(db, copy, index, mirror, storageIds, storages, taken);
      }
    }
    for (const [index, photo] of model.photos.entries())
      if (photo.hasHotpreview)
        for (const storage of storages)
          place(
            join(
              storage.root,
              '.imalink/hotpreviews',
              hothashOf(index).slice(0, 2),
              hothashOf(index).slice(2, 4),
              `${hothashOf(index)}.jpg`,
            ),
            'preview',
          );
    // A photo that no file is of stands in no storage.
    db.exec(
      'delete from photo_previous where photo_id not in (select photo_id from image_file); delete from photo where id not in (select photo_id from image_file)',
    );
    db.exec(searchWords);
  })();
  db.close();
}

const searchWords = `insert into photo_search (rowid, names, words, tags, camera, lens, place, sessions)
  select id, '', title || ' ' || caption, '', coalesce(camera, ''), '', place,
    coalesce((select group_concat(title, ' ') from session where id in (select session_id from session_file where photo_id = photo.id)), '') from photo`;

/** The session that a session mirrors; null when it is of the same storage, or itself. */
function mirroredBy({ sessions }: LibraryModel, index: number): number | null {
  const { mirrorOf, storage } = sessions[index] as SessionModel;
  const source = mirrorOf == null ? undefined : sessions[mirrorOf % sessions.length];
  return source === undefined || source.storage === storage ? null : (mirrorOf as number) % sessions.length;
}

function place(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function insertPhoto(db: Database.Database, photo: PhotoModel, index: number): void {
  const { lastInsertRowid: id } = db
    .prepare(
      `insert into photo (hothash, hash_algo, format, kind, coded_width, coded_height, width, height, orientation, taken_at, taken_at_offset,
        taken_at_source, day, camera, exposure_json, latitude, longitude, altitude_m, title, place, content_identifier, has_hotpreview,
        imported_at, custom_json) values (?, 'img1', 'JPEG', 'image', 40, 30, 30, 40, 6, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      hothashOf(index),
      photo.taken,
      photo.offset,
      photo.taken === null ? 'none' : 'exif',
      photo.taken?.slice(0, 10) ?? null,
      photo.camera,
      photo.exposure ? JSON.stringify({ iso: 100, f_number: 2.8, exposure_time_s: 1 / 3, focal_length_mm: null }) : null,
      photo.gps?.[0] ?? null,
      photo.gps?.[1] ?? null,
      photo.gps?.[2] ?? null,
      photo.title,
      photo.camera === null ? '' : 'Rome, Italy',
      photo.offset === null ? null : uuidOf(`live ${index}`),
      photo.hasHotpreview ? 1 : 0,
      `2024-08-0${(index % 9) + 1}T10:00:00.000Z`,
      photo.custom ? JSON.stringify({ shelf: [index, { deep: null }] }) : '{}',
    );
  if (photo.previous) db.prepare('insert into photo_previous values (?, ?)').run(id, sha(`former ${index}`));
}

function insertSession(
  db: Database.Database,
  session: SessionModel,
  index: number,
  storageIds: readonly number[],
  storages: readonly { readonly uuid: string }[],
  mirrorOf: number | null,
): { id: number; storage: number } {
  const storage = session.storage % storageIds.length;
  if (session.author !== null)
    db.prepare('insert or ignore into author (uuid, name) values (?, ?)').run(uuidOf(session.author), session.author);
  const id = index + 1;
  const importedAt = `2024-08-1${index}T10:00:00.000Z`;
  db.prepare(
    `insert into session (id, uuid, storage_id, title, notes, author_id, imported_at, status, listed, found, request_json, index_file, changed_at)
      values (?, ?, ?, ?, ?, (select id from author where name = ?), ?, ?, 1, 7, ?, ?, ?)`,
  ).run(
    id,
    uuidOf(`session ${index}`),
    storageIds[storage],
    session.title,
    session.notes,
    session.author,
    importedAt,
    session.incomplete ? 'incomplete' : 'complete',
    JSON.stringify({
      sources: ['/card'],
      storage: storages[storage]?.uuid,
      mode: 'copy',
      layout: 'date',
      duplicates: 'keep',
      verify: true,
      companions: false,
      ...(mirrorOf === null ? {} : { mirror_of: uuidOf(`session ${mirrorOf}`) }),
    }),
    `imports/session_${id}.json`,
    importedAt,
  );
  if (session.problem)
    db.prepare('insert into import_problem (session_id, path, code, message, imported) values (?, ?, ?, ?, 1)').run(
      id,
      'x.jpg',
      'lying',
      'a PNG',
    );
  return { id, storage };
}

function insertFile(
  db: Database.Database,
  file: FileModel,
  index: number,
  session: { readonly id: number; readonly storage: number },
  storageIds: readonly number[],
  storages: readonly { readonly root: string }[],
  taken: Set<string>,
): number {
  const storageId = storageIds[session.storage] as number;
  const photos = join((storages[session.storage] as { root: string }).root, 'photos');
  const path = `${file.folder}IMG_${index}.jpg`;
  const content = `bytes of ${file.photo} in ${index}`;
  if (file.status !== 'missing') place(join(photos, path), content);
  const mtimeMs = file.status === 'missing' ? 1722513600123 : statSync(join(photos, path)).mtimeMs;
  taken.add(`${session.storage} ${index}`);
  const { lastInsertRowid } = db
    .prepare(
      `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, status,
        last_seen, created_at, verified_at) values ((select id from photo where hothash = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      hothashOf(file.photo),
      storageId,
      session.id,
      path,
      path.normalize('NFC').toLowerCase(),
      sha(content),
      content.length,
      mtimeMs,
      `DSC_${index}.JPG`,
      file.status,
      `2024-09-01T00:00:0${index % 10}.000Z`,
      '2024-08-01T00:00:00.000Z',
      file.verified ? '2024-09-02T00:00:00.000Z' : null,
    );
  const id = Number(lastInsertRowid);
  for (const role of new Set(file.companions)) {
    const companion = `${file.folder}IMG_${index}.${role}`;
    place(join(photos, companion), role);
    db.prepare(
      'insert into companion (file_id, storage_id, path, path_key, role, checksum, size_bytes, mtime_ms) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(id, storageId, companion, companion.toLowerCase(), role, sha(role), role.length, statSync(join(photos, companion)).mtimeMs);
  }
  return id;
}
