import { ImaLinkError } from '#contract/errors.ts';
import type { reorganizeProcedures } from '#contract/procedures-reorganize.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { ScanRequest, ScanResult } from '#contract/scan.ts';
import type { Context } from '../context.ts';
import { explain } from '../scan/explain.ts';
import { findConflict, listConflicts } from '../scan/findings.ts';
import { listHistory, showHistory, undoHistory } from '../scan/history.ts';
import { startScan } from '../scan/run-scan.ts';
import { findStorage, requireActive } from '../storage-rows.ts';
import { writingOnly } from './writing-only.ts';

const notYet = (): never => {
  throw new ImaLinkError('not-supported-here', 'This is not built yet.');
};

export function reorganizeHandlers(context: Context): Pick<CoreHandlers, keyof typeof reorganizeProcedures> {
  const writing = writingOnly(context);
  const begin = async (input: ScanRequest) => {
    requireActive(await findStorage(context.catalog, input.storage));
    return startScan(context, input);
  };
  const scan = writing(begin);
  const start = (input: ScanRequest) => (input.dry_run ? begin(input) : scan(input));
  return {
    'scan.start': start,
    'scan.run': async (input) => (await context.jobs.outcome((await start(input)).job_id)) as ScanResult,
    'conflict.list': async ({ storage, ...filter }) => ({
      conflicts: await listConflicts(context, {
        ...filter,
        storage: storage === undefined ? undefined : await findStorage(context.catalog, storage),
      }),
    }),
    'conflict.show': async ({ id }) => (await findConflict(context, id)).conflict,
    'conflict.explain': ({ kind }) => explain(kind),
    'history.list': async () => ({ entries: await listHistory(context) }),
    'history.show': ({ id }) => showHistory(context, id),
    'history.undo': writing(({ id }) => undoHistory(context, id)),
    'conflict.plan': notYet,
    'conflict.apply': notYet,
    'conflict.postpone': notYet,
    'rule.list': notYet,
    'rule.create': notYet,
    'rule.change': notYet,
    'rule.remove': notYet,
    'trash.list': notYet,
    'trash.plan': notYet,
    'trash.empty': notYet,
  };
}
