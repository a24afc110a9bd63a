/** Missing files whose bytes stand in another storage: bringing them back from there is the suggestion. */
import type { Finding, Plan } from '#domain/reconcile/types.ts';
import type { Context } from '../context.ts';
import { lookForStorages } from '../online-storages.ts';
import type { StorageRow } from '../storage-rows.ts';

/** The plan with `restore_from_copy` suggested where a reachable storage holds the very bytes. */
export async function suggestCopiesElsewhere(context: Context, storage: StorageRow, plan: Plan): Promise<Plan> {
  const lost = plan.findings.filter((finding) => finding.kind === 'missing' && finding.lane === 'ask');
  if (lost.length === 0) return plan;
  const online = await lookForStorages(context);
  const copies = new Map<number, string>();
  const fileIds = lost.map((finding) => Number(finding.facts['file_id']));
  for (let start = 0; start < fileIds.length; start += 1000) {
    const rows = await context.catalog.read
      .selectFrom('image_file as lost')
      .innerJoin('image_file as copy', 'copy.photo_id', 'lost.photo_id')
      .innerJoin('storage', 'storage.id', 'copy.storage_id')
      .select(['lost.id', 'copy.storage_id', 'storage.display_name'])
      .where('lost.id', 'in', fileIds.slice(start, start + 1000))
      .where('copy.storage_id', '<>', storage.id)
      .where('copy.status', '=', 'present')
      .whereRef('copy.checksum', '=', 'lost.checksum')
      .execute();
    for (const row of rows) if (online.has(row.storage_id)) copies.set(row.id, row.display_name);
  }
  if (copies.size === 0) return plan;
  return { ...plan, findings: plan.findings.map((finding) => suggest(finding, copies)) };
}

function suggest(finding: Finding, copies: ReadonlyMap<number, string>): Finding {
  const name = finding.kind === 'missing' && finding.lane === 'ask' ? copies.get(Number(finding.facts['file_id'])) : undefined;
  if (name === undefined) return finding;
  return {
    ...finding,
    lane: 'suggest',
    default: 'restore_from_copy',
    resolutions: ['restore_from_copy', ...finding.resolutions.filter((each) => each !== 'restore_from_copy')],
    reason: `${finding.reason} The same bytes stand in ${name}.`,
    facts: { ...finding.facts, copy_in: name },
  };
}
