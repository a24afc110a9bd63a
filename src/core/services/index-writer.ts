/**
 * Keeps the JSON indexes of a storage in step with the catalog: session first, master after it, then the files of
 * .imalink/metadata; three previous generations are kept. Writes are coalesced; a session is dirty while its generation is ahead of its index.
 */
import { createHash } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { masterIndexText } from '#core/format/master-index.ts';
import { createLogger } from '#core/log.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { keepPrevious } from './index-history.ts';
import { baseFile } from './index-merge/bases.ts';
import { forgetIndex, noteIndex } from './index-merge/known-indexes.ts';
import { writtenLineage } from './session-document.ts';
import { pathsOf, requireWritable, type StorageRow } from './storage-rows.ts';
import type { WriteIndex, WrittenIndex } from './write-index-file.ts';

/** At most one write per session in this time (docs/format/storage-v2.md#writing). */
const coalesceMs = 2000;
const log = createLogger('indexes');

/** Takes what somebody else wrote to the indexes of a storage into the catalog, before they are written over. */
export type MergeIndexes = (storage: StorageRow) => Promise<void>;

export class IndexWriter {
  readonly #catalog: Catalog;
  readonly #host: { readonly uuid: string; readonly name: string };
  readonly #bases: string;
  readonly #writeFile: WriteIndex;
  #merge: MergeIndexes = async () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #catchingUp: Promise<void> = Promise.resolve();

  /** @param bases folder of the home where the indexes of sessions are kept as they were written */
  constructor(catalog: Catalog, host: { readonly uuid: string; readonly name: string }, bases: string, writeFile: WriteIndex) {
    this.#catalog = catalog;
    this.#host = host;
    this.#bases = bases;
    this.#writeFile = writeFile;
  }

  /** Says how foreign changes are merged; nothing is before. */
  mergeWith(merge: MergeIndexes): void {
    this.#merge = merge;
  }

  /** Writes what is dirty soon: for edits by hand. */
  schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch((error: unknown) => log.warn('an index could not be written yet', { error: String(error) }));
    }, coalesceMs);
  }

  /** Writes in the background what an interrupted run left behind: a kill may come between the catalog and its index. */
  catchUp(): void {
    this.#catchingUp = this.#sweepStaging()
      .then(() => this.lookAt())
      .then(() => this.flush())
      .catch((error: unknown) => log.warn('an index could not be caught up', { error: String(error) }));
  }

  /** Half-written indexes of a run that was killed. Whoever else is writing here finds its file gone and writes it again. */
  async #sweepStaging(): Promise<void> {
    const storages = await this.#catalog.read.selectFrom('storage').selectAll().execute();
    for (const storage of storages) {
      const { staging } = pathsOf(storage);
      // A storage that is away, or cannot be written to, has its leftovers swept another time.
      const names = await readdir(staging).catch((): string[] => []);
      for (const name of names) if (name.endsWith('.tmp')) await unlink(join(staging, name)).catch(() => undefined);
    }
  }

  /** Merges what others wrote to the indexes of reachable storages, of all or of one. */
  async lookAt(storageId?: number): Promise<void> {
    const storages = await this.#catalog.read.selectFrom('storage').selectAll().execute();
    for (const storage of storages) {
      if (storageId !== undefined && storage.id !== storageId) continue;
      const isThere = await requireWritable(storage).then(
        () => true,
        () => false,
      );
      if (isThere) await this.#inTurn(() => this.#merge(storage));
    }
  }

  /** Writes every dirty session of reachable storages now. Safe to call again at any time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const dirty = await this.#catalog.read
      .selectFrom('session')
      .selectAll()
      .whereRef('generation', '>', 'index_generation')
      .orderBy('id')
      .execute();
    const storages = await this.#catalog.read.selectFrom('storage').selectAll().execute();
    for (const storage of storages) {
      const sessions = dirty.filter((session) => session.storage_id === storage.id);
      const isMetadataDirty = storage.metadata_generation !== storage.metadata_index_generation;
      if (sessions.length === 0 && storage.generation === storage.index_generation && !isMetadataDirty) continue;
      const reachable = await requireWritable(storage).then(
        () => true,
        (error: unknown) => !(error instanceof ImaLinkError),
      );
      // Dirty sessions of a storage that is away are written when it comes back.
      if (!reachable) continue;
      for (const session of sessions) await this.writeSession(session.id);
      if (sessions.length === 0 && storage.generation !== storage.index_generation) await this.writeMaster(storage.id);
      if (isMetadataDirty) await this.writeMetadata(storage.id);
    }
  }

  /** Writes one session's index and the master index, durably; one at a time. @throws errno errors of the disk */
  writeSession(sessionId: number): Promise<void> {
    return this.#inTurn(() => this.#writeSession(sessionId));
  }

  /** Writes those files of .imalink/metadata that differ, durably. */
  writeMetadata(storageId: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#merge(await this.#storage(storageId));
      await this.#writeMetadata(storageId);
    });
  }

  /** Writes index.json of a storage, durably. */
  writeMaster(storageId: number): Promise<void> {
    return this.#inTurn(async () => {
      await this.#merge(await this.#storage(storageId));
      await this.#writeMaster(storageId);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#running.then(work);
    this.#running = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    await this.#catchingUp;
    if (this.#timer) await this.flush();
    await this.#running;
  }

  async #writeSession(sessionId: number): Promise<void> {
    const { storage_id: storageId } = await this.#session(sessionId);
    await this.#merge(await this.#storage(storageId));
    const session = await this.#session(sessionId);
    const storage = await this.#storage(storageId);
    const paths = pathsOf(storage);
    const target = join(paths.root, session.index_file);
    await keepPrevious(paths, target, session.index_generation);
    const base = baseFile(this.#bases, session.uuid);
    const [written] = await this.#writeFile({ kind: 'session', sessionId, target, stagingDir: paths.staging, base, host: this.#host });
    if (!written || 'isGone' in written) throw new Error(`the index of session ${sessionId} was not written`);
    const indexed = {
      index_generation: session.generation,
      index_sha256: written.sha256,
      lineage_json: JSON.stringify(writtenLineage(session, this.#host.uuid)),
    };
    await this.#catalog.write([
      noteIndex(this.#catalog, storage.id, written),
      this.#catalog.read.updateTable('session').set(indexed).where('id', '=', sessionId),
      this.#catalog.read
        .updateTable('storage')
        .set({ generation: sql<number>`generation + 1` })
        .where('id', '=', storage.id),
    ]);
    await this.#writeMaster(storage.id);
  }

  async #writeMetadata(storageId: number): Promise<void> {
    // The mark is read first: what changes while the files are written is written again.
    const { metadata_generation: generation } = await this.#storage(storageId);
    const written = await this.#writeFile({ kind: 'metadata', storageId });
    await this.#catalog.write([
      ...written.map((file) => this.#note(storageId, file)),
      this.#catalog.read.updateTable('storage').set({ metadata_index_generation: generation }).where('id', '=', storageId),
    ]);
  }

  async #writeMaster(storageId: number): Promise<void> {
    const storage = await this.#storage(storageId);
    const paths = pathsOf(storage);
    const [sessions, totals] = await Promise.all([
      this.#catalog.read
        .selectFrom('session')
        .select(['id', 'title', 'imported_at', 'index_file', 'uuid', 'index_sha256', 'index_generation'])
        .select((select) =>
          select
            .selectFrom('session_file')
            .select((inner) => inner.fn.count<number>('photo_id').distinct().as('n'))
            .whereRef('session_file.session_id', '=', 'session.id')
            .where(sql<boolean>`not exists (select 1 from photo where photo.id = session_file.photo_id and photo.hidden is not null)`)
            .as('file_count'),
        )
        .where('storage_id', '=', storageId)
        .where('index_generation', '>', 0)
        .orderBy('id')
        .execute(),
      storageTotals(this.#catalog, storageId),
    ]);
    const extra = JSON.parse(storage.extra_json) as { root?: object; storageInfo?: object };
    const text = masterIndexText({
      uuid: storage.uuid,
      directoryName: storage.directory_name,
      basePath: storage.base_path,
      displayName: storage.display_name,
      createdAt: storage.created_at,
      photosDir: storage.photos_dir,
      minCopies: storage.min_copies,
      totalFiles: totals.files,
      totalSizeBytes: totals.bytes,
      writer: { hostUuid: this.#host.uuid, hostName: this.#host.name, generation: storage.generation },
      sessions: sessions.map((session) => ({
        id: session.id,
        title: session.title,
        importedAt: session.imported_at,
        fileCount: session.file_count ?? 0,
        indexFile: session.index_file,
        uuid: session.uuid,
        sha256: session.index_sha256,
        generation: session.index_generation,
      })),
      extra,
    });
    await keepPrevious(paths, paths.masterIndex, storage.index_generation);
    const written = await durableWrite(paths.masterIndex, [Buffer.from(text)], paths.staging);
    const sha256 = createHash('sha256').update(text).digest('hex');
    await this.#catalog.write([
      noteIndex(this.#catalog, storageId, { name: 'index.json', ...written, sha256, text }),
      this.#catalog.read
        .updateTable('storage')
        .set({ index_generation: storage.generation, index_sha256: sha256 })
        .where('id', '=', storageId),
    ]);
  }

  #note(storageId: number, file: WrittenIndex) {
    return 'isGone' in file ? forgetIndex(this.#catalog, storageId, file.name) : noteIndex(this.#catalog, storageId, file);
  }

  #session(id: number) {
    return this.#catalog.read.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  }

  #storage(id: number): Promise<StorageRow> {
    return this.#catalog.read.selectFrom('storage').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  }
}

/** Files and bytes of a storage, companions included. */
export async function storageTotals(catalog: Catalog, storageId: number): Promise<{ readonly files: number; readonly bytes: number }> {
  const count = (table: 'image_file' | 'companion') =>
    catalog.read
      .selectFrom(table)
      .select((select) => [select.fn.countAll<number>().as('files'), select.fn.sum<number | null>('size_bytes').as('bytes')])
      .where('storage_id', '=', storageId)
      .executeTakeFirstOrThrow();
  const [files, companions] = await Promise.all([count('image_file'), count('companion')]);
  return { files: files.files + companions.files, bytes: (files.bytes ?? 0) + (companions.bytes ?? 0) };
}
