/** Companions that join a file recorded earlier: its index carries them, and a sidecar is heard as if it had come with its photo. */
import type { Compilable } from '#core/catalog/catalog.ts';
import { isXmp } from '#domain/sidecar-facts.ts';
import type { CompanionRole } from '#domain/units.ts';
import { instant } from '../context.ts';
import { markSessionsDirty } from '../organize/touch-photos.ts';
import { changeQueries } from '../scan/apply-changes.ts';
import { retoldPhotos } from '../scan/reread-metadata.ts';
import type { NamedFile } from './choose-names.ts';
import { finishItem, insertCompanion } from './record.ts';
import type { ImportRun, RecordedFile } from './types.ts';

/** Queries of one transaction, the journal rows going to `done` among them. */
export async function recordJoined(
  run: ImportRun,
  { fileId, photoId }: RecordedFile,
  companions: readonly { readonly named: NamedFile; readonly role: CompanionRole }[],
): Promise<Compilable[]> {
  const { catalog, clock } = run.context;
  const now = instant(clock);
  const owner = catalog.read.selectFrom('image_file').select('id').where('id', '=', fileId);
  const sidecars = companions.flatMap(({ named, role }) => (role === 'sidecar' && isXmp(named.path) ? [named.file.result] : []));
  const retold = await retoldPhotos(catalog, new Map(sidecars.length === 0 ? [] : [[photoId, { file: null, sidecars }]]));
  run.context.indexes.schedule();
  return [
    ...companions.flatMap(({ named, role }) => [insertCompanion(run, owner, named, role), finishItem(catalog, named)]),
    ...changeQueries(catalog, run.storage.id, [...retold.values()], [], now),
    markSessionsDirty(catalog, [photoId], now),
  ];
}
