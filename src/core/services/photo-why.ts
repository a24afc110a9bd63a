/** Why a photo is as it is shown: gathers what is on record and lets the domain explain it. */
import { sql } from 'kysely';
import type { PhotoReason } from '#contract/photo.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { explainPhoto, whyTexts, type PhotoEvidence } from '#domain/explain-photo.ts';
import { findBursts } from '#domain/organize/bursts.ts';
import type { Context } from './context.ts';
import { showPhoto } from './photo-detail.ts';

/** Older decisions stand in the history. */
const mostDone = 5;

/** @throws ImaLinkError photo-not-found */
export async function whyPhoto(context: Context, hothash: string): Promise<PhotoReason[]> {
  const detail = await showPhoto(context, hothash);
  const { read } = context.catalog;
  const photo = await read
    .selectFrom('photo')
    .select(['id', 'user_fields', 'sidecar_fields'])
    .where('hothash', '=', hothash)
    .executeTakeFirstOrThrow();
  const [files, stack, former, done] = await Promise.all([
    read
      .selectFrom('image_file')
      .select(['path', 'last_seen'])
      .where('photo_id', '=', photo.id)
      .orderBy('status', 'desc')
      .orderBy('id')
      .execute(),
    readStack(context.catalog, photo.id),
    read.selectFrom('photo_previous').select('hothash').where('photo_id', '=', photo.id).executeTakeFirst(),
    readDone(context.catalog, photo.id),
  ]);
  const order = files.map(({ path }) => path);
  const evidence: PhotoEvidence = {
    takenAtSource: detail.taken_at_source,
    offset: detail.taken_at_offset,
    given: givenOf(detail),
    userFields: JSON.parse(photo.user_fields) as string[],
    sidecarFields: JSON.parse(photo.sidecar_fields) as string[],
    files: detail.files
      .map(({ path, status, storage_online, storage_name, companions }) => ({
        path,
        status,
        isOnline: storage_online,
        storageName: storage_name,
        lastSeen: files.find((file) => file.path === path)?.last_seen ?? '',
        companions,
      }))
      .toSorted((left, right) => order.indexOf(left.path) - order.indexOf(right.path)),
    stack,
    hasFormerVersion: former !== undefined,
    done,
  };
  return explainPhoto(evidence).map((each) => ({ ...each, fields: [...each.fields], sentence: whyTexts[each.kind](each, each.at ?? '') }));
}

function givenOf({ rating, flag, color, title, caption, tags, author }: Awaited<ReturnType<typeof showPhoto>>): string[] {
  const given = {
    rating: rating > 0,
    flag: flag !== 'none',
    color: color !== null,
    title: title !== '',
    caption: caption !== '',
    tags: tags.length > 0,
    author: author !== null,
  };
  return Object.entries(given).flatMap(([field, isGiven]) => (isGiven ? [field] : []));
}

async function readStack(catalog: Catalog, photoId: number): Promise<PhotoEvidence['stack']> {
  const { rows } = await sql<{ id: number; camera: string | null; takenAt: string | null }>`
    select photo.id, photo.camera, photo.taken_at as takenAt from stack_item join photo on photo.id = stack_item.photo_id
    where stack_item.stack_id = (select stack_id from stack_item where photo_id = ${photoId}) and photo.hidden is null
    order by stack_item.position`.execute(catalog.read);
  if (rows.length === 0) return null;
  const isBurst = findBursts(rows).some((burst) => burst.length === rows.length);
  return { count: rows.length, position: rows.findIndex(({ id }) => id === photoId), isBurst };
}

/** What scans did by themselves to files of the photo, newest first. */
async function readDone(catalog: Catalog, photoId: number): Promise<PhotoEvidence['done']> {
  const { rows } = await sql<{ kind: string; path: string; reason: string; at: string }>`
    select finding.kind, finding.path, finding.reason, finding.first_seen as at from finding
    join image_file file on file.storage_id = finding.storage_id and file.path = finding.path
    where file.photo_id = ${photoId} and finding.lane = 'auto' and finding.status = 'applied'
    order by finding.first_seen desc limit ${mostDone}`.execute(catalog.read);
  return rows;
}
