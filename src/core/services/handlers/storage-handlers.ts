import { ImaLinkError } from '#contract/errors.ts';
import type { storageProcedures } from '#contract/procedures-storage.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { Context } from '../context.ts';
import { adoptStorage, checkStorage, createStorage, listStorages, showStorage, storageStatistics } from '../storages.ts';
import { writingOnly } from './writing-only.ts';

const notYet = (): never => {
  throw new ImaLinkError('not-supported-here', 'This is not built yet.');
};

export function storageHandlers(context: Context): Pick<CoreHandlers, keyof typeof storageProcedures> {
  const writing = writingOnly(context);
  return {
    'storage.create': writing((input) => createStorage(context, input.base_path, input.display_name)),
    'storage.adopt': writing((input) => adoptStorage(context, input.path, input.display_name)),
    'storage.list': async () => ({ storages: await listStorages(context) }),
    'storage.show': (input) => showStorage(context, input.storage),
    'storage.statistics': (input) => storageStatistics(context, input.storage),
    'storage.check': (input) => checkStorage(context, input.storage),
    'storage.discover': notYet,
    'storage.relocate': notYet,
    'storage.deactivate': notYet,
    'storage.reactivate': notYet,
    'storage.forget': notYet,
    'storage.answerClone': notYet,
    'watch.status': notYet,
  };
}
