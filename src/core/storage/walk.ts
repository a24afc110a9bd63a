/**
 * Walks a source folder without following links and without trusting it: every file once, in a stable order,
 * whatever cannot be read as a problem beside the files.
 */
import type { Stats } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { isIgnoredName } from '#domain/ignored-names.ts';

export interface WalkedFile {
  /** On this machine. */
  readonly absolutePath: string;
  /** Relative to the source, `/` separated; the file's name when the source is a file. */
  readonly relativePath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** All files of one folder at a time, so that units never fall apart between batches. */
export interface WalkedFolder {
  readonly files: readonly WalkedFile[];
  readonly problems: readonly Problem[];
  /** Something was wrong that is neither absence nor permission: what was not seen may well be there. */
  readonly hadIoError: boolean;
}

/** Files looked at together: enough to keep the disk busy, few enough to bound memory. */
const statBatch = 128;

/**
 * Yields one item per folder, depth first, names in code-point order. A source that is a file yields itself.
 * Symbolic links are followed when they are the source itself, never below it. A folder that is reached
 * twice (bind mount, hard-linked tree) is visited once.
 * @throws the errno error of the source itself; errors below it are problems
 */
export async function* walk(source: string, skipPath?: (absolutePath: string) => boolean): AsyncGenerator<WalkedFolder> {
  const root = await realpath(source);
  const info = await stat(root);
  if (!info.isDirectory()) {
    yield {
      files: [{ absolutePath: root, relativePath: basename(source), sizeBytes: info.size, mtimeMs: info.mtimeMs }],
      problems: [],
      hadIoError: false,
    };
    return;
  }
  const visited = new Set<string>();
  yield* walkFolder(root, '', visited, skipPath ?? (() => false));
}

async function* walkFolder(
  path: string,
  relative: string,
  visited: Set<string>,
  skipPath: (path: string) => boolean,
): AsyncGenerator<WalkedFolder> {
  const found: Found = { files: [], folders: [], problems: [], hadIoError: false };
  const names = (await listNames(path, relative, found, visited)).filter((name) => !skipPath(join(path, name)));
  for (let start = 0; start < names.length; start += statBatch) {
    const batch = names.slice(start, start + statBatch);
    const infos = await Promise.all(batch.map((name) => lstat(join(path, name)).catch((error: unknown) => error as Error)));
    for (const [index, info] of infos.entries()) sortIn(found, path, relative, batch[index] as string, info);
  }
  yield found;
  for (const name of found.folders) yield* walkFolder(join(path, name), joined(relative, name), visited, skipPath);
}

interface Found extends WalkedFolder {
  readonly files: WalkedFile[];
  readonly folders: string[];
  readonly problems: Problem[];
  hadIoError: boolean;
}

const joined = (relative: string, name: string): string => (relative === '' ? name : `${relative}/${name}`);

function sortIn(found: Found, path: string, relative: string, name: string, info: Stats | Error): void {
  const relativePath = joined(relative, name);
  if (info instanceof Error) note(found, relativePath, info);
  else if (info.isDirectory()) found.folders.push(name);
  else if (info.isFile()) found.files.push({ absolutePath: join(path, name), relativePath, sizeBytes: info.size, mtimeMs: info.mtimeMs });
  else if (!info.isSymbolicLink()) {
    found.problems.push({ path: relativePath, code: 'not-a-file', message: `${relativePath} is not a regular file` });
  }
}

function note(found: Found, path: string, error: unknown): void {
  const problem = pathProblem(path, error);
  found.problems.push(problem);
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (problem.code === 'unreadable' && code !== 'EACCES' && code !== 'EPERM') found.hadIoError = true;
}

/** Names as UTF-8 strings, sorted; a name that is not valid UTF-8 is a problem, because no string reaches it. */
async function listNames(path: string, relative: string, found: Found, visited: Set<string>): Promise<string[]> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    // Inodes only stop loops here; 0 is what file systems without inodes report.
    if (ino !== 0n && visited.has(`${dev}:${ino}`)) return [];
    visited.add(`${dev}:${ino}`);
    const names: string[] = [];
    const folder = await opendir(path, { encoding: 'buffer' as BufferEncoding, bufferSize: 1024 });
    for await (const entry of folder) {
      const bytes = entry.name as unknown as Buffer;
      const name = bytes.toString('utf8');
      if (!Buffer.from(name, 'utf8').equals(bytes)) {
        const shown = `${relative === '' ? '' : `${relative}/`}${bytes.toString('latin1')}`;
        found.problems.push({
          path: shown,
          code: 'name-not-utf8',
          message: `${shown}: the name is not valid UTF-8; rename the file and import it again`,
        });
      } else if (!isIgnoredName(name)) names.push(name);
    }
    return names.sort((left, right) => (left < right ? -1 : 1));
  } catch (error) {
    note(found, relative === '' ? '.' : relative, error);
    return [];
  }
}

/** ENOENT and ENOTDIR mean gone; every other errno means unknown, never gone. */
function pathProblem(path: string, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  if (code === 'ENOENT' || code === 'ENOTDIR') return { path, code: 'vanished', message: `${path} disappeared while it was read` };
  if (code === 'ENAMETOOLONG') return { path, code: 'name-too-long', message: `${path}: the name is too long for this system` };
  const reason = code === 'EACCES' || code === 'EPERM' ? 'no permission to read it' : `the disk reported ${code}`;
  return { path, code: 'unreadable', message: `${path}: ${reason}` };
}

/** Name of a source folder for layout `keep`; empty for a single file and for a file system root. */
export async function sourceName(source: string): Promise<string> {
  const root = await realpath(source);
  const info = await stat(root);
  return info.isDirectory() && dirname(root) !== root ? basename(root) : '';
}
