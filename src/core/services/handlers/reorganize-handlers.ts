import type { reorganizeProcedures } from '#contract/procedures-reorganize.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { ScanRequest, ScanResult } from '#contract/scan.ts';
import { onLane, type Context } from '../context.ts';
import { startApply, type Rescan } from '../resolve/apply-plan.ts';
import { planDecisions } from '../resolve/plan-decisions.ts';
import { changeRule, createRules, listRules, removeRule } from '../resolve/rules.ts';
import { emptyTrash, listTrash, planEmptyTrash } from '../resolve/trash.ts';
import { explain } from '../scan/explain.ts';
import { findConflict, pageConflicts, postpone } from '../scan/findings.ts';
import { listHistory, showHistory, undoHistory } from '../scan/history.ts';
import { reportFindings } from '../scan/report-findings.ts';
import { startScan } from '../scan/run-scan.ts';
import { findStorage, requireActive } from '../storage-rows.ts';
import { writingOnly } from './writing-only.ts';

export function reorganizeHandlers(context: Context): Pick<CoreHandlers, keyof typeof reorganizeProcedures> {
  const writing = writingOnly(context);
  const screen = onLane(context, 'screen');
  const begin = async (input: ScanRequest) => {
    requireActive(await findStorage(context.catalog, input.storage));
    return startScan(context, input);
  };
  const scan = writing(begin);
  const start = (input: ScanRequest) => (input.dry_run ? begin(input) : scan(input));
  const rescan: Rescan = async (storage, folder, isFull) => {
    const request = { storage: storage.uuid, mode: isFull ? ('full' as const) : ('smart' as const), dry_run: false };
    // The folder itself may be what is gone.
    const started = startScan(context, folder === '' ? request : { ...request, path: folder }).catch(() => startScan(context, request));
    return (await started).job_id;
  };
  return {
    'scan.start': start,
    'scan.run': async (input) => (await context.jobs.outcome((await start(input)).job_id)) as ScanResult,
    'conflict.list': async ({ storage, ...filter }) =>
      pageConflicts(screen, { ...filter, storage: storage === undefined ? undefined : await findStorage(context.catalog, storage) }),
    'conflict.show': async ({ id }) => (await findConflict(context, id)).conflict,
    'conflict.explain': ({ kind }) => explain(kind),
    'conflict.report': ({ ids }) => reportFindings(context, ids),
    'history.list': (input) => listHistory(context, input),
    'history.show': ({ id }) => showHistory(context, id),
    'history.undo': writing(({ id }) => undoHistory(context, id)),
    'conflict.plan': ({ decisions }) => planDecisions(context, decisions),
    'conflict.apply': writing(({ plan_id }) => startApply(context, plan_id, rescan)),
    'conflict.postpone': writing(({ ids, postponed }) => postpone(context, ids, postponed)),
    'rule.list': async () => ({ rules: await listRules(context) }),
    'rule.create': writing(async ({ journal_id, folder }) => ({ rules: await createRules(context, journal_id, folder) })),
    'rule.change': writing(({ id, enabled }) => changeRule(context, id, enabled)),
    'rule.remove': writing(async ({ id }) => {
      await removeRule(context, id);
      return {};
    }),
    'trash.list': async ({ storage }) => ({ batches: await listTrash(context, storage) }),
    'trash.plan': ({ storage, older_than_days }) => planEmptyTrash(context, storage, older_than_days),
    'trash.empty': writing(({ plan_id }) => emptyTrash(context, plan_id)),
  };
}
