/** Merges a session index that somebody else wrote with what the catalog has of the session. */
import { basename } from 'node:path';
import type { Selectable } from 'kysely';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { SessionIndex } from '#core/format/session-index.ts';
import { relate, union, type Lineage, type Relation } from '#domain/merge/lineage.ts';
import { mergeSession, type SessionDocumentJson, type SessionMerge } from '#domain/merge/merge-session.ts';
import type { ReadSession } from '../recover/read-storage.ts';
import type { StorageRecovery } from '../recover/state.ts';
import { sessionDocument } from '../session-document.ts';
import { baseFile, findCommon, findKnown, lineageOf } from './bases.ts';

export type KnownSession = Selectable<CatalogSchema['session']>;

/** How an index that was read stands to the catalog's session; `same` has the very bytes that were last written or read. */
export function relationOf(known: KnownSession, read: ReadSession): Relation | 'same' {
  if (read.sha256 === known.index_sha256) return 'same';
  const lineage = read.index.import_session.writer?.lineage;
  const generation = read.index.import_session.generation ?? 0;
  // A former generation stands in for a damaged file; and what says nothing of its lineage is judged by its number.
  if (read.isFormer || lineage === undefined || Object.keys(JSON.parse(known.lineage_json) as Lineage).length === 0)
    return generation < known.index_generation || read.isFormer ? 'behind' : 'ahead';
  return relate(JSON.parse(known.lineage_json) as Lineage, lineage);
}

export interface MergedSession extends SessionMerge {
  /** What was read, with the merged document in its place. */
  readonly read: ReadSession;
  readonly lineage: Lineage;
  /** The catalog says what the file does not: it is to be written. */
  readonly isAhead: boolean;
}

/** @param relation as `relationOf` says, `ahead` or `apart` */
export async function mergeKnown(
  storage: StorageRecovery,
  known: KnownSession,
  read: ReadSession,
  relation: 'ahead' | 'apart',
): Promise<MergedSession> {
  const ours = await currentDocument(storage, known);
  const base = relation === 'ahead' ? await lastAgreed(storage, known, ours) : await commonAncestor(storage, known, read);
  const theirs = asJson(read.index);
  const merge = mergeSession(base && asJson(base), asJson(ours), theirs, (path) => storage.folder.files.has(path));
  const lineage = union(JSON.parse(known.lineage_json) as Lineage, lineageOf(read.index));
  // An edit by hand carries our own lineage: it is written again, in our order of keys and with our name.
  const isByHand = relation === 'ahead' && JSON.stringify(lineage) === JSON.stringify(union(lineageOf(read.index), {}));
  const wrote = read.index.import_session.writer?.host_uuid === storage.recovery.host.uuid;
  return {
    ...merge,
    read: { ...read, index: merge.document as unknown as SessionIndex },
    lineage,
    isAhead: !merge.isTheirs || relation === 'apart' || (isByHand && wrote),
  };
}

const asJson = (index: SessionIndex): SessionDocumentJson => index as unknown as SessionDocumentJson;

/** The catalog's own index of the session, as it would be written now. */
async function currentDocument({ recovery }: StorageRecovery, known: KnownSession): Promise<SessionIndex> {
  const { catalog } = recovery;
  const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', known.storage_id).executeTakeFirstOrThrow();
  const chunks: Uint8Array[] = [];
  for await (const chunk of sessionDocument(catalog, known, storage, recovery.host).chunks) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as SessionIndex;
}

async function lastAgreed({ recovery, found }: StorageRecovery, known: KnownSession, ours: SessionIndex): Promise<SessionIndex | null> {
  // Nothing was changed here since: then what the catalog says is what both agreed on.
  if (known.generation === known.index_generation) return ours;
  const stem = basename(known.index_file, '.json');
  return findKnown(baseFile(recovery.bases, known.uuid), found.paths, stem, known.index_sha256);
}

function commonAncestor({ found }: StorageRecovery, known: KnownSession, read: ReadSession): Promise<SessionIndex | null> {
  const stem = basename(known.index_file, '.json');
  return findCommon(found.paths, stem, JSON.parse(known.lineage_json) as Lineage, lineageOf(read.index));
}
