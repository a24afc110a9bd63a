/** Leases of storages as the index writer uses them: one at a time, waited for or not. */
import { setTimeout as delay } from 'node:timers/promises';
import { ImaLinkError } from '#contract/errors.ts';
import { StorageLease, type LeaseHost } from '#core/storage/lease.ts';
import { leaseExpiresMs } from '#domain/merge/lease.ts';

const askAgainMs = 500;
/** A host that was switched off is over after a minute; one that writes longer than this is told about. */
const waitsAtMostMs = 2 * leaseExpiresMs;

/** Another host took the lease over while this one was suspended: what it wrote is to be merged before anything else. */
class LeaseLost extends Error {}

export class Leases {
  readonly #host: LeaseHost;
  readonly #known = new Map<string, StorageLease>();
  #held: StorageLease | null = null;

  constructor(host: LeaseHost) {
    this.#host = host;
  }

  /**
   * Runs `work` while this host has the lease; again, when it lost it meanwhile.
   * @param lock path of the lease
   * @returns null when the work was done, else the name of the host that has the lease
   * @throws ImaLinkError storage-locked when it waited in vain
   */
  async alone(lock: string, waits: boolean, work: () => Promise<void>): Promise<string | null> {
    const lease = this.#known.get(lock) ?? new StorageLease(lock, this.#host);
    this.#known.set(lock, lease);
    const startedMs = this.#host.nowMs();
    for (;;) {
      const other = await lease.acquire();
      if (other === null && (await this.#hold(lease, work))) return null;
      if (other === null) continue;
      if (!waits) return other;
      if (this.#host.nowMs() - startedMs > waitsAtMostMs)
        throw new ImaLinkError('storage-locked', `${other} is writing to this storage. Try again when it has ended.`, {
          details: { path: lock },
        });
      await delay(askAgainMs);
    }
  }

  /** Before every file that is written. @throws when another host has taken over; `alone` begins again then */
  async check(): Promise<void> {
    if (this.#held && !(await this.#held.isHeld())) throw new LeaseLost('another host took the lease over');
  }

  async #hold(lease: StorageLease, work: () => Promise<void>): Promise<boolean> {
    this.#held = lease;
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      throw error;
    } finally {
      this.#held = null;
      await lease.release();
    }
  }
}
