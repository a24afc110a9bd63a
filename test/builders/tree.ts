/** Folders of small real photos, and what a folder holds, by content: without any code of the product. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import sharp from 'sharp';

export interface PhotoSpec {
  /** Decides the pixels: equal seeds are equal pictures. */
  readonly seed: number;
  /** EXIF form, `2024:07:15 10:00:00`. */
  readonly takenAt?: string;
  readonly camera?: string;
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** A real JPEG with distinct pixels and EXIF. */
export function jpeg({ seed, takenAt, camera, widthPx = 48, heightPx = 32 }: PhotoSpec): Promise<Buffer> {
  const pixels = Buffer.alloc(widthPx * heightPx * 3);
  for (let index = 0; index < pixels.length; index++) pixels[index] = (Math.imul(index + 1, 2654435761 + seed * 7919) >>> 13) & 0xff;
  const image = sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } }).jpeg({ quality: 85 });
  const exif = {
    ...(camera ? { IFD0: { Make: camera.split(' ')[0] as string, Model: camera } } : {}),
    ...(takenAt ? { IFD2: { DateTimeOriginal: takenAt } } : {}),
  };
  return (Object.keys(exif).length > 0 ? image.withExif(exif) : image).toBuffer();
}

/** Writes files below `root`; every file gets a fixed mtime, so that runs can be compared. */
export function writeTree(root: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    const mtime = new Date('2024-08-01T12:00:00.123Z');
    utimesSync(target, mtime, mtime);
  }
}

/** Every file below a folder with its SHA-256 and mtime in milliseconds. */
export function readTree(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[relative(root, path)] = `${sha256(readFileSync(path))} ${Math.round(statSync(path).mtimeMs)}`;
  }
  return Object.fromEntries(Object.entries(found).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
