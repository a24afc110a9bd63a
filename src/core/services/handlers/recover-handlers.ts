import { ImaLinkError } from '#contract/errors.ts';
import type { recoverProcedures } from '#contract/procedures-recover.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { Context } from '../context.ts';
import { generateIndexes, indexStatus, showMaster, showSessionIndex } from '../index-status.ts';
import { startRecover } from '../recover/start-recover.ts';
import { writingOnly } from './writing-only.ts';

const notYet = (): never => {
  throw new ImaLinkError('not-supported-here', 'This is not built yet.');
};

export function recoverHandlers(context: Context): Pick<CoreHandlers, keyof typeof recoverProcedures> {
  const writing = writingOnly(context);
  return {
    'recover.start': writing((input) => startRecover(context, input)),
    'index.status': ({ storage }) => indexStatus(context, storage),
    'index.generate': writing(({ storage }) => generateIndexes(context, { storage })),
    'index.generateSession': writing(({ session_id: sessionId }) => generateIndexes(context, { sessionId })),
    'index.master': ({ storage }) => showMaster(context, storage),
    'index.session': ({ session_id: sessionId }) => showSessionIndex(context, sessionId),
    'verify.start': notYet,
    'verify.schedule': notYet,
    copies: notYet,
    'mirror.start': notYet,
  };
}
