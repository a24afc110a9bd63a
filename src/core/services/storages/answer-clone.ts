/** What a person says of the second place of a storage, done: the storage itself, a backup of it, or one of its own. */
import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { CloneAnswer, StorageDto } from '#contract/storage.ts';
import { isWritableVersion } from '#core/format/version.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { requireNoneLeadsOut } from '#core/storage/links-out.ts';
import { storagePaths } from '#core/storage/storage-paths.ts';
import type { Context } from '../context.ts';
import { findStorage, type StorageRow } from '../storage-rows.ts';
import { showStorage } from '../storages.ts';
import { requireIdle } from './busy.ts';
import { closeQuestion, isSamePlace, rememberAnswer } from './clones.ts';
import { moveTo, requireStorageAt } from './lifecycle.ts';

/**
 * Answers what `path` is, another place with the uuid of `storage`. `backup` and `separate` give it a uuid of its own;
 * neither adds it to the catalog (recovering it does). Photos are not touched.
 * @returns the storage of the catalog
 * @throws ImaLinkError storage-not-found, path-not-found, storage-wrong-uuid, path-not-writable, bad-input, storage-locked
 */
export async function answerClone(context: Context, reference: string, path: string, answer: CloneAnswer): Promise<StorageDto> {
  const row = await findStorage(context.catalog, reference);
  requireIdle(context, row);
  const { root, marker } = await requireStorageAt(row, path);
  if (await isSamePlace(row.full_path, root))
    throw new ImaLinkError('bad-input', `${root} is where the storage is known to be. Name the other place.`, { details: { path: root } });
  const { catalog } = context;
  const close = closeQuestion(context, row, root, 'resolved', answer);
  if (answer === 'moved') {
    // The former place still has the uuid: it is known from now on, and not asked about again.
    await catalog.write([...close, ...moveTo(context, row, root, marker), rememberAnswer(context, row, row.full_path, answer)]);
  } else {
    await giveOwnUuid(context, row, root, answer);
    await catalog.write(close);
  }
  context.indexes.schedule();
  context.emit('storage.changed', { storage_uuid: row.uuid });
  context.emit('conflicts.changed', { storage_uuid: row.uuid });
  return showStorage(context, row.uuid);
}

/** Rewrites index.json of the copy with a new uuid, all else as it is; the former one stays in its history. */
async function giveOwnUuid(context: Context, row: StorageRow, root: string, answer: 'backup' | 'separate'): Promise<void> {
  const paths = storagePaths(root, row.photos_dir);
  await access(paths.system, constants.W_OK).catch((error: unknown) => {
    throw new ImaLinkError(
      'path-not-writable',
      `${root} cannot be written to, so it cannot be given a uuid of its own. Make it writable, or disconnect it.`,
      { details: { path: root, errno: (error as NodeJS.ErrnoException).code } },
    );
  });
  await requireNoneLeadsOut(root);
  // The text was checked by requireStorageAt; parsed again as it stands, so that unknown keys and their order survive.
  const document = JSON.parse((await readFile(paths.masterIndex, 'utf8')).replace(/^\uFEFF/, '')) as {
    storage_info: Record<string, unknown> & { writer?: { generation?: number } };
  };
  const info = document.storage_info;
  if (!isWritableVersion(String(info['format_version'] ?? '2.0')))
    throw new ImaLinkError('index-version-unknown', `${root} was written by a newer ImaLink. Update ImaLink to change it.`, {
      details: { path: root },
    });
  await keepFormer(paths.history, paths.masterIndex, info.writer?.generation ?? 0);
  info['uuid'] = context.clock.newUuid();
  if (answer === 'backup') info['copy_of'] = row.uuid;
  else delete info['copy_of'];
  await mkdir(paths.staging, { recursive: true });
  await durableWrite(paths.masterIndex, [Buffer.from(`${JSON.stringify(document, null, 2)}\n`)], paths.staging);
}

async function keepFormer(history: string, masterIndex: string, generation: number): Promise<void> {
  await mkdir(history, { recursive: true });
  const kept = join(history, `index.g${generation}.json`);
  // A generation that is kept already is the same text. Where there are no links an index of ours is copied, never an original.
  await link(masterIndex, kept).catch((error: unknown) =>
    (error as NodeJS.ErrnoException).code === 'EEXIST' ? undefined : copyFile(masterIndex, kept, constants.COPYFILE_EXCL),
  );
}
