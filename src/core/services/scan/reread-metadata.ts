/** Files whose metadata was edited outside: what they say now goes into the catalog, where no person had the word. */
import type { Catalog } from '#core/catalog/catalog.ts';
import type { MediaResult } from '#core/media/types.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { Finding, Plan } from '#domain/reconcile/types.ts';
import { refreshedFacts } from '#domain/resolve/refreshed-facts.ts';
import { factsOfFile, factsOfRow } from '../photo-facts.ts';

/** The plan with a `set_photo` for every photo whose file says something else than the catalog. */
export async function rereadMetadata(catalog: Catalog, plan: Plan, results: ReadonlyMap<string, MediaResult>): Promise<Plan> {
  const edited = new Map<number, MediaResult>();
  for (const finding of plan.findings) {
    const result = isRereadable(finding) ? results.get(finding.path) : undefined;
    if (result) edited.set(Number(finding.facts['photo_id']), result);
  }
  if (edited.size === 0) return plan;
  const changes = await changesOf(catalog, edited);
  const findings = plan.findings.map((finding) => {
    const change = isRereadable(finding) ? changes.get(Number(finding.facts['photo_id'])) : undefined;
    return change ? { ...finding, changes: [...finding.changes, change] } : finding;
  });
  return { ...plan, findings };
}

const isRereadable = ({ kind, facts }: Finding): boolean =>
  (kind === 'metadata_edited' && facts['checksum_now'] !== undefined) || (kind === 'moved' && facts['byte_identical'] === false);

async function changesOf({ read }: Catalog, edited: ReadonlyMap<number, MediaResult>): Promise<ReadonlyMap<number, CatalogChange>> {
  const ids = [...edited.keys()];
  const changes = new Map<number, CatalogChange>();
  // In pages: SQLite takes a limited number of values at once.
  for (let start = 0; start < ids.length; start += 1000) {
    const page = ids.slice(start, start + 1000);
    const rows = await read.selectFrom('photo').selectAll().where('id', 'in', page).execute();
    const tags = Map.groupBy(
      await read
        .selectFrom('photo_tag')
        .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
        .select(['photo_id', 'name'])
        .where('photo_id', 'in', page)
        .orderBy('name')
        .execute(),
      (row) => row.photo_id,
    );
    for (const row of rows) {
      const from = factsOfRow(
        row,
        (tags.get(row.id) ?? []).map(({ name }) => name),
      );
      const to = refreshedFacts(from, factsOfFile(edited.get(row.id) as MediaResult), JSON.parse(row.user_fields) as string[]);
      const isSame = Object.keys(to).every((column) => to[column] === from[column]);
      if (!isSame) changes.set(row.id, { change: 'set_photo', photoId: row.id, from, to, previous: 'keep' });
    }
  }
  return changes;
}
