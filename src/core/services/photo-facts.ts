/** What a file says of its photo, as the columns of the catalog: one mapping for import, scan and recovery of facts. */
import type { Selectable } from 'kysely';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { MediaResult } from '#core/media/types.ts';
import { keptTags } from '#domain/sidecar-facts.ts';
import type { PhotoFacts } from '#domain/reconcile/catalog-change.ts';

type PhotoRow = Selectable<CatalogSchema['photo']>;

/** Columns that hold what the file says. `tags_json` stands for the rows of photo_tag. */
const columns = [
  'hothash',
  'hash_algo',
  'format',
  'kind',
  'coded_width',
  'coded_height',
  'width',
  'height',
  'orientation',
  'taken_at',
  'taken_at_offset',
  'taken_at_source',
  'day',
  'camera',
  'lens',
  'exposure_json',
  'latitude',
  'longitude',
  'altitude_m',
  'title',
  'caption',
  'place',
  'rating',
  'flag',
  'color',
  'content_identifier',
  'has_hotpreview',
  'sidecar_fields',
] as const satisfies readonly (keyof PhotoRow)[];

export function factsOfFile(result: MediaResult): PhotoFacts {
  const { metadata } = result;
  return {
    hothash: result.hothash,
    hash_algo: result.hashAlgo,
    format: result.format,
    kind: result.kind,
    coded_width: result.codedWidthPx,
    coded_height: result.codedHeightPx,
    width: result.widthPx,
    height: result.heightPx,
    orientation: result.orientation,
    taken_at: metadata.takenAt,
    taken_at_offset: metadata.takenAtOffset,
    taken_at_source: metadata.takenAtSource,
    day: metadata.takenAt?.slice(0, 10) ?? null,
    camera: metadata.camera,
    lens: metadata.lens,
    exposure_json: exposureText(metadata.exposure),
    latitude: metadata.gps?.latitude ?? null,
    longitude: metadata.gps?.longitude ?? null,
    altitude_m: metadata.gps?.altitudeM ?? null,
    title: metadata.title ?? '',
    caption: metadata.caption ?? '',
    place: metadata.place ?? '',
    rating: metadata.rating ?? 0,
    // Most files say nothing of these: then what is known stays, whoever said it.
    ...(metadata.flag === null ? {} : { flag: metadata.flag }),
    ...(metadata.color === null ? {} : { color: metadata.color }),
    content_identifier: metadata.contentIdentifier,
    has_hotpreview: result.hasHotpreview ? 1 : 0,
    tags_json: JSON.stringify(keptTags(metadata.tags)),
  };
}

function exposureText(exposure: MediaResult['metadata']['exposure']): string | null {
  if (exposure == null) return null;
  const { iso, fNumber, exposureTimeS, focalLengthMm } = exposure;
  return JSON.stringify({ iso, f_number: fNumber, exposure_time_s: exposureTimeS, focal_length_mm: focalLengthMm });
}

/** @param tags of the photo, sorted */
export function factsOfRow(row: PhotoRow, tags: readonly string[]): PhotoFacts {
  return { ...Object.fromEntries(columns.map((column) => [column, row[column]])), tags_json: JSON.stringify(tags) };
}

/** The columns alone, to be written to table photo, and the names of the tags. */
export function splitFacts(facts: PhotoFacts): { readonly columns: Partial<PhotoRow>; readonly tags: readonly string[] } {
  const { tags_json: tags, ...rest } = facts;
  return { columns: rest as Partial<PhotoRow>, tags: JSON.parse(String(tags ?? '[]')) as string[] };
}
