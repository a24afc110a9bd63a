/** What the buttons of a storage do, each with a word on how it went. */
import type { StorageDto } from '#contract/storage.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
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
  await attempt(`${storage.display_name} was not relocated`, async () => {
    const path = await chooseFolder(`Where is ${storage.display_name} now?`, 'It is here');
    if (path != null) await relocate(storage, path);
  });
}

/** Takes a place for the storage's. @throws ApiError */
async function relocate(storage: Pick<StorageDto, 'uuid' | 'display_name'>, path: string): Promise<void> {
  await api.call('storage.relocate', { storage: storage.uuid, path });
  toast({ title: `${storage.display_name} is at its new place`, description: path, tone: 'ok' });
}

export const relocateTo = (storage: Pick<StorageDto, 'uuid' | 'display_name'>, path: string): Promise<boolean> =>
  attempt(`${storage.display_name} was not relocated`, () => relocate(storage, path));

/** Asks for so many verified copies of every photo, whatever storage it stands in. */
export async function wantCopies(storages: readonly StorageDto[], count: number): Promise<void> {
  await attempt('The number of copies was not changed', async () => {
    for (const { uuid } of storages) await api.call('storage.edit', { storage: uuid, min_copies: count });
  });
}

export async function setActive({ uuid, display_name }: StorageDto, isActive: boolean): Promise<void> {
  await attempt(`${display_name} could not be ${isActive ? 'reactivated' : 'deactivated'}`, async () => {
    await api.call(isActive ? 'storage.reactivate' : 'storage.deactivate', { storage: uuid });
    toast({
      title: isActive ? `${display_name} is looked after again` : `${display_name} is left alone`,
      ...(isActive ? {} : { description: 'It is not scanned and not watched, and no index is written.' }),
      tone: 'ok',
    });
  });
}

export async function forget({ uuid, display_name }: StorageDto): Promise<void> {
  await attempt(`${display_name} was not forgotten`, async () => {
    await api.call('storage.forget', { storage: uuid, confirm: true });
    toast({ title: `${display_name} is forgotten`, description: '0 files were touched.', tone: 'ok' });
  });
}
