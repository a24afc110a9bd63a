/**
 * The picture inside a RAW of a make that our parser does not know, through ExifTool where it is installed.
 * Optional: without the package, or without Perl, such a RAW is imported without a hotpreview and says so.
 */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where makes keep their pictures, the largest first. */
const pictureTags = ['JpgFromRaw', 'PreviewImage', 'OtherImage', 'ThumbnailImage'] as const;
/** Starting Perl takes half a second; a picture that takes longer than this is not worth the wait. */
const taskTimeoutMs = 10_000;
const maxPictureBytes = 64 * 1024 * 1024;

/** @returns the bytes of a JPEG, or null when there is none or no ExifTool to find it. Never rejects. */
export async function exoticRawPicture(path: string): Promise<Buffer | null> {
  // Not a dependency of the product: a variable keeps bundlers and the type checker from insisting on it.
  const name = 'exiftool-vendored';
  const library = (await import(name).catch(() => null)) as typeof import('exiftool-vendored') | null;
  if (library === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'imalink-raw-'));
  const exiftool = new library.ExifTool({ maxProcs: 1, taskTimeoutMillis: taskTimeoutMs });
  try {
    for (const tag of pictureTags) {
      const target = join(folder, tag);
      const found = await exiftool.extractBinaryTag(tag, path, target).then(
        () => true,
        () => false,
      );
      if (found && (await stat(target)).size <= maxPictureBytes) return await readFile(target);
    }
    return null;
  } catch {
    return null;
  } finally {
    await exiftool.end().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
