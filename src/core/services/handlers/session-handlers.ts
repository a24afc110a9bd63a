import type { sessionProcedures } from '#contract/procedures-session.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import { mergeSessions, movePhotos, splitSession } from '../arrange-sessions/arrange-sessions.ts';
import { creditPhotos } from '../arrange-sessions/credit-photos.ts';
import type { Context } from '../context.ts';
import { mostMoved, photoIdsOf } from '../organize/find-photos.ts';
import { writingOnly } from './writing-only.ts';

export function sessionHandlers(context: Context): Pick<CoreHandlers, keyof typeof sessionProcedures> {
  const writing = writingOnly(context);
  return {
    'session.movePhotos': writing(async ({ to, from, ...photos }) =>
      movePhotos(context, await photoIdsOf(context, photos, mostMoved), to, from),
    ),
    'session.split': writing(async ({ session_id: id, title, notes, ...photos }) =>
      splitSession(context, id, await photoIdsOf(context, photos, mostMoved), { title, notes }),
    ),
    'session.merge': writing(({ into, sessions }) => mergeSessions(context, into, sessions)),
    'session.creditPhotos': writing(({ session_id: id }) => creditPhotos(context, id)),
  };
}
