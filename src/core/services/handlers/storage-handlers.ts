import type { storageProcedures } from '#contract/procedures-storage.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import { onLane, type Context } from '../context.ts';
import { adoptStorage, createStorage, listStorages, showStorage } from '../storages.ts';
import { listFolders } from '../storages/folders.ts';
import { answerClone } from '../storages/answer-clone.ts';
import { checkStorage } from '../storages/check.ts';
import { startDiscover } from '../storages/discover.ts';
import { forgetStorage } from '../storages/forget.ts';
import { deactivateStorage, editStorage, reactivateStorage, relocateStorage } from '../storages/lifecycle.ts';
import { storageStatistics } from '../storages/statistics.ts';
import type { WatchService } from '../watch/watch-service.ts';
import { writingOnly } from './writing-only.ts';

export function storageHandlers(context: Context, watch: WatchService): Pick<CoreHandlers, keyof typeof storageProcedures> {
  const writing = writingOnly(context);
  const [screen, counts] = [onLane(context, 'screen'), onLane(context, 'counts')];
  const forget = writing((storage: string) => forgetStorage(context, storage, true));
  return {
    'storage.create': writing((input) => createStorage(context, input.base_path, input.display_name)),
    'storage.adopt': writing((input) => adoptStorage(context, input.path, input.display_name)),
    'storage.list': async () => ({ storages: await listStorages(screen) }),
    'storage.show': (input) => showStorage(screen, input.storage),
    'storage.statistics': (input) => storageStatistics(counts, input.storage),
    'library.statistics': () => storageStatistics(counts, undefined),
    'folder.list': (input) => listFolders(counts, input.storage, input.path),
    'storage.check': (input) => checkStorage(context, input.storage),
    'storage.discover': (input) => startDiscover(context, input.roots, input.depth),
    'storage.relocate': writing((input) => relocateStorage(context, input.storage, input.path)),
    'storage.edit': writing((input) => editStorage(context, input.storage, input)),
    'storage.deactivate': writing((input) => deactivateStorage(context, input.storage)),
    'storage.reactivate': writing((input) => reactivateStorage(context, input.storage)),
    'storage.forget': (input) => (input.confirm ? forget(input.storage) : forgetStorage(context, input.storage, false)),
    'storage.answerClone': writing((input) => answerClone(context, input.storage, input.path, input.answer)),
    'watch.status': async () => ({ storages: await watch.status() }),
  };
}
