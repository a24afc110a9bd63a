/**
 * A text about files that could not be read, for whoever looks after the disk: what was tried just now and what the system
 * said. It is shown and saved, and goes nowhere by itself; of a content it has the first bytes, never more.
 */
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonClass, type Tried } from '#domain/reconcile/reason-class.ts';
import { instant, type Context } from '../context.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { findConflict } from './findings.ts';

/** So much tells a kind of file by its signature, and nothing of a picture. */
const firstBytes = 16;

/** @throws ImaLinkError conflict-not-found */
export async function reportFindings(context: Context, ids: readonly number[]): Promise<{ text: string }> {
  const storages = await context.catalog.read.selectFrom('storage').selectAll().execute();
  const parts: string[] = [];
  for (const id of ids) {
    const { row } = await findConflict(context, id);
    const storage = storages.find((each) => each.id === row.storage_id);
    if (storage) parts.push(await describe(storage, row));
  }
  const head = `ImaLink, ${process.platform} ${process.arch}, ${instant(context.clock)}`;
  return { text: `${[head, ...parts].join('\n\n')}\n` };
}

async function describe(storage: StorageRow, finding: { readonly path: string; readonly kind: string; readonly reason: string }) {
  const path = join(pathsOf(storage).photos, finding.path);
  const tried = await tryToRead(path, finding.kind === 'placeholder');
  const lines: (readonly [string, string])[] = [
    ['File', path],
    ['Storage', `${storage.display_name} (${storage.uuid})`],
    ['Finding', `${finding.kind}: ${finding.reason}`],
    ['Reason', reasonClass(tried)],
    ['Tried', tried.step],
    ['Errno', tried.errno ?? 'none'],
    ['Size', tried.sizeBytes === null ? 'unknown' : `${tried.sizeBytes} bytes`],
    ['Modified', tried.mtimeMs === null ? 'unknown' : new Date(tried.mtimeMs).toISOString()],
    ['First bytes', tried.firstBytes === '' ? 'not read' : tried.firstBytes],
  ];
  return lines.map(([name, value]) => `${name}: ${oneLine(value)}`).join('\n');
}

/** Names may hold line breaks, which would make two lines of one. */
// oxlint-disable-next-line no-control-regex -- exactly what must not pass
const oneLine = (text: string): string => text.replaceAll(/[\x00-\x1f\x7f]/g, (character) => JSON.stringify(character).slice(1, -1));

async function tryToRead(path: string, isPlaceholder: boolean): Promise<Tried> {
  const tried: Tried = { step: 'look', errno: null, sizeBytes: null, mtimeMs: null, isFile: false, isPlaceholder: false, firstBytes: '' };
  let step: Tried['step'] = 'look';
  let seen = tried;
  try {
    const info = await lstat(path);
    seen = { ...tried, sizeBytes: info.size, mtimeMs: info.mtimeMs, isFile: info.isFile() || info.isDirectory() };
    // What is in the cloud is not fetched for a report.
    if (info.isFile() && isPlaceholder) return { ...seen, isPlaceholder: true };
    if (!seen.isFile) return seen;
    step = 'open';
    if (info.isDirectory()) {
      await readdir(path);
      return { ...seen, step, sizeBytes: null };
    }
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    step = 'read';
    const { bytesRead, buffer } = await file.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
    return { ...seen, step, firstBytes: buffer.subarray(0, bytesRead).toString('hex') };
  } catch (error) {
    return { ...seen, step, errno: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}
