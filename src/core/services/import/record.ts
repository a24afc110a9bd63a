/** The catalog rows of imported files: one group becomes one photo (or joins one), one file, its companions. */
import { sql, type Insertable } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { PhotoFacts } from '#domain/reconcile/catalog-change.ts';
import { baseName, collisionKey } from '#domain/rel-path.ts';
import { isXmp, withSidecar } from '#domain/sidecar-facts.ts';
import type { CompanionRole } from '#domain/units.ts';
import { instant } from '../context.ts';
import { factsOfFile, splitFacts } from '../photo-facts.ts';
import { refreshSearch } from '../search-text.ts';
import type { NamedFile } from './choose-names.ts';
import { giveTags } from './give-tags.ts';
import type { GroupFile, ImportRun } from './types.ts';

/** Queries that record a placed group; all of them belong in one transaction with the journal rows going to `done`. */
export function recordGroup(
  run: ImportRun,
  primary: NamedFile,
  companions: readonly { readonly named: NamedFile; readonly role: CompanionRole }[],
): Compilable[] {
  const { read } = run.context.catalog;
  const { result, item } = primary.file;
  const facts = companions
    .filter(({ role, named }) => role === 'sidecar' && isXmp(named.path))
    .reduce((said, { named }) => withSidecar(said, named.file.result.metadata, []), factsOfFile(result));
  const now = instant(run.context.clock);
  const photoId = read.selectFrom('photo').select('id').where('hothash', '=', result.hothash);
  // The newest: a missing file may have had the path before.
  const fileId = read
    .selectFrom('image_file')
    .select('id')
    .where('storage_id', '=', run.storage.id)
    .where('path', '=', primary.path)
    .orderBy('id', 'desc')
    .limit(1);
  return [
    insertPhoto(run, facts, now),
    ...insertTags(run.context.catalog, result.hothash, splitFacts(facts).tags),
    ...giveTags(run, result.hothash, now),
    read
      .updateTable('photo')
      .set({ has_hotpreview: 1 })
      .where('hothash', '=', result.hothash)
      .where(sql<boolean>`${result.hasHotpreview ? 1 : 0} = 1`),
    read
      .insertInto('image_file')
      .columns([
        'photo_id',
        'storage_id',
        'session_id',
        'path',
        'path_key',
        'checksum',
        'size_bytes',
        'mtime_ms',
        'original_filename',
        'last_seen',
        'created_at',
        'verified_at',
      ])
      .expression(
        photoId.select(({ val }) => [
          val(run.storage.id).as('storage_id'),
          val(run.session.id).as('session_id'),
          val(primary.path as string).as('path'),
          val(collisionKey(primary.path)).as('path_key'),
          val(result.checksum).as('checksum'),
          val(result.sizeBytes).as('size_bytes'),
          val(result.mtimeMs).as('mtime_ms'),
          val(baseName(item.relative_path)).as('original_filename'),
          val(now).as('last_seen'),
          val(now).as('created_at'),
          // Copied and read back; what is registered in place was read once and compared with nothing.
          val(run.request.verify && run.request.mode !== 'register' ? now : null).as('verified_at'),
        ]),
      ),
    ...companions.map(({ named, role }) => insertCompanion(run, fileId, named, role)),
    ...refreshSearch(run.context.catalog, result.hothash),
    ...[primary, ...companions.map((companion) => companion.named)].map((named) => finishItem(run.context.catalog, named)),
  ];
}

/** What the file and its sidecar say of the photo; user data starts from it, and stays when the photo is known already. */
function insertPhoto(run: ImportRun, facts: PhotoFacts, now: string): Compilable {
  return (
    run.context.catalog.read
      .insertInto('photo')
      .values({
        ...(splitFacts(facts).columns as Insertable<CatalogSchema['photo']>),
        author_id: run.session.author_id,
        imported_at: now,
        updated_at: null,
      })
      // A photo that was forgotten, or whose import was taken back, is wanted again, with all that was said of it.
      .onConflict((conflict) => conflict.column('hothash').doUpdateSet({ hidden: null, hidden_at: null }))
  );
}

/** Tags of the file, for a photo that has none yet. */
function insertTags(catalog: Catalog, hothash: string, tags: readonly string[]): Compilable[] {
  return tags.flatMap((name) => [
    catalog.read
      .insertInto('tag')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doNothing()),
    catalog.read
      .insertInto('photo_tag')
      .columns(['photo_id', 'tag_id'])
      .expression((from) =>
        from
          .selectFrom(['photo', 'tag'])
          .select(['photo.id as photo_id', 'tag.id as tag_id'])
          .where('photo.hothash', '=', hothash)
          .where('tag.name', '=', name)
          .where('photo.rev', '=', 0),
      )
      .onConflict((conflict) => conflict.columns(['photo_id', 'tag_id']).doNothing()),
  ]);
}

/** A companion of the file that a query names. */
export function insertCompanion(run: ImportRun, fileId: ReturnType<typeof selectId>, named: NamedFile, role: CompanionRole): Compilable {
  const { result } = named.file;
  return run.context.catalog.read
    .insertInto('companion')
    .columns(['file_id', 'storage_id', 'path', 'path_key', 'role', 'checksum', 'size_bytes', 'mtime_ms'])
    .expression(
      fileId.select(({ val }) => [
        val(run.storage.id).as('storage_id'),
        val(named.path as string).as('path'),
        val(collisionKey(named.path)).as('path_key'),
        val(role).as('role'),
        val(result.checksum).as('checksum'),
        val(result.sizeBytes).as('size_bytes'),
        val(result.mtimeMs).as('mtime_ms'),
      ]),
    );
}

const selectId = (catalog: Catalog) => catalog.read.selectFrom('image_file').select('id');

/** The journal row of a file that is placed. */
export function finishItem(catalog: Catalog, named: NamedFile): Compilable {
  const { item, result } = named.file;
  return catalog.read
    .updateTable('import_item')
    .set({ state: 'done', target_path: named.path, checksum: result.checksum, hothash: result.hothash, staging_name: null })
    .where('id', '=', item.id);
}

/** The journal rows of a group, before anything gets its name. */
export function announcePlacing(catalog: Catalog, named: NamedFile): Compilable {
  const { item, result, stagingName } = named.file;
  return catalog.read
    .updateTable('import_item')
    .set({ state: 'placing', target_path: named.path, checksum: result.checksum, hothash: result.hothash, staging_name: stagingName })
    .where('id', '=', item.id);
}

/** A file that is not placed: it stands in the storage already. */
export function recordDuplicate(run: ImportRun, file: GroupFile, storedPath: string, reference: number | null): Compilable[] {
  const { read } = run.context.catalog;
  const done = read
    .updateTable('import_item')
    .set({
      state: 'duplicate',
      checksum: file.result.checksum,
      hothash: file.result.hothash,
      matches: storedPath,
      match_kind: 'duplicate',
      staging_name: null,
    })
    .where('id', '=', file.item.id);
  return [done, ...referTo(run, reference)];
}

/** Not imported because the person said so: the picture is here with other bytes, or the bytes are in another storage. */
export interface LeftOut {
  readonly matches: string;
  readonly kind: 'duplicate' | 'further_copy';
  /** The stored file that the session shows instead. */
  readonly reference: number | null;
}

export function recordLeftOut(run: ImportRun, file: GroupFile, leftOut: LeftOut): Compilable[] {
  const { checksum, hothash } = file.result;
  return [
    run.context.catalog.read
      .updateTable('import_item')
      .set({ state: 'skipped', checksum, hothash, matches: leftOut.matches, match_kind: leftOut.kind, staging_name: null })
      .where('id', '=', file.item.id),
    ...referTo(run, leftOut.reference),
  ];
}

function referTo(run: ImportRun, fileId: number | null): Compilable[] {
  if (fileId === null) return [];
  return [
    run.context.catalog.read
      .insertInto('session_reference')
      .values({ session_id: run.session.id, file_id: fileId })
      .onConflict((conflict) => conflict.doNothing()),
  ];
}
