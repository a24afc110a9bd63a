/**
 * Writing files of ours so that after a crash either the old or the new one is there, whole. No package does
 * this right (docs/decisions/0003-own-durable-write.md): short writes on a full disk, missing directory fsync.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Transient on Windows while a virus scanner or indexer holds the target. */
const busyCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Size and time as they stand on the disk. */
export interface WrittenFile {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/**
 * Replaces `path` with `chunks`, durably: temp file, all bytes, fsync, size check, rename, fsync of the folder.
 * On any error the temp is removed, the old file stays and the error is thrown.
 * @param stagingDir on the same file system as `path`
 */
export async function durableWrite(
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  stagingDir: string,
): Promise<WrittenFile> {
  const temp = join(stagingDir, `${randomUUID()}.tmp`);
  const file = await openTemp(temp, stagingDir);
  try {
    let sizeBytes = 0;
    let time = 0;
    try {
      for await (const chunk of chunks) {
        await writeAll(file, chunk);
        sizeBytes += chunk.byteLength;
      }
      await file.sync();
      const { size, mtimeMs } = await file.stat();
      time = mtimeMs;
      if (size !== sizeBytes)
        throw Object.assign(new Error(`only ${size} of ${sizeBytes} bytes were written to ${path}`), { code: 'ENOSPC' });
    } finally {
      await file.close();
    }
    await renameOver(temp, path);
    await syncFolder(dirname(path));
    return { sizeBytes, mtimeMs: time };
  } catch (error) {
    await unlink(temp).catch(() => undefined);
    throw error;
  }
}

/** A sync tool, or a copy, may have left the empty folder out. Only itself is made: a disk that is gone stays gone. */
async function openTemp(temp: string, stagingDir: string): Promise<FileHandle> {
  try {
    return await open(temp, 'wx', 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(stagingDir);
    return open(temp, 'wx', 0o644);
  }
}

/** Writes every byte: a single write may be short when the disk fills. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done);
    if (bytesWritten === 0) throw Object.assign(new Error('no byte was written'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

async function renameOver(from: string, to: string): Promise<void> {
  for (let waitMs = 10; ; waitMs *= 2) {
    try {
      return await rename(from, to);
    } catch (error) {
      const retry = process.platform === 'win32' && busyCodes.has((error as NodeJS.ErrnoException).code ?? '') && waitMs <= 2000;
      if (!retry) throw error;
      await delay(waitMs);
    }
  }
}

/** Makes the names in a folder durable. Windows cannot open folders and does this by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
