/** What a photo shows after its file was read again. */
import type { PhotoFacts } from '../reconcile/catalog-change.ts';

/** Columns that go with a field a person may have set; other fields are a column of the same name. */
const columnsOfField: Readonly<Record<string, readonly string[]>> = {
  taken_at: ['taken_at', 'taken_at_offset', 'taken_at_source', 'day'],
  tags: ['tags_json'],
};

/**
 * The file's word, but the person's where they had one.
 * @param userFields fields a person set (photo.user_fields)
 */
export function refreshedFacts(known: PhotoFacts, file: PhotoFacts, userFields: readonly string[]): PhotoFacts {
  const kept = userFields.flatMap((field) => columnsOfField[field] ?? [field]).filter((column) => column in known);
  const isSamePicture = known['hothash'] === file['hothash'];
  return {
    ...file,
    ...Object.fromEntries(kept.map((column) => [column, known[column] ?? null])),
    // A preview made of the former bytes shows the same picture still.
    has_hotpreview: isSamePicture && known['has_hotpreview'] === 1 ? 1 : (file['has_hotpreview'] ?? 0),
  };
}
