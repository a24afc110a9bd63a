/**
 * What an XMP sidecar says of its photo, and who wins: the person's word in ImaLink, then the sidecar, then the file itself. Programs
 * that write sidecars do so because the file stays as it is; what stands in the file is older.
 */
import type { PhotoFacts } from './reconcile/catalog-change.ts';

/** Null where the sidecar is silent. */
export interface SidecarWords {
  readonly title: string | null;
  readonly caption: string | null;
  /** 0 to 5. */
  readonly rating: number | null;
  readonly tags: readonly string[];
  readonly color: string | null;
  readonly flag: string | null;
}

/** The photo as its sidecar has it, and `sidecar_fields`, the fields that it gave. @param userFields fields a person set in ImaLink */
export function withSidecar(facts: PhotoFacts, words: SidecarWords, userFields: readonly string[]): PhotoFacts {
  const tags = keptTags(words.tags);
  const said: readonly (readonly [field: string, column: string, value: string | number | null])[] = [
    ['title', 'title', words.title],
    ['caption', 'caption', words.caption],
    ['rating', 'rating', words.rating],
    ['color', 'color', words.color],
    ['flag', 'flag', words.flag],
    ['tags', 'tags_json', tags.length === 0 ? null : JSON.stringify(tags)],
  ];
  const taken = said.filter(([field, , value]) => value !== null && !userFields.includes(field));
  const before = JSON.parse(String(facts['sidecar_fields'] ?? '[]')) as string[];
  return {
    ...facts,
    ...Object.fromEntries(taken.map(([, column, value]) => [column, value])),
    sidecar_fields: JSON.stringify([...new Set([...before, ...taken.map(([field]) => field)])].toSorted()),
  };
}

/** Sidecars that are read; what stands in others is nobody's word on a photo. */
export const isXmp = (path: string): boolean => path.toLowerCase().endsWith('.xmp');

/** Tag names as the catalog keeps them: composed, trimmed, each once, sorted. */
export const keptTags = (tags: readonly string[]): string[] =>
  [...new Set(tags.map((tag) => tag.trim().normalize('NFC')).filter((tag) => tag !== ''))].toSorted();
