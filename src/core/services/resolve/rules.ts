/** "Always do this": decisions made from one that was applied, carried out by themselves after scans. */
import type { Selectable } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Decision, ResolveResult, Rule } from '#contract/resolve.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { Resolution } from '#domain/reconcile/types.ts';
import { instant, type Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import type { StorageRow } from '../storage-rows.ts';
import { applyDecisions } from './apply-plan.ts';
import { parseFiles, type BatchItem } from './batch.ts';

type RuleRow = Selectable<CatalogSchema['rule']> & { storage_uuid: string; storage_name: string };

/** What needs more than a yes: a place, a name, a look. */
const needsPerson: ReadonlySet<string> = new Set(['locate', 'rename', 'pair_by_names', 'forget', 'confirm', 'make_primary']);

export async function listRules(context: Context): Promise<Rule[]> {
  return (await rows(context).orderBy('rule.id').execute()).map(toRule);
}

/**
 * Makes rules from an applied decision, one for each kind and resolution in it, below a folder.
 * @throws ImaLinkError history-not-found, rule-refused
 */
export async function createRules(context: Context, journalId: number, folder: string): Promise<Rule[]> {
  const { catalog, clock } = context;
  const journal = await catalog.read.selectFrom('journal').selectAll().where('id', '=', journalId).executeTakeFirst();
  if (!journal) throw new ImaLinkError('history-not-found', `There is no entry ${journalId}.`, { details: { id: journalId } });
  const items = parseFiles(journal.files_json)?.items ?? [];
  const refusal = journal.undone_at !== null ? 'it was undone' : items.length === 0 ? 'no decision of yours stands in it' : whyNot(items);
  if (refusal !== null)
    throw new ImaLinkError('rule-refused', `Entry ${journalId} cannot become a rule: ${refusal}.`, { details: { id: journalId } });
  const pairs = new Map(items.map((item) => [`${item.kind}:${item.as}`, item]));
  const uuids: string[] = [];
  for (const { kind, as } of pairs.values()) {
    const uuid = clock.newUuid();
    uuids.push(uuid);
    const key = { storage_id: journal.storage_id, folder, kind, resolution: as };
    await catalog.write([
      catalog.read.deleteFrom('rule').where('storage_id', '=', journal.storage_id).where('folder', '=', folder).where('kind', '=', kind),
      catalog.read.insertInto('rule').values({ ...key, uuid, created_at: instant(clock) }),
    ]);
  }
  return (await rows(context).where('rule.uuid', 'in', uuids).orderBy('rule.id').execute()).map(toRule);
}

/** Setting aside by rule is only for files that are equal byte for byte; what needs a person's word never becomes one. */
function whyNot(items: readonly BatchItem[]): string | null {
  if (items.some(({ as }) => needsPerson.has(as))) return 'it needs your word every time';
  const isSafe = ({ steps }: BatchItem): boolean =>
    steps.every((step) => step.step !== 'set_aside' || step.keeper?.checksum === step.checksum);
  return items.every(isSafe) ? null : 'it sets aside files that are not byte for byte the same as the ones that stay';
}

/** @throws ImaLinkError rule-not-found */
export async function changeRule(context: Context, id: number, enabled: boolean): Promise<Rule> {
  const { catalog } = context;
  await catalog.write([
    catalog.read
      .updateTable('rule')
      .set({ enabled: enabled ? 1 : 0 })
      .where('id', '=', id),
  ]);
  return findRule(context, id);
}

/** @throws ImaLinkError rule-not-found */
export async function removeRule(context: Context, id: number): Promise<void> {
  await findRule(context, id);
  await context.catalog.write([context.catalog.read.deleteFrom('rule').where('id', '=', id)]);
}

async function findRule(context: Context, id: number): Promise<Rule> {
  const row = await rows(context).where('rule.id', '=', id).executeTakeFirst();
  if (!row) throw new ImaLinkError('rule-not-found', `There is no rule ${id}.`, { details: { id } });
  return toRule(row);
}

/** Answers open findings of a storage that a rule speaks of. Never asks, never sets aside what is not byte-identical. */
export async function applyRules(context: Context, control: JobControl, storage: StorageRow): Promise<readonly ResolveResult[]> {
  const { read } = context.catalog;
  const rules = await read.selectFrom('rule').selectAll().where('storage_id', '=', storage.id).where('enabled', '=', 1).execute();
  if (rules.length === 0) return [];
  const open = await read
    .selectFrom('finding')
    .select(['id', 'kind', 'path', 'facts_json'])
    .where('storage_id', '=', storage.id)
    .where('status', '=', 'open')
    .execute();
  const results: ResolveResult[] = [];
  for (const rule of rules) {
    const decisions = open
      .filter((row) => row.kind === rule.kind && (rule.folder === '' || row.path.startsWith(`${rule.folder}/`)))
      .filter(
        (row) => rule.resolution !== 'set_aside' || (JSON.parse(row.facts_json) as { byte_identical?: boolean }).byte_identical === true,
      )
      .map((row): Decision => ({ id: row.id, as: rule.resolution as Resolution }));
    if (decisions.length === 0) continue;
    const result = await applyDecisions(context, control, decisions, null);
    results.push(result);
    await context.catalog.write([
      read
        .updateTable('rule')
        .set((set) => ({ used_count: set('used_count', '+', result.resolved.length) }))
        .where('id', '=', rule.id),
    ]);
  }
  return results;
}

function rows(context: Context) {
  return context.catalog.read
    .selectFrom('rule')
    .innerJoin('storage', 'storage.id', 'rule.storage_id')
    .selectAll('rule')
    .select(['storage.uuid as storage_uuid', 'storage.display_name as storage_name']);
}

function toRule(row: RuleRow): Rule {
  const { id, storage_uuid, storage_name, folder, kind, used_count, created_at } = row;
  return {
    id,
    storage_uuid,
    storage_name,
    folder,
    kind,
    as: row.resolution as Resolution,
    enabled: row.enabled === 1,
    used_count,
    created_at,
  };
}
