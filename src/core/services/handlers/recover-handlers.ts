import type { recoverProcedures } from '#contract/procedures-recover.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { Context } from '../context.ts';
import { generateIndexes, indexStatus, showMaster, showSessionIndex } from '../index-status.ts';
import { startRecover } from '../recover/start-recover.ts';
import { reportCopies } from '../verify/copies.ts';
import { startMirror } from '../verify/mirror.ts';
import { readSchedule } from '../verify/schedule.ts';
import { startVerify } from '../verify/start-verify.ts';
import { writingOnly } from './writing-only.ts';

export function recoverHandlers(context: Context): Pick<CoreHandlers, keyof typeof recoverProcedures> {
  const writing = writingOnly(context);
  return {
    'recover.start': writing((input) => startRecover(context, input)),
    'index.status': ({ storage }) => indexStatus(context, storage),
    'index.generate': writing(({ storage }) => generateIndexes(context, { storage })),
    'index.generateSession': writing(({ session_id: sessionId }) => generateIndexes(context, { sessionId })),
    'index.master': ({ storage }) => showMaster(context, storage),
    'index.session': ({ session_id: sessionId }) => showSessionIndex(context, sessionId),
    'verify.start': writing((input) => startVerify(context, input)),
    'verify.schedule': () => readSchedule(context),
    copies: (input) => reportCopies(context, input),
    'mirror.start': writing((input) => startMirror(context, input)),
  };
}
