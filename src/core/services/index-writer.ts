/**
 * Keeps the JSON indexes of a storage in step with the catalog: session first, master after it, then the files of
 * .imalink/metadata; three previous generations are kept. Writes are coalesced; a session is dirty while its generation is ahead of its index.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { masterIndexText } from '#core/format/master-index.ts';
import { createLogger } from '#core/log.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { folderLeadingOut } from '#core/storage/links-out.ts';
import { keepPrevious } from './index-history.ts';
import { Leases } from './index-merge/leases.ts';
import { storageTotals } from './storage-totals.ts';
import { baseFile } from './index-merge/bases.ts';
import { forgetIndex, noteIndex } from './index-merge/known-indexes.ts';
import { writtenLineage } from './session-document.ts';
import { isStorageAt } from './storages/marker.ts';
import { pathsOf, requireWritable, type StorageRow } from './storage-rows.ts';
import { largeSessions, limitBySize, splitSession } from './split-session.ts';
import type { WriteIndex, WrittenIndex } from './write-index-file.ts';

/** At most one write per session in this time (docs/format/storage-v2.md#writing). */
const coalesceMs = 2000;
/** Another host writes for moments: asked again soon. */
const lockedMs = 5000;
const log = createLogger('indexes');

/** What the writer asks of others. */
export interface Neighbours {
  /** Takes what somebody else wrote to the indexes of a storage into the catalog, before they are written over. */
  merge(storage: StorageRow): Promise<void>;
  /** Tells that writing waits for another host, by its name; null when it waits no longer. */
  tellLocked(storage: StorageRow, hostName: string | null): Promise<void>;
}

export class IndexWriter {
  readonly #catalog: Catalog;
  readonly #host: { readonly uuid: string; readonly name: string };
  readonly #bases: string;
  readonly #writeFile: WriteIndex;
  readonly #leases: Leases;
  #neighbours: Neighbours = { merge: async () => undefined, tellLocked: async () => undefined };
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #catchingUp: Promise<void> = Promise.resolve();

  /** @param bases folder of the home where the indexes of sessions are kept as they were written */
  constructor(
    catalog: Catalog,
    host: { readonly uuid: string; readonly name: string },
    bases: string,
    writeFile: WriteIndex,
    nowMs: () => number = () => performance.now(),
  ) {
    this.#catalog = catalog;
    this.#host = host;
    this.#bases = bases;
    this.#writeFile = writeFile;
    this.#leases = new Leases({ ...host, token: randomUUID(), nowMs });
  }

  /** Says who merges what others write, and who is told; before, nobody. */
  mindOthers(neighbours: Neighbours): void {
    this.#neighbours = neighbours;
  }

  /** Writes what is dirty soon: for edits by hand. */
  schedule(): void {
    this.#flushIn(coalesceMs);
  }

  #flushIn(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch((error: unknown) => log.warn('an index could not be written yet', { error: String(error) }));
    }, delayMs);
  }

  /** Writes in the background what an interrupted run left behind: a kill may come between the catalog and its index. */
  catchUp(): void {
    this.#catchingUp = this.#sweepStaging()
      .then(() => this.#splitLarge())
      .then(() => this.lookAt())
      .then(() => this.flush())
      .catch((error: unknown) => log.warn('an index could not be caught up', { error: String(error) }));
  }

  /** Half-written indexes of a run that was killed. Whoever else is writing here finds its file gone and writes it again. */
  async #sweepStaging(): Promise<void> {
    const storages = await this.#catalog.read.selectFrom('storage').selectAll().execute();
    for (const storage of storages) {
      const { root, staging } = pathsOf(storage);
      if ((await folderLeadingOut(root)) !== null) continue;
      // A storage that is away, or cannot be written to, has its leftovers swept another time.
      const names = await readdir(staging).catch((): string[] => []);
      for (const name of names) if (name.endsWith('.tmp')) await unlink(join(staging, name)).catch(() => undefined);
    }
  }

  /** An earlier version let sessions grow past what an index can say: they are dirty once they are split. */
  async #splitLarge(): Promise<void> {
    for (const { id, storage_id: storageId } of await largeSessions(this.#catalog)) {
      const { root } = pathsOf(await this.#storage(storageId));
      // One at a time with every write, which splits as well: two at once would make a part too many.
      await this.#inTurn(async () => void (await splitSession(this.#catalog, root, id)));
    }
  }

  /** Merges what others wrote to the indexes of reachable storages, of all or of one. */
  async lookAt(storageId?: number): Promise<void> {
    const storages = await this.#catalog.read.selectFrom('storage').selectAll().execute();
    for (const storage of storages) {
      if (storageId !== undefined && storage.id !== storageId) continue;
      // Its photos are not looked at for this: the marker says enough.
      const isSettled = storage.is_active === 1 && storage.clone_path === null;
      if (isSettled && (await isStorageAt(storage.full_path, storage.uuid))) await this.#inTurn(() => this.#neighbours.merge(storage));
    }
  }

  /** Writes every dirty session of reachable storages now. Safe to call again at any time. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const { id } of await this.#catalog.read.selectFrom('storage').select('id').orderBy('id').execute())
      await this.#inTurn(() => this.#flushStorage(id));
  }

  /** Looked at when its turn has come: what was written meanwhile is not written twice. */
  async #flushStorage(storageId: number): Promise<void> {
    const dirty = () =>
      this.#catalog.read
        .selectFrom('session')
        .select('id')
        .where('storage_id', '=', storageId)
        .whereRef('generation', '>', 'index_generation')
        .orderBy('id')
        .execute();
    const isBehind = (storage: StorageRow): boolean => storage.generation !== storage.index_generation;
    const isMetadataDirty = (storage: StorageRow): boolean => storage.metadata_generation !== storage.metadata_index_generation;
    const storage = await this.#storage(storageId);
    if (!isBehind(storage) && !isMetadataDirty(storage) && (await dirty()).length === 0) return;
    const reachable = await requireWritable(storage).then(
      () => true,
      (error: unknown) => !(error instanceof ImaLinkError),
    );
    // What is dirty in a storage that is away is written when it comes back.
    if (!reachable) return;
    await this.#alone(storageId, false, async () => {
      for (const session of await dirty()) await this.#writeSession(session.id);
      if (isBehind(await this.#storage(storageId))) await this.#writeMaster(storageId);
      if (isMetadataDirty(await this.#storage(storageId))) await this.#writeMetadata(storageId);
    });
  }

  /**
   * Writes one session's index and the master index, durably; one at a time. Waits while another host writes.
   * @throws errno errors of the disk; ImaLinkError storage-locked when the other host does not end
   */
  async writeSession(sessionId: number): Promise<void> {
    const { storage_id: storageId } = await this.#session(sessionId);
    return this.#inTurn(() => this.#alone(storageId, true, () => this.#writeSession(sessionId)));
  }

  /** Writes index.json of a storage, durably. @throws as `writeSession` */
  writeMaster(storageId: number): Promise<void> {
    return this.#inTurn(() => this.#alone(storageId, true, () => this.#writeMaster(storageId)));
  }

  /** Runs `work` while no other host writes to the storage, on what the others wrote before. */
  async #alone(storageId: number, waits: boolean, work: () => Promise<void>): Promise<void> {
    const storage = await this.#storage(storageId);
    const alone = async (): Promise<void> => {
      await this.#neighbours.tellLocked(storage, null);
      await this.#neighbours.merge(await this.#storage(storageId));
      await work();
    };
    const other = await this.#leases.alone(join(pathsOf(storage).system, 'lock'), waits, alone);
    if (other === null) return;
    await this.#neighbours.tellLocked(storage, other);
    log.info('another host writes to a storage', { storage: storage.uuid, host: other });
    this.#flushIn(lockedMs);
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

  /** Writes the index of a session, of its parts first when it was too large for one. */
  async #writeSession(sessionId: number, limit?: number): Promise<void> {
    const { storage_id: storageId } = await this.#session(sessionId);
    const paths = pathsOf(await this.#storage(storageId));
    for (const id of [...(await splitSession(this.#catalog, paths.root, sessionId, limit)), sessionId]) await this.#writeWhole(id);
  }

  async #writeWhole(sessionId: number): Promise<void> {
    const session = await this.#session(sessionId);
    const storage = await this.#storage(session.storage_id);
    const paths = pathsOf(storage);
    const target = join(paths.root, session.index_file);
    await keepPrevious(paths, target, session.index_generation);
    await this.#leases.check();
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
    // Long words of people, not many files: still no reader of ours would take it.
    const limit = await limitBySize(this.#catalog, sessionId, written.sizeBytes);
    if (limit !== null) await this.#writeSession(sessionId, limit);
  }

  async #writeMetadata(storageId: number): Promise<void> {
    // The mark is read first: what changes while the files are written is written again.
    const { metadata_generation: generation } = await this.#storage(storageId);
    await this.#leases.check();
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
    await this.#leases.check();
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
