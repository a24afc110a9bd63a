/**
 * Sidecars that another program wrote beside a known photo become its companions. Who owns what is asked of the catalog
 * as the rest of the plan leaves it: then the next scan, which sees that catalog, has nothing to add.
 */
import { baseName, dirName, splitName, type RelPath } from '../rel-path.ts';
import { changesAtOnce } from './changes.ts';
import { checksumAt, type Followed } from './follow-companions.ts';
import type { Matched } from './match-files.ts';
import { makeFinding } from './offers.ts';
import type { Situation } from './situation.ts';
import type { Finding, Plan } from './types.ts';

/** @param plan everything else that this scan concludes */
export function attachCompanions(
  plan: Pick<Plan, 'findings' | 'quiet'>,
  followed: Followed,
  matched: Matched,
  situation: Situation,
): Finding[] {
  const after = catalogAfter(plan, situation);
  // What may be a companion that is not found is not given away: with one candidate less the next scan would find it.
  const sought = new Set(followed.followers.flatMap(({ companion, at }) => (at ? [] : [companion.checksum])));
  const loose = situation.input.observed.filter(
    ({ role, path }) =>
      role === 'companion' && !after.companions.has(path) && matched.uses.get(path) !== 'moved' && !situation.isIgnored(path),
  );
  if (loose.length === 0) return [];
  const photosOf = photosByName(situation);
  const knownAt = new Map(
    situation.input.catalogued.filter(({ status }) => status !== 'missing').map(({ path, photoId }) => [path as string, photoId]),
  );
  return loose.flatMap((at) => {
    const owner = ownerOf(at.path, photosOf);
    const checksum = checksumAt(at, situation);
    if (owner === undefined || !after.photos.has(owner) || checksum === null || sought.has(checksum)) return [];
    const { path, sizeBytes, mtimeMs } = at;
    return [
      makeFinding({
        key: `companion:${path}:${checksum}`,
        kind: 'metadata_edited',
        path,
        reason: `${path} is new beside ${owner} and belongs to it now.`,
        lane: 'auto',
        changes: [{ change: 'add_companion', ownerPath: owner, path, role: roleOf(path), sizeBytes, mtimeMs, checksum }],
        facts: { owner_path: owner, photo_id: knownAt.get(owner) ?? null },
      }),
    ];
  });
}

/** Paths of the photos and companions on record, once all that is certain has been applied. */
function catalogAfter(plan: Pick<Plan, 'findings' | 'quiet'>, { input, seen }: Situation) {
  const files = new Map(
    input.catalogued.map(({ fileId, path, status }) => [fileId, { path: path as string, isMissing: status === 'missing' }]),
  );
  const members = new Map(
    input.catalogued.flatMap(({ companions }) => companions.map(({ companionId, path }) => [companionId, path as string])),
  );
  const photos = new Set<string>();
  for (const change of changesAtOnce({ ...plan, counts: { files: 0, unchanged: 0 } })) {
    if (change.change === 'add_copy') photos.add(change.path);
    if (change.change === 'move_companion') members.set(change.companionId, change.to);
    const file = 'fileId' in change ? files.get(change.fileId) : undefined;
    if (file && change.change === 'move_file') file.path = change.to;
    if (file && change.change === 'set_status') file.isMissing = change.to === 'missing';
  }
  for (const { path, isMissing } of files.values()) if (!isMissing && seen.has(path)) photos.add(path);
  return { photos, companions: new Set(members.values()) };
}

type PhotosOf = ReadonlyMap<string, readonly RelPath[]>;

/** Photos by their name and by their stem, without case, within their folder. */
function photosByName({ input, companions }: Situation): PhotosOf {
  const found = new Map<string, RelPath[]>();
  for (const { role, path } of input.observed) {
    if (role !== 'photo' || companions.has(path)) continue;
    const lower = path.toLowerCase();
    const stem = `${dirName(lower)}/${splitName(baseName(lower)).stem}`;
    for (const key of new Set([`${dirName(lower)}/${baseName(lower)}`, stem])) found.set(key, [...(found.get(key) ?? []), path]);
  }
  return found;
}

/** `IMG.jpg.xmp` is of `IMG.jpg`, `IMG.xmp` of the one photo that is called so; of several it is nobody's. */
function ownerOf(path: string, photosOf: PhotosOf): RelPath | undefined {
  const folder = dirName(path.toLowerCase());
  let name = baseName(path.toLowerCase());
  // Google writes IMG.jpg.supplemental-metadata.json: endings are taken off until something fits.
  for (let peeled = 0; peeled < 3; peeled++) {
    const { stem } = splitName(name);
    if (stem === name) return undefined;
    name = stem;
    const photos = photosOf.get(`${folder}/${name}`);
    if (photos) return photos.length === 1 ? photos[0] : undefined;
  }
  return undefined;
}

const roleOf = (path: string): 'audio' | 'sidecar' => (path.toLowerCase().endsWith('.wav') ? 'audio' : 'sidecar');
