/** From a source on disk to the units an import will work through. Reads names and, where a name tells nothing, the first bytes. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { ignoreTest } from '#domain/ignore-patterns.ts';
import { groupUnits, type CompanionRole, type NameKind } from '#domain/units.ts';
import { detectBytes, detectFormat, extensionOf, kindOf, roleOfName } from '#core/media/formats.ts';
import { sourceName, walk, type WalkedFile } from '#core/storage/walk.ts';

export interface ListedFile extends WalkedFile {
  readonly role: CompanionRole | null;
}

/** The units of one folder. `files` of a unit: the primary first. */
export interface ListedFolder {
  readonly sourceName: string;
  readonly units: readonly { readonly files: readonly ListedFile[] }[];
  readonly problems: readonly Problem[];
  /** Files looked at, ignored names not counted. */
  readonly found: number;
}

/**
 * Yields the units of a source, folder by folder, in a stable order; stand-alone videos of a folder come after
 * its pictures, so that a Live Photo's still is known before its movie.
 * @param skipPath folders and files to pass over without a word (our own files in an adopted storage)
 * @throws the errno error of the source itself
 */
export async function* listSource(
  source: string,
  options: { readonly companions: boolean; readonly skipPath?: (path: string) => boolean },
): AsyncGenerator<ListedFolder> {
  const name = await sourceName(source);
  for await (const folder of walk(source, options.skipPath)) {
    const problems: Problem[] = [...folder.problems];
    const named: (WalkedFile & { path: string; kind: NameKind })[] = [];
    for (const file of folder.files) {
      const kind = nameKind(file.relativePath) ?? (await contentKind(file));
      if (kind === null)
        problems.push({
          path: file.relativePath,
          code: file.sizeBytes === 0 ? 'empty' : 'unsupported',
          message: `${file.relativePath}: ${file.sizeBytes === 0 ? 'the file is empty' : 'not a kind of file that ImaLink imports'}`,
        });
      else named.push({ ...file, path: file.relativePath, kind });
    }
    const { units, orphans } = groupUnits(
      options.companions ? named : named.filter((file) => file.kind === 'image' || file.kind === 'raw' || file.kind === 'video'),
    );
    for (const orphan of orphans)
      problems.push({
        path: orphan.relativePath,
        code: 'orphan-sidecar',
        message: `${orphan.relativePath}: there is no photo of this name beside it`,
      });
    const isVideo = (unit: (typeof units)[number]): number => (unit.primary.kind === 'video' ? 1 : 0);
    const ordered = units.toSorted((left, right) => isVideo(left) - isVideo(right));
    yield {
      sourceName: name,
      units: ordered.map((unit) => ({
        files: [{ ...walked(unit.primary), role: null }, ...unit.companions.map(({ file, role }) => ({ ...walked(file), role }))],
      })),
      problems,
      found: folder.files.length + folder.problems.length,
    };
  }
}

const walked = ({ absolutePath, relativePath, sizeBytes, mtimeMs }: WalkedFile): WalkedFile => ({
  absolutePath,
  relativePath,
  sizeBytes,
  mtimeMs,
});

/** What a name promises; null when its extension is none that ImaLink knows. */
function nameKind(path: string): NameKind | null {
  const role = roleOfName(path);
  if (role !== 'companion') return role;
  return extensionOf(path) === 'wav' ? 'audio' : 'sidecar';
}

/** What the first bytes say of a file whose name says nothing: people do lose extensions. */
async function contentKind(file: WalkedFile): Promise<'image' | 'raw' | 'video' | null> {
  if (file.sizeBytes === 0) return null;
  try {
    const handle = await open(file.absolutePath, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
    try {
      const head = Buffer.alloc(Math.min(detectBytes, file.sizeBytes));
      await handle.read(head, 0, head.length, 0);
      const kind = kindOf(detectFormat(head));
      return kind === 'image' || kind === 'raw' || kind === 'video' ? kind : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/**
 * What an import passes over: our own files, which in an adopted storage stand beside the photos, and what matches a pattern of
 * the person below the source. What is named as a source is never passed over.
 */
export function passedOver(storageRoot: string, source: string, patterns: readonly string[]): (path: string) => boolean {
  const own = ownPathsOf(storageRoot);
  const isIgnored = ignoreTest(patterns);
  return (path) => own.has(path) || isIgnored(relative(source, path).split(sep).join('/'));
}

export const ownPathsOf = (root: string): ReadonlySet<string> =>
  new Set([join(root, 'index.json'), join(root, 'imports'), join(root, '.imalink')]);
