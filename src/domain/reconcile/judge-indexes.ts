/** Findings about the index files of a storage. Pure. */
import { baseName } from '../rel-path.ts';
import { makeFinding } from './offers.ts';
import type { Finding } from './types.ts';

/** An index file that this catalog neither wrote nor read last. */
export type ReadIndex =
  | { readonly file: string; readonly is: 'damaged'; readonly reason: string }
  | { readonly file: string; readonly is: 'newer' }
  | { readonly file: string; readonly is: 'unread' }
  | ReadSessionIndex;

interface ReadSessionIndex {
  readonly file: string;
  readonly is: 'session';
  readonly uuid: string | null;
  readonly title: string;
  /** How many files are its own. */
  readonly count: number;
  /** Of those the ones that a session of the catalog has. */
  readonly paths: readonly string[];
}

interface IndexedSession {
  readonly uuid: string;
  readonly title: string;
  readonly file: string;
  /** The catalog has been ahead of the file for longer than a write takes. */
  readonly isBehind: boolean;
}

export interface IndexSituation {
  readonly onDisk: ReadonlySet<string>;
  /** Sessions whose index was written once. */
  readonly sessions: readonly IndexedSession[];
  readonly read: readonly ReadIndex[];
  /** Session files that the master index on the disk lists. */
  readonly listed: ReadonlySet<string>;
  /** Uuids of the sessions that have the paths named in what was read. */
  readonly owners: ReadonlyMap<string, string>;
}

/** Paths of one finding: an answer to it is about these. */
const pathsAtMost = 1000;

export function judgeIndexes(situation: IndexSituation): Finding[] {
  const { onDisk, sessions, read } = situation;
  const missing = sessions.map(({ file }) => file).filter((file) => !onDisk.has(file));
  return [
    ...missing.map((path) => tell('index_missing', path, `${path} was not there; it is written again from the catalog.`)),
    ...sessions
      .filter(({ file, isBehind }) => isBehind && onDisk.has(file))
      .map(({ file }) => tell('index_stale', file, `${file} was older than the catalog; it is written again.`)),
    ...read.flatMap((index) => judgeRead(index, situation)),
    ...sessions.filter(({ file }) => isSecondName(file) && !wasTold(situation, file)).map(collision),
  ];
}

function judgeRead(index: ReadIndex, { sessions, listed, owners }: IndexSituation): Finding[] {
  const { file } = index;
  if (index.is === 'damaged')
    return [
      tell('index_corrupt', file, `${index.reason} The file is kept in quarantine, a former version or the catalog takes its place.`),
    ];
  if (index.is === 'unread') return [];
  if (index.is === 'newer')
    return [tell('index_version', file, `${file} was written by a newer ImaLink. It is read as far as it is understood, and not written.`)];
  const known = listed.has(file) || sessions.some(({ uuid, file: own }) => uuid === index.uuid || own === file);
  if (!known)
    return [
      makeFinding({
        key: file,
        kind: 'index_orphan',
        path: file,
        reason: `${file} is the index of “${index.title}”, a session that is not in the catalog.`,
        lane: 'ask',
        facts: { title: index.title, session_uuid: index.uuid, count: index.count },
      }),
    ];
  const claimed = index.paths.filter((path) => owners.has(path) && owners.get(path) !== index.uuid);
  return Array.from({ length: Math.ceil(claimed.length / pathsAtMost) }, (_, part) =>
    conflict(index, claimed.slice(part * pathsAtMost, (part + 1) * pathsAtMost)),
  );
}

function conflict({ file, title, uuid }: ReadSessionIndex, claimed: readonly string[]): Finding {
  const [first = ''] = claimed;
  const what = claimed.length === 1 ? first : `${first} and ${claimed.length - 1} more`;
  return makeFinding({
    key: `${file}:${first}`,
    kind: 'session_conflict',
    path: first,
    reason: `${what} stood in “${title}” and in another session; the one that was imported first has it, the other refers to it.`,
    lane: 'info',
    facts: { index_file: file, title, session_uuid: uuid, count: claimed.length, paths: claimed },
  });
}

/** `session_4-a1b2c3d4.json`: another machine had given the number 4 on this storage. */
const isSecondName = (file: string): boolean => /^session_\d+-[0-9a-f]{8}\.json$/.test(baseName(file));

/** It is told while its file is new to this catalog. */
const wasTold = ({ read }: IndexSituation, file: string): boolean => !read.some((index) => index.file === file);

function collision({ file, title, uuid }: IndexedSession): Finding {
  const reason = `Another session has the number of “${title}” in this storage, so its index is ${file}.`;
  return { ...tell('session_id_collision', file, reason), facts: { session_uuid: uuid } };
}

function tell(kind: Finding['kind'], path: string, reason: string): Finding {
  const isDone = kind === 'index_missing' || kind === 'index_stale' || kind === 'index_corrupt';
  return makeFinding({ key: path, kind, path, reason, lane: isDone ? 'auto' : 'info' });
}
