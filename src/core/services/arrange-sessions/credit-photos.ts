/** The author of a session, applied to its photos: one edit, undone like any other. */
import { ImaLinkError } from '#contract/errors.ts';
import type { EditEntry } from '#contract/organize.ts';
import type { Context } from '../context.ts';
import { editPhotos } from '../organize/photo-edit.ts';
import { showSession } from '../sessions.ts';

/** @throws ImaLinkError session-not-found; bad-input when there is no author, or no photo */
export async function creditPhotos(context: Context, sessionId: number): Promise<EditEntry> {
  const { author, title } = await showSession(context, sessionId);
  const details = { session_id: sessionId };
  if (author === null) throw new ImaLinkError('bad-input', `“${title}” has no author. Say who took its photos first.`, { details });
  const rows = await context.catalog.read
    .selectFrom('session_file')
    .innerJoin('photo', 'photo.id', 'session_file.photo_id')
    .select('photo.id')
    .distinct()
    .where('session_file.session_id', '=', sessionId)
    .where('photo.hidden', 'is', null)
    .orderBy('photo.id')
    .execute();
  if (rows.length === 0) throw new ImaLinkError('bad-input', `“${title}” has no photos.`, { details });
  return editPhotos(
    context,
    rows.map(({ id }) => id),
    { author },
  );
}
