/** What the buttons of a storage do, each with a word on how it went. */
import type { StorageDto } from '#contract/storage.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useJobs, useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Runs `work`; what went wrong becomes a toast. @returns false when it went wrong */
async function attempt(failed: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    toast({ title: failed, description: errorWords(thrown), tone: 'bad' });
    return false;
  } finally {
    await useStorages.getState().load();
  }
}

/** Asks where the storage is now. */
export async function locate(storage: StorageDto): Promise<void> {
  await attempt(t.storages.notRelocated(storage.display_name), async () => {
    const path = await chooseFolder(t.storages.whereIsNow(storage.display_name), t.storages.itIsHere);
    if (path != null) await relocate(storage, path);
  });
}

/** Takes a place for the storage's. @throws ApiError */
async function relocate(storage: Pick<StorageDto, 'uuid' | 'display_name'>, path: string): Promise<void> {
  await api.call('storage.relocate', { storage: storage.uuid, path });
  toast({ title: t.storages.atNewPlace(storage.display_name), description: path, tone: 'ok' });
}

/** A storage is at another place now. @returns false when it is not */
export const relocateTo = (storage: Pick<StorageDto, 'uuid' | 'display_name'>, path: string): Promise<boolean> =>
  attempt(t.storages.notRelocated(storage.display_name), () => relocate(storage, path));

/** Asks for so many verified copies of every photo, whatever storage it stands in. */
export async function wantCopies(storages: readonly StorageDto[], count: number): Promise<void> {
  await attempt(t.storages.copiesNotChanged, async () => {
    for (const { uuid } of storages) await api.call('storage.edit', { storage: uuid, min_copies: count });
  });
}

/** Puts a storage to rest, or wakes it. */
export async function setActive({ uuid, display_name }: StorageDto, isActive: boolean): Promise<void> {
  await attempt((isActive ? t.storages.notReactivated : t.storages.notDeactivated)(display_name), async () => {
    await api.call(isActive ? 'storage.reactivate' : 'storage.deactivate', { storage: uuid });
    toast({
      title: isActive ? t.storages.lookedAfter(display_name) : t.storages.leftAlone(display_name),
      ...(isActive ? {} : { description: t.storages.leftAloneMeans }),
      tone: 'ok',
    });
  });
}

/** Forgets a storage; no file is touched. */
export async function forget({ uuid, display_name }: StorageDto): Promise<void> {
  await attempt(t.storages.notForgotten(display_name), async () => {
    await api.call('storage.forget', { storage: uuid, confirm: true });
    toast({ title: t.storages.forgotten(display_name), description: t.storages.noFileTouched, tone: 'ok' });
  });
}

/** Nothing is said of storages that are away until they have been here again; the history takes it back. */
export async function ignoreUntilSeen(uuids: readonly string[]): Promise<void> {
  await attempt(t.storages.notIgnored, async () => {
    const decisions = [];
    for (const uuid of uuids) {
      // Looked at now, so that the absence is on record.
      await api.call('storage.check', { storage: uuid });
      const { conflicts } = await api.call('conflict.list', { storage: uuid, kind: 'offline' });
      decisions.push(...conflicts.flatMap(({ id }) => (id == null ? [] : [{ id, as: 'ignore_until_seen' as const }])));
    }
    if (decisions.length === 0) return;
    const { plan_id } = await api.call('conflict.plan', { decisions });
    await api.call('conflict.apply', { plan_id });
  });
}

/** Reads every file of a storage; `resume` goes on where the last time ended, `repair` takes what is wrong from verified copies. */
export const verify = (storage: StorageDto, more: { readonly resume?: boolean; readonly repair?: boolean } = {}): Promise<boolean> =>
  attempt(t.storages.notVerifiedStorage(storage.display_name), async () => {
    await api.call('verify.start', { storage: storage.uuid, ...more });
    await useJobs.getState().load();
  });
