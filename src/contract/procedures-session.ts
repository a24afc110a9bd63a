/** The procedures that share photos out among sessions. */
import { z } from 'zod';
import { HothashSchema, SessionId } from './ids.ts';
import { EditEntry } from './organize.ts';
import { Places } from './photo.ts';
import { procedure } from './procedure.ts';
import { SessionsArranged } from './session.ts';

const photos = { hothashes: z.array(HothashSchema).min(1).max(100_000).optional(), places: Places.optional() };

export const sessionProcedures = {
  'session.movePhotos': procedure({
    input: z.object({ ...photos, to: SessionId, from: SessionId.optional() }),
    output: SessionsArranged,
    http: 'POST /import-sessions/{to}/photos',
    summary: 'Move photos into a session, from every other session of its storage or from one; no file is touched',
  }),
  'session.split': procedure({
    input: z.object({
      ...photos,
      session_id: SessionId,
      title: z.string().trim().min(1).max(200),
      notes: z.string().max(10_000).optional(),
    }),
    output: SessionsArranged,
    http: 'POST /import-sessions/{session_id}/split',
    summary: 'Make a session of some photos of another one',
  }),
  'session.merge': procedure({
    input: z.object({ into: SessionId, sessions: z.array(SessionId).min(1).max(1000) }),
    output: SessionsArranged,
    http: 'POST /import-sessions/{into}/merge',
    summary: 'Put all photos of other sessions of the same storage into one; the others are no more',
  }),
  'session.creditPhotos': procedure({
    input: z.object({ session_id: SessionId }),
    output: EditEntry,
    http: 'POST /import-sessions/{session_id}/credit',
    summary: 'Make the author of a session the author of all its photos',
  }),
};
