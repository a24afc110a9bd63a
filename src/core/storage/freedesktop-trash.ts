/**
 * The trash of Linux desktops, as freedesktop.org specifies it (Trash 1.0): `files/` and `info/` in the trash of the
 * person for files on the same file system, in `.Trash/$uid` or `.Trash-$uid` at the top of any other. A file gets
 * there by one rename, so it is whole at either place at every moment; where that is not possible it stays.
 */
import { lstat, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { syncFolder } from './durable-write.ts';
import { isAbsent } from './place-file.ts';
import type { Trash } from './trash.ts';

/** Same-named files in one trash; beyond this something is wrong with it. */
const maxAttempts = 10_000;

interface TrashFolder {
  readonly path: string;
  /** What `Path=` in its notes is relative to; null for absolute paths. */
  readonly top: string | null;
}

interface TrashOptions {
  /** `$XDG_DATA_HOME`, or its default. */
  readonly dataHome?: string;
  readonly uid?: number;
  readonly now?: () => Date;
}

/** @param options for tests; the person's own by default */
export function freedesktopTrash(options: TrashOptions = {}): Trash {
  const dataHome = options.dataHome ?? (process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'));
  const uid = options.uid ?? process.getuid?.() ?? 0;
  const now = options.now ?? (() => new Date());
  return {
    put: async (path) => {
      try {
        const folder = await trashFor(path, dataHome, uid);
        if (folder === null) return 'its file system has no trash that can be written to';
        await moveInto(folder, path, now());
        return null;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === undefined) throw error;
        return code === 'EROFS' || code === 'EACCES' || code === 'EPERM'
          ? `it cannot be moved to the trash: its medium or folder is read-only (${code})`
          : `it cannot be moved to the trash (${code})`;
      }
    },
  };
}

async function trashFor(path: string, dataHome: string, uid: number): Promise<TrashFolder | null> {
  const { dev } = await lstat(path, { bigint: true });
  const home = join(resolve(dataHome), 'Trash');
  if ((await deviceOf(home)) === dev) return (await ready(home, uid)) ? { path: home, top: null } : null;
  const top = await topOf(path, dev);
  // A `.Trash` of the administrator counts only where it is sticky, so that nobody can take another's files out of it.
  const shared = join(top, '.Trash');
  const info = await lstat(shared).catch(() => null);
  if (info?.isDirectory() && (info.mode & 0o1000) !== 0) {
    const own = join(shared, String(uid));
    if (await ready(own, uid).catch(() => false)) return { path: own, top };
  }
  const own = join(top, `.Trash-${uid}`);
  return (await ready(own, uid)) ? { path: own, top } : null;
}

/** The file system that a folder is on, or would be made on. */
async function deviceOf(folder: string): Promise<bigint> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return (await stat(at, { bigint: true })).dev;
    } catch (error) {
      if (!isAbsent(error) || at === dirname(at)) throw error;
    }
  }
}

/** The highest folder above a file that is on the same file system. */
async function topOf(path: string, dev: bigint): Promise<string> {
  let top = dirname(resolve(path));
  while (dirname(top) !== top && (await stat(dirname(top), { bigint: true })).dev === dev) top = dirname(top);
  return top;
}

/** Makes a trash where there is none. @returns false for a link or a folder of somebody else: it must not be trusted */
async function ready(folder: string, uid: number): Promise<boolean> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  const info = await lstat(folder);
  // Card file systems know no owners: there the one who mounted it owns all.
  if (!info.isDirectory() || (info.uid !== uid && info.uid !== 0)) return false;
  for (const name of ['files', 'info']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(made));
  await syncFolder(folder);
  return true;
}

async function moveInto(trash: TrashFolder, path: string, at: Date): Promise<void> {
  const { name, note } = await reserve(trash, path, at);
  try {
    // The name is ours by its note; nothing stands there, so the rename replaces nothing.
    await rename(path, join(trash.path, 'files', name));
  } catch (error) {
    await unlink(note).catch(() => undefined);
    throw error;
  }
  // Its new name first: a cut between the two leaves it twice, never nowhere.
  await syncFolder(join(trash.path, 'files'));
  await syncFolder(dirname(path));
}

/** Reserves a name by its note, durably: a file in the trash whose note is missing could not be brought back. */
async function reserve(trash: TrashFolder, path: string, at: Date): Promise<{ readonly name: string; readonly note: string }> {
  const from = trash.top === null ? resolve(path) : relative(trash.top, resolve(path));
  const text = `[Trash Info]\nPath=${from.split('/').map(encodeURIComponent).join('/')}\nDeletionDate=${localTime(at)}\n`;
  const own = shortened(basename(path));
  for (let attempt = 1; attempt < maxAttempts; attempt++) {
    const name = attempt === 1 ? own : `${attempt}.${own}`;
    const note = join(trash.path, 'info', `${name}.trashinfo`);
    try {
      const file = await open(note, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    // What lost its note is somebody's all the same: it keeps its name, and the note becomes its own.
    if (await lstat(join(trash.path, 'files', name)).catch(() => null)) {
      await unlink(note);
      continue;
    }
    await syncFolder(join(trash.path, 'info'));
    return { name, note };
  }
  throw Object.assign(new Error(`no free name in ${trash.path}`), { code: 'EEXIST' });
}

/** The note's name is longer than the file's, and no file system takes more than 255 bytes. */
function shortened(name: string): string {
  const longest = 230;
  if (Buffer.byteLength(name) <= longest) return name;
  const ending = extname(name).slice(0, 20);
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > longest) stem = [...stem].slice(0, -1).join('');
  return stem + ending;
}

/** `YYYY-MM-DDThh:mm:ss` of the wall clock, as the specification wants it. */
function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
