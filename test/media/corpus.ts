/** The developers' photo set: real files with what an independent program reads in them. Absent on most machines. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';

export const corpusRoot = join(import.meta.dirname, '../../../shared/corpus');
const isPresent = existsSync(join(corpusRoot, 'oracle.json'));

/** What ExifTool says of one file. */
export interface OracleEntry {
  readonly FileType?: string;
  readonly px?: readonly [number, number];
  readonly ImageDataHash?: string | null;
  readonly DateTimeOriginal?: string;
  readonly SubSecTimeOriginal?: string | number;
  readonly OffsetTimeOriginal?: string;
  readonly Make?: string;
  readonly Model?: string;
  readonly LensModel?: string;
  readonly GPSLatitude?: number;
  readonly GPSLongitude?: number;
  readonly Title?: string;
  readonly Rating?: number;
  readonly ContentIdentifier?: string;
  /** A pair as text where the camera wrote two. */
  readonly ISO?: number | string;
  readonly FNumber?: number;
  readonly ExposureTime?: number;
  readonly FocalLength?: number;
  readonly 'XMP:Subject'?: string | readonly string[];
  readonly 'IPTC:Keywords'?: string | readonly string[];
}

/** Runs a suite over the photo set, or says in the report that it was skipped and why. */
export function describeCorpus(name: string, suite: () => void): void {
  describe.skipIf(!isPresent)(isPresent ? name : `${name} (skipped: the photo set is not at ../shared/corpus)`, suite);
}

/** All files with the oracle's word; empty when the set is absent. */
export function corpusEntries(): [path: string, entry: OracleEntry][] {
  if (!isPresent) return [];
  const oracle = JSON.parse(readFileSync(join(corpusRoot, 'oracle.json'), 'utf8')) as { files: Record<string, OracleEntry> };
  return Object.entries(oracle.files);
}

export function corpusFile(path: string): Buffer {
  return readFileSync(join(corpusRoot, path));
}
