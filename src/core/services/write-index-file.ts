/** Writes indexes from the catalog to their places, durably; here or in a thread of its own. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Catalog } from '#core/catalog/catalog.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { keepPrevious } from './index-history.ts';
import { keepBase } from './index-merge/bases.ts';
import type { NotedIndex } from './index-merge/known-indexes.ts';
import { metadataFiles, type MetadataFile } from './metadata-documents.ts';
import { sessionDocument } from './session-document.ts';
import { pathsOf } from './storage-rows.ts';

export interface SessionFileJob {
  readonly kind: 'session';
  readonly sessionId: number;
  /** imports/session_<id>.json of the storage. */
  readonly target: string;
  readonly stagingDir: string;
  /** Where the file is kept as the base of later merges. */
  readonly base: string;
  readonly host: { readonly uuid: string; readonly name: string };
}

/** All files of .imalink/metadata of a storage. */
export interface MetadataJob {
  readonly kind: 'metadata';
  readonly storageId: number;
}

export type IndexJob = SessionFileJob | MetadataJob;

/** An index file that was written, or removed. */
export type WrittenIndex = NotedIndex | { readonly name: string; readonly isGone: true };

/** @returns what was written: the session's file; of metadata those that differed from what stood there */
export type WriteIndex = (job: IndexJob) => Promise<readonly WrittenIndex[]>;

/** Writes in this thread. */
export function indexFileWriter(catalog: Catalog): WriteIndex {
  return (job) => (job.kind === 'session' ? writeSession(catalog, job) : writeMetadata(catalog, job));
}

async function writeSession(catalog: Catalog, { sessionId, target, stagingDir, base, host }: SessionFileJob): Promise<WrittenIndex[]> {
  const session = await catalog.read.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow();
  const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', session.storage_id).executeTakeFirstOrThrow();
  const document = sessionDocument(catalog, session, storage, host);
  const written = await durableWrite(target, document.chunks, stagingDir);
  await keepBase(target, base);
  return [{ name: session.index_file, ...written, sha256: document.sha256(), text: null }];
}

/** Files that would be the same bytes again are left alone. */
async function writeMetadata(catalog: Catalog, { storageId }: MetadataJob): Promise<WrittenIndex[]> {
  const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', storageId).executeTakeFirstOrThrow();
  const paths = pathsOf(storage);
  const changed: WrittenIndex[] = [];
  for await (const file of metadataFiles(catalog, storageId)) {
    const target = join(paths.metadata, file.name);
    if (!(await differs(target, file))) continue;
    await mkdir(dirname(target), { recursive: true });
    await keepPrevious(paths, target, storage.metadata_index_generation);
    const name = `.imalink/metadata/${file.name}`;
    if (file.text === null) {
      await unlink(target);
      changed.push({ name, isGone: true });
      continue;
    }
    const sha256 = createHash('sha256').update(file.text).digest('hex');
    changed.push({ name, ...(await durableWrite(target, [Buffer.from(file.text)], paths.staging)), sha256, text: file.text });
  }
  return changed;
}

async function differs(target: string, file: MetadataFile): Promise<boolean> {
  try {
    const standing = await readFile(target);
    return file.text === null || !standing.equals(Buffer.from(file.text));
  } catch (error) {
    if (isAbsent(error)) return !file.isEmpty;
    throw error;
  }
}

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../workers/index-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/index-worker.js', import.meta.url);

export interface IndexWorkerData {
  readonly catalogPath: string;
  readonly job: IndexJob;
}

/**
 * Writes in a thread that reads the catalog through a connection of its own (WAL lets it): a session of a hundred
 * thousand files keeps neither the window nor the catalog thread waiting.
 */
export function threadedIndexFileWriter(catalogPath: string): WriteIndex {
  return async (job) => {
    const worker = new Worker(workerUrl, { workerData: { catalogPath, job } satisfies IndexWorkerData });
    try {
      // Under `node --watch` Node sends messages of its own: ours is the one that is a list.
      for (;;) {
        const [message] = (await once(worker, 'message')) as [unknown];
        if (Array.isArray(message)) return message as WrittenIndex[];
      }
    } finally {
      await worker.terminate();
    }
  };
}
