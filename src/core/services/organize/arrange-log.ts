/** Changes of albums, stacks and saved searches in the log of edits, beside those of photos. */
import { z } from 'zod';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { SessionSnapshot } from '../arrange-sessions/snapshot.ts';
import { pruneEdits } from './edit-log.ts';

/** Members with their places. Looked through by hand: zod takes a second for a million of them. */
type Places = readonly (readonly [member: number | string, place: number])[];
const isPlaces = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (pair: unknown) =>
      Array.isArray(pair) && pair.length === 2 && (Number.isInteger(pair[0]) || typeof pair[0] === 'string') && Number.isInteger(pair[1]),
  );

/** What an album was like, as far as the change was about it; null when there was none. */
export const AlbumSnapshot = z
  .object({
    name: z.string(),
    places: z.custom<Places>(isPlaces),
    created_at: z.string().optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
  })
  .nullable();
export type AlbumSnapshot = z.output<typeof AlbumSnapshot>;
export const SearchSnapshot = z.object({ name: z.string(), query: z.string() }).nullable();
export type SearchSnapshot = z.output<typeof SearchSnapshot>;
/** The stacks a change was about, each with its photos in order. */
export const StackSnapshot = z.array(z.object({ photos: z.array(z.int()), extra: z.string() }));
export type StackSnapshot = z.output<typeof StackSnapshot>;

export interface Arrangement {
  readonly kind: 'album' | 'stack' | 'search' | 'session';
  /** Uuid of the album or search. */
  readonly target: string | null;
  readonly title: string;
  readonly photoCount: number;
  readonly before: AlbumSnapshot | SearchSnapshot | StackSnapshot | SessionSnapshot;
  readonly after: AlbumSnapshot | SearchSnapshot | StackSnapshot | SessionSnapshot;
}

/** The entry that undoes a change; written in the transaction of the change itself. */
export function logArrangement(catalog: Catalog, entry: Arrangement, now: string): Compilable[] {
  return [
    catalog.read.insertInto('edit').values({
      kind: entry.kind,
      target: entry.target,
      title: entry.title,
      photo_count: entry.photoCount,
      before_json: JSON.stringify(entry.before),
      after_json: JSON.stringify(entry.after),
      created_at: now,
    }),
    pruneEdits(catalog),
  ];
}
