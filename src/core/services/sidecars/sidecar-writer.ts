/**
 * Keeps the XMP sidecars in step with what a person says of photos, where the person wants that (`write_sidecars`). A photo is due
 * while its rev is ahead of the one in its sidecars: what a kill, a drive that is away or another program interrupts is done later.
 */
import type { EventName } from '#contract/events.ts';
import type { Settings } from '#contract/system.ts';
import { isUnderWay } from '#contract/names.ts';
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { findStorage, requireWritable } from '../storage-rows.ts';
import type { Timers } from '../watch/timers.ts';
import { duePhotos, noteWritten, type DuePhoto } from './due-photos.ts';
import { writeSidecar } from './write-sidecar.ts';

/** As with indexes: of a row of keys pressed on one photo the last is written. */
const coalesceMs = 2000;
/** Photos per look at the catalog. */
const pageSize = 200;
const log = createLogger('sidecars');

/** After these more may be due, or what was due may have become possible. */
const causes: ReadonlySet<EventName> = new Set<EventName>(['photos.changed', 'settings.changed', 'storage.changed']);

export interface SidecarWriterDeps {
  readonly context: Context;
  readonly settings: () => Settings;
  readonly timers: Timers;
}

export class SidecarWriter {
  readonly #deps: SidecarWriterDeps;
  #forgetNext: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(deps: SidecarWriterDeps) {
    this.#deps = deps;
  }

  /** Hears of what happened. */
  follow(name: EventName): void {
    if (causes.has(name)) this.#soon();
  }

  #soon(): void {
    if (!this.#isWanted() || this.#isClosed) return;
    this.#forgetNext ??= this.#deps.timers.after(coalesceMs, () => {
      this.#forgetNext = undefined;
      void this.flush();
    });
  }

  /** Writes what is due and can be written now. Never rejects. */
  flush(): Promise<void> {
    this.#running = this.#running
      .then(() => this.#writeDue())
      .catch((error: unknown) => log.warn('sidecars could not be written yet', { error: String(error) }));
    return this.#running;
  }

  /** Writes what was waiting for its moment, then ends. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const isWaiting = this.#forgetNext !== undefined;
    this.#forgetNext?.();
    await (isWaiting ? this.flush() : this.#running);
  }

  #isWanted(): boolean {
    return !this.#deps.context.readOnly && this.#deps.settings().write_sidecars;
  }

  async #writeDue(): Promise<void> {
    if (!this.#isWanted()) return;
    // A move takes a source away only while its copy has the bytes that were imported.
    if (this.#deps.context.jobs.list().some((job) => job.kind === 'import' && isUnderWay(job))) return this.#soon();
    let afterId = 0;
    let written = 0;
    for (;;) {
      const photos = await duePhotos(this.#deps.context.catalog, afterId, pageSize);
      for (const photo of photos) written += await this.#writePhoto(photo);
      const last = photos.at(-1);
      if (!last) break;
      afterId = last.id;
    }
    if (written > 0) this.#deps.context.indexes.schedule();
  }

  /** All sidecars of a photo; one that cannot be written now leaves it due. @returns how many were written */
  async #writePhoto(photo: DuePhoto): Promise<number> {
    const { context } = this.#deps;
    let written = 0;
    let isDone = true;
    for (const file of photo.files) {
      try {
        const storage = await findStorage(context.catalog, file.storageUuid);
        await requireWritable(storage);
        if (await oneAtATime(context, storage.id, () => writeSidecar(context, storage, photo, file))) written += 1;
      } catch (error) {
        isDone = false;
        log.info('a sidecar waits', { photo: photo.hothash, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    if (isDone) await context.catalog.write(noteWritten(context.catalog, photo));
    return written;
  }
}
