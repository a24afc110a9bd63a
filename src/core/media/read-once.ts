/**
 * Reads a file once: checksum, copy and the bytes for everything else come from the same pass.
 * Own loop with plain reads and writes, never fs.copyFile or fs.cp: on a bad sector these have been seen to report
 * success and write the beginning of the file in place of what could not be read.
 */
import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  futimesSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
  type BigIntStats,
} from 'node:fs';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { bufferSource, fileSource, type ByteSource } from './byte-source.ts';
import { errnoOf, mediaFailure } from './failure.ts';
import { ownMemory, type ReadMemory } from './read-memory.ts';

export interface ReadRequest {
  readonly sourcePath: string;
  readonly copyToPath: string | null;
  readonly verify: boolean;
}

/** What a long read tells and asks on its way. */
export interface ReadControl {
  /** Called now and then: the read is alive. */
  onProgress(): void;
  /**
   * Told true before the copy is made and false when it could not be, so that somebody else can remove it should this
   * thread die: told afterwards, a thread ended in between would leave a copy that nobody knows.
   */
  onCopy(isOurs: boolean): void;
  /** Looked at between blocks; true ends the job and removes the copy. */
  isCancelled(): boolean;
}

/** A control for callers that neither watch nor cancel. */
export const noControl: ReadControl = { onProgress: () => undefined, onCopy: () => undefined, isCancelled: () => false };

/** An open file whose checksum is known and whose bytes can be looked at until `close`. */
export interface ReadFile {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly checksum: string;
  readonly source: ByteSource;
  /** All bytes, when they fit into memory. */
  readonly bytes: Buffer | null;
  close(): void;
}

/** Larger files are looked at on disk: a photo is never that large, a movie often. */
const maxInMemoryBytes = 64 * 1024 * 1024;
/** Small enough to stay in the processor's cache between reading, hashing and writing. */
const blockBytes = 512 * 1024;
/** How often a long read says that it is alive: many times within any job's time limit, even from a slow card. */
const progressBytes = 16 * 1024 * 1024;
const maxAttempts = 3;
const retryDelaysMs = [50, 250, 1000] as const;

/**
 * Reads, hashes and, when asked, copies a file.
 * The copy is created exclusively, written in full, synced, and compared when `verify`; on any failure it is gone.
 * @param memory what the bytes are read into: the file is to be closed before it gives room to another one
 * @throws a media failure: vanished, not-a-file, empty, unreadable, changing, write-failed, verify-failed, name-too-long
 */
export async function readOnce(request: ReadRequest, control: ReadControl = noControl, memory: ReadMemory = ownMemory): Promise<ReadFile> {
  for (let attempt = 1; ; attempt += 1) {
    const file = await tryRead(request, control, memory);
    if (file != null) return file;
    if (attempt === maxAttempts) throw mediaFailure('changing', `${request.sourcePath}: the file changed while it was read`);
    await sleep(retryDelaysMs[attempt - 1] ?? 1000);
  }
}

/** One attempt; null when the file changed under our hands. */
async function tryRead(request: ReadRequest, control: ReadControl, memory: ReadMemory): Promise<ReadFile | null> {
  const fd = openSource(request.sourcePath);
  let copy: Copy | null = null;
  try {
    const before = fstatSync(fd, { bigint: true });
    if (!before.isFile()) throw mediaFailure('not-a-file', `${request.sourcePath}: not a regular file`);
    if (before.size === 0n) throw mediaFailure('empty', `${request.sourcePath}: the file is empty`);
    copy = request.copyToPath == null ? null : makeCopy(request.copyToPath, control);
    const pass = await readAll({ fd, sizeBytes: Number(before.size), path: request.sourcePath, copy, control, memory });
    if (!isUnchanged(before, fstatSync(fd, { bigint: true })) || pass.readBytes !== Number(before.size)) {
      copy?.discard();
      closeSync(fd);
      return null;
    }
    copy?.finish(before, pass.checksum, request.verify);
    const sizeBytes = pass.readBytes;
    return {
      sizeBytes,
      mtimeMs: Number(before.mtimeNs) / 1e6,
      checksum: pass.checksum,
      bytes: pass.bytes,
      source: pass.bytes == null ? fileSource(fd, sizeBytes) : bufferSource(pass.bytes),
      close: () => closeSync(fd),
    };
  } catch (error) {
    copy?.discard();
    closeSync(fd);
    throw error;
  }
}

function openSource(path: string): number {
  try {
    // O_NONBLOCK: opening a fifo must not wait for a writer; O_NOFOLLOW: a link put in place of a file is not followed
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ENOTDIR') throw mediaFailure('vanished', `${path}: the file is not there any more`, error);
    if (errno === 'ELOOP' || errno === 'ENXIO' || errno === 'EISDIR')
      throw mediaFailure('not-a-file', `${path}: not a regular file`, error);
    throw mediaFailure('unreadable', `${path}: cannot be opened`, error);
  }
}

interface Pass {
  readonly readBytes: number;
  readonly checksum: string;
  readonly bytes: Buffer | null;
}

interface PassOptions {
  readonly fd: number;
  readonly sizeBytes: number;
  readonly path: string;
  readonly copy: Copy | null;
  readonly control: ReadControl;
  readonly memory: ReadMemory;
}

async function readAll({ fd, sizeBytes, path, copy, control, memory }: PassOptions): Promise<Pass> {
  const hash = createHash('sha256');
  const keep = sizeBytes <= maxInMemoryBytes ? memory(sizeBytes) : null;
  const block = keep ?? Buffer.allocUnsafe(blockBytes);
  let done = 0;
  let nextProgress = progressBytes;
  while (done < sizeBytes) {
    if (control.isCancelled()) throw mediaFailure('worker-crashed', 'cancelled');
    if (done >= nextProgress) {
      control.onProgress();
      await turn(); // a long film must not hold up the photo beside it in this thread
      nextProgress = done + progressBytes;
    }
    const at = keep == null ? 0 : done;
    const count = readBlock(fd, block, at, Math.min(blockBytes, sizeBytes - done), done, path);
    if (count === 0) break;
    const part = block.subarray(at, at + count);
    hash.update(part);
    copy?.write(part);
    done += count;
  }
  return { readBytes: done, checksum: hash.digest('hex'), bytes: keep };
}

function readBlock(fd: number, into: Buffer, at: number, length: number, position: number, path: string): number {
  try {
    return readSync(fd, into, at, length, position);
  } catch (error) {
    throw mediaFailure('unreadable', `${path}: cannot be read at byte ${position}`, error);
  }
}

function isUnchanged(before: BigIntStats, after: BigIntStats): boolean {
  return before.size === after.size && before.mtimeNs === after.mtimeNs && before.ctimeNs === after.ctimeNs && before.ino === after.ino;
}

interface Copy {
  write(bytes: Buffer): void;
  /** Sets the source's mtime, makes the copy durable and, when asked, compares it. Throws when it is not good. */
  finish(source: BigIntStats, checksum: string, verify: boolean): void;
  /** Closes and removes. Never throws: it runs on the way out of another error. */
  discard(): void;
}

function makeCopy(path: string, control: ReadControl): Copy {
  control.onCopy(true);
  try {
    return openCopy(path);
  } catch (error) {
    control.onCopy(false); // what has the name is somebody else's
    throw error;
  }
}

function openCopy(path: string): Copy {
  let fd: number | null = guardWrite(path, () => openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o666));
  let writtenBytes = 0;
  const openFd = (): number => {
    if (fd == null) throw new Error(`copy ${path} is closed`);
    return fd;
  };
  const close = (): void => {
    if (fd != null) closeSync(fd);
    fd = null;
  };
  return {
    write(bytes) {
      guardWrite(path, () => writeFully(openFd(), bytes));
      writtenBytes += bytes.length;
    },
    finish(source, checksum, verify) {
      guardWrite(path, () => {
        // seconds keep the microseconds, but a negative number would set the present time: photos before 1970 need a Date
        const mtimeMs = Number(source.mtimeNs) / 1e6;
        futimesSync(openFd(), new Date(), mtimeMs >= 0 ? mtimeMs / 1000 : new Date(mtimeMs));
        fsyncSync(openFd());
      });
      if (verify) verifyCopy(openFd(), path, writtenBytes, checksum);
      guardWrite(path, close);
    },
    discard() {
      try {
        close();
      } catch {
        // the first error is the one to report
      }
      try {
        unlinkSync(path); // ours alone: it was created exclusively
      } catch {
        // already gone, or the medium is
      }
    },
  };
}

function guardWrite<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw mediaFailure(errnoOf(error) === 'ENAMETOOLONG' ? 'name-too-long' : 'write-failed', `${path}: cannot be written`, error);
  }
}

/** A short write is no error to the system: it is repeated until it is one or all is written. */
function writeFully(fd: number, bytes: Buffer): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done);
}

function verifyCopy(fd: number, path: string, sizeBytes: number, checksum: string): void {
  const hash: Hash = createHash('sha256');
  const block = Buffer.allocUnsafe(blockBytes);
  let done = 0;
  for (;;) {
    // A copy that cannot be read back is the target's failure; the source was read well.
    const count = guardWrite(path, () => readSync(fd, block, 0, blockBytes, done));
    if (count === 0) break;
    hash.update(block.subarray(0, count));
    done += count;
  }
  if (done !== sizeBytes || hash.digest('hex') !== checksum)
    throw mediaFailure('verify-failed', `${path}: the copy does not read back as it was written`);
}
