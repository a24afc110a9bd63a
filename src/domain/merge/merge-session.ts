/** Merges a session's index, as the catalog has it, with one that somebody else wrote. Pure. */
import { isEqual, isObject, type Json, type JsonObject } from './json.ts';
import { mergeEntry, type FieldClash } from './merge-entry.ts';
import { mergeValues } from './three-way.ts';

/** Machine facts of the writer: never a difference. */
const local = ['id', 'default_author_id', 'file_storage_id', 'storage_directory', 'generation', 'writer'];
const askedOfSession: Readonly<Record<string, string>> = { title: 'title', description: 'notes' };

export interface SessionDocumentJson extends JsonObject {
  readonly import_session: JsonObject;
  readonly files: JsonObject;
}

export interface SessionMerge {
  readonly document: SessionDocumentJson;
  /** What both sides changed differently, by photo; the empty hothash is the session itself. */
  readonly questions: readonly { readonly hothash: string; readonly clashes: readonly FieldClash[] }[];
  /** Photos whose fields are other than the catalog had them, and which. */
  readonly taken: readonly { readonly hothash: string; readonly fields: readonly string[] }[];
  /** The index says nothing that is not said here, and the other way round. */
  readonly isTheirs: boolean;
}

/**
 * @param base what both sides came from; null when nobody knows
 * @param isThere whether a file stands at a path of the photos folder
 */
export function mergeSession(
  base: SessionDocumentJson | null,
  ours: SessionDocumentJson,
  theirs: SessionDocumentJson,
  isThere: (path: string) => boolean,
): SessionMerge {
  const questions: { hothash: string; clashes: readonly FieldClash[] }[] = [];
  const taken: { hothash: string; fields: readonly string[] }[] = [];
  const files: Record<string, Json> = {};
  for (const hothash of new Set([...Object.keys(theirs.files), ...Object.keys(ours.files)])) {
    const [from, mine, other] = [base?.files[hothash], ours.files[hothash], theirs.files[hothash]] as (JsonObject | undefined)[];
    if (mine && other) {
      const merged = mergeEntry(base ? (from ?? {}) : undefined, mine, other, isThere);
      files[hothash] = merged.entry;
      if (merged.clashes.length > 0) questions.push({ hothash, clashes: merged.clashes });
      if (merged.taken.length > 0) taken.push({ hothash, fields: merged.taken });
      continue;
    }
    // One side has it not: removed there when it was in the base and the other side left it alone.
    const left = (mine ?? other) as JsonObject;
    if (from === undefined || !isEqual(withoutSeen(from), withoutSeen(left))) files[hothash] = left;
  }
  const { session, clashes } = mergeHead(base?.import_session, ours.import_session, theirs.import_session);
  if (clashes.length > 0) questions.push({ hothash: '', clashes });
  const root = mergeValues(base ? rest(base) : undefined, rest(ours), rest(theirs)).value as JsonObject;
  const document = { ...root, import_session: session, files, statistics: theirs['statistics'] } as SessionDocumentJson;
  const isTheirs = isEqual(files, theirs.files) && isEqual(said(session), said(theirs.import_session)) && isEqual(root, rest(theirs));
  return { document, questions, taken, isTheirs };
}

/** Looking at a file is no change of it. */
function withoutSeen(entry: JsonObject): JsonObject {
  const { last_seen: _seen, verified_at: _verified, ...others } = entry;
  return others;
}

function rest({ import_session: _session, files: _files, statistics: _statistics, ...others }: JsonObject): JsonObject {
  return others;
}

function said(session: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(session).filter(([key]) => !local.includes(key)));
}

function mergeHead(base: JsonObject | undefined, ours: JsonObject, theirs: JsonObject) {
  const { value, clashes } = mergeValues(base && said(base), said(ours), said(theirs));
  const session = { ...theirs, ...(value as JsonObject) };
  for (const key of Object.keys(session))
    if (!local.includes(key) && (value as JsonObject)[key] === undefined) delete (session as Record<string, Json>)[key];
  const asked = clashes.flatMap(({ path: [key = ''], ours: mine, theirs: other }): FieldClash[] => {
    const field = askedOfSession[key];
    return field === undefined || isObject(mine) ? [] : [{ field, ours: mine, theirs: other }];
  });
  return { session, clashes: asked };
}
