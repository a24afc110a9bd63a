/** What a change of user data means: which fields it sets, and how it is called in the history. */
import { customName, faultOfCustomField, type CustomField } from './custom-fields.ts';

/** The fields a person may set. Their names stand in the catalog (`user_fields`): they win over what files say. */
export type UserField = 'rating' | 'flag' | 'color' | 'title' | 'caption' | 'tags' | 'author' | 'taken_at' | 'custom';

/** The shape of a change, as the contract has it. Absent stays, null takes away. */
export interface PhotoChangeFields {
  readonly rating?: number | undefined;
  readonly flag?: string | undefined;
  readonly color?: string | null | undefined;
  readonly title?: string | undefined;
  readonly caption?: string | undefined;
  readonly add_tags?: readonly string[] | undefined;
  readonly remove_tags?: readonly string[] | undefined;
  readonly author?: string | null | undefined;
  readonly taken_at?: string | null | undefined;
  readonly taken_at_offset?: string | null | undefined;
  readonly shift_taken_at_s?: number | undefined;
  readonly set_custom?: readonly CustomField[] | undefined;
  readonly remove_custom?: readonly string[] | undefined;
}

/** Fields a change sets, in a fixed order. */
export function fieldsOf(change: PhotoChangeFields): UserField[] {
  const given: readonly (readonly [UserField, boolean])[] = [
    ['rating', change.rating !== undefined],
    ['flag', change.flag !== undefined],
    ['color', change.color !== undefined],
    ['title', change.title !== undefined],
    ['caption', change.caption !== undefined],
    ['tags', (change.add_tags ?? []).length > 0 || (change.remove_tags ?? []).length > 0],
    ['author', change.author !== undefined],
    ['taken_at', change.taken_at !== undefined || change.taken_at_offset !== undefined || change.shift_taken_at_s !== undefined],
    ['custom', (change.set_custom ?? []).length > 0 || (change.remove_custom ?? []).length > 0],
  ];
  return given.flatMap(([field, isGiven]) => (isGiven ? [field] : []));
}

/** Why a change makes no sense, or null. */
export function faultOf(change: PhotoChangeFields): string | null {
  if (fieldsOf(change).length === 0) return 'The change names nothing. Say what to set.';
  const ways = [change.taken_at, change.shift_taken_at_s].filter((value) => value !== undefined).length;
  if (ways > 1) return 'Either set the capture time or shift it, not both.';
  if (change.taken_at === null && change.taken_at_offset !== undefined)
    return 'A capture time that is taken back takes its offset with it.';
  return (change.set_custom ?? []).map(faultOfCustomField).find((fault) => fault !== null) ?? null;
}

/** One line for the history: `Rating 4, +rome (3 photos)`. */
export function titleOfChange(change: PhotoChangeFields, photoCount: number): string {
  const parts: string[] = [];
  if (change.rating !== undefined) parts.push(`Rating ${change.rating}`);
  if (change.flag !== undefined) parts.push(`Flag ${change.flag}`);
  if (change.color !== undefined) parts.push(change.color === null ? 'No color' : `Color ${change.color}`);
  if (change.title !== undefined) parts.push('Title');
  if (change.caption !== undefined) parts.push('Caption');
  parts.push(...listed('+', change.add_tags ?? []), ...listed('-', change.remove_tags ?? []));
  if (change.author !== undefined) parts.push(change.author === null ? 'No author' : `Author ${change.author}`);
  if (fieldsOf(change).includes('taken_at')) parts.push('Capture time');
  parts.push(
    ...listed(
      '',
      (change.set_custom ?? []).map(({ name }) => customName(name)),
    ),
    ...listed('-', (change.remove_custom ?? []).map(customName)),
  );
  return `${parts.join(', ')} (${photoCount} ${photoCount === 1 ? 'photo' : 'photos'})`;
}

const shownTags = 3;

function listed(sign: string, tags: readonly string[]): string[] {
  const shown = tags.slice(0, shownTags).map((tag) => `${sign}${tag}`);
  return tags.length > shownTags ? [...shown, `${sign}${tags.length - shownTags} more`] : shown;
}
