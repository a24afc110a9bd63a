/** Files whose metadata was edited outside: what they say now goes into the catalog, where no person had the word. */
import type { Catalog } from '#core/catalog/catalog.ts';
import type { MediaResult } from '#core/media/types.ts';
import type { Selectable } from 'kysely';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { CatalogChange, PhotoFacts } from '#domain/reconcile/catalog-change.ts';
import type { Finding, Plan } from '#domain/reconcile/types.ts';
import { refreshedFacts } from '#domain/resolve/refreshed-facts.ts';
import { isXmp, withSidecar } from '#domain/sidecar-facts.ts';
import { factsOfFile, factsOfRow } from '../photo-facts.ts';

type PhotoRow = Selectable<CatalogSchema['photo']>;

/** The plan with a `set_photo` for every photo whose file or XMP sidecar says something else than the catalog. */
export async function rereadMetadata(catalog: Catalog, plan: Plan, results: ReadonlyMap<string, MediaResult>): Promise<Plan> {
  const said = new Map<number, Said>();
  for (const finding of plan.findings) {
    const photoId = Number(finding.facts['photo_id'] ?? Number.NaN);
    if (Number.isNaN(photoId)) continue;
    const before = said.get(photoId) ?? { finding, file: null, sidecars: [] };
    const sidecars = sidecarsOf(finding).flatMap((path) => results.get(path) ?? []);
    const file = isRereadable(finding) ? (results.get(finding.path) ?? null) : null;
    if (file !== null || sidecars.length > 0)
      said.set(photoId, { ...before, file: file ?? before.file, sidecars: [...before.sidecars, ...sidecars] });
  }
  if (said.size === 0) return plan;
  const changes = await retoldPhotos(catalog, said);
  // A photo changes once, whatever the number of findings about it.
  const changeOf = new Map([...said].flatMap(([photoId, { finding }]) => (changes.has(photoId) ? [[finding, changes.get(photoId)]] : [])));
  const findings = plan.findings.map((finding) => {
    const change = changeOf.get(finding);
    return change ? { ...finding, changes: [...finding.changes, change] } : finding;
  });
  return { ...plan, findings };
}

/** A `set_photo` for every photo that what was read now says something else of than the catalog. */
export async function retoldPhotos({ read }: Catalog, said: ReadonlyMap<number, Told>): Promise<ReadonlyMap<number, CatalogChange>> {
  const ids = [...said.keys()];
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
      const to = factsNow(row, from, said.get(row.id) as Told);
      const isSame = Object.keys(to).every((column) => to[column] === from[column]);
      if (!isSame) changes.set(row.id, { change: 'set_photo', photoId: row.id, from, to, previous: 'keep' });
    }
  }
  return changes;
}

/** What was read again of one photo. */
interface Told {
  /** Null when only its sidecars were. */
  readonly file: MediaResult | null;
  readonly sidecars: readonly MediaResult[];
}

interface Said extends Told {
  /** The first that is about it, which gets the change. */
  readonly finding: Finding;
}

const isRereadable = ({ kind, facts }: Finding): boolean =>
  (kind === 'metadata_edited' && facts['checksum_now'] !== undefined) || (kind === 'moved' && facts['byte_identical'] === false);

/** XMP sidecars that are new beside a known photo, were edited, or moved with it: one that was not edited says the same again. */
function sidecarsOf({ changes }: Finding): string[] {
  return changes.flatMap((change) => {
    const path = change.change === 'add_companion' ? change.path : change.change === 'move_companion' ? change.to : '';
    return isXmp(path) ? [path] : [];
  });
}

function factsNow(row: PhotoRow, from: PhotoFacts, { file, sidecars }: Told): PhotoFacts {
  const userFields = JSON.parse(row.user_fields) as string[];
  const ofSidecar = JSON.parse(row.sidecar_fields) as string[];
  const told = file === null ? from : refreshedFacts(from, factsOfFile(file), [...userFields, ...ofSidecar]);
  return sidecars.reduce((facts, { metadata }) => withSidecar(facts, metadata, userFields), told);
}
