/** Keeps the note beside the catalog true while the engine runs, and backs the catalog up once a day. */
import { statSync } from 'node:fs';
import { sql } from 'kysely';
import type { EventName, Events } from '#contract/events.ts';
import type { CatalogState } from '#contract/system.ts';
import { currentVersion } from '#core/catalog/migrations/index.ts';
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import type { Admission } from './admit.ts';
import { backUpDaily } from './backups.ts';
import { hasRows, readNote, writeNote, type CatalogNote } from './note.ts';

const log = createLogger('catalog');

export class CatalogKeeper {
  readonly #context: Context;
  readonly #admission: Admission;
  #lost: CatalogNote['lost'];
  #state: CatalogState;
  #work: Promise<void> = Promise.resolve();

  constructor(context: Context, admission: Admission) {
    this.#context = context;
    this.#admission = admission;
    this.#state = admission.state;
    this.#lost = readNote(context.home)?.lost ?? null;
  }

  /** `lost` until storages are there again. */
  get state(): Admission {
    return { state: this.#state, words: this.#state === 'ok' ? null : this.#admission.words };
  }

  /** Notes that the catalog is in use. */
  async begin(): Promise<void> {
    if (!this.#context.readOnly) await writeNote(this.#context.home, await this.#note(true));
  }

  /** Looks again after what may have changed the counts; a backup is made in a quiet moment. */
  follow<K extends EventName>(name: K, payload: Events[K]): void {
    const jobEnded = name === 'job.changed' && (payload as Events['job.changed']).job.finished_at !== null;
    if (this.#context.readOnly || (!jobEnded && name !== 'storage.changed')) return;
    this.#work = this.#work
      .then(async () => writeNote(this.#context.home, await this.#note(true)))
      .then(() => this.#backUp())
      .catch((error: unknown) => log.warn('the catalog could not be noted or backed up', { error: String(error) }));
  }

  /** Closes the catalog and notes how it was left. */
  async close(closeCatalog: () => Promise<void>): Promise<void> {
    const { readOnly, home } = this.#context;
    await this.#work;
    const note = readOnly ? null : await this.#note(false);
    await closeCatalog();
    if (!note) return;
    const { size, mtimeMs } = statSync(home.catalog);
    await writeNote(home, { ...note, size_bytes: size, modified_ms: mtimeMs });
  }

  async #backUp(): Promise<void> {
    const { home, clock, catalog, jobs } = this.#context;
    // In the middle of a job the catalog says what is about to be done.
    if (this.#state === 'lost' || jobs.list().some((job) => job.finished_at === null)) return;
    const path = await backUpDaily(home, catalog.executor, clock.now());
    if (path) log.info('the catalog was backed up', { path });
  }

  async #note(open: boolean): Promise<CatalogNote> {
    const { read } = this.#context.catalog;
    const count = async (table: 'storage' | 'session' | 'photo'): Promise<number> =>
      (
        await read
          .selectFrom(table)
          .select(sql<number>`count(*)`.as('n'))
          .executeTakeFirstOrThrow()
      ).n;
    const counts = { storages: await count('storage'), sessions: await count('session'), photos: await count('photo') };
    if (hasRows(counts)) {
      this.#lost = null;
      if (this.#state === 'lost') this.#state = 'ok';
    }
    return {
      catalog_uuid: this.#context.host.uuid,
      version: currentVersion,
      ...counts,
      open,
      size_bytes: null,
      modified_ms: null,
      lost: this.#lost,
    };
  }
}
