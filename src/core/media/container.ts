/**
 * What a container parser finds in a file: which bytes are the picture (for the hothash), how large it is,
 * where its metadata blocks and embedded previews lie. Parsers never decode pixels and never trust a number they read.
 */
import type { ByteSource } from './byte-source.ts';
import type { MediaKind } from './types.ts';

/** A stretch of the file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * One record of the hothash: the bytes of its ranges, joined.
 * @see docs/format/hothash.md#records
 */
export interface ImageRecord {
  /** One ASCII character, the kind byte. */
  readonly kind: string;
  readonly ranges: readonly ByteRange[];
}

/** A block in TIFF structure that holds EXIF tags. */
export interface ExifBlock {
  /** What its first directory is: CR3 keeps the three in separate boxes. */
  readonly role: 'ifd0' | 'exif' | 'gps';
  readonly source: ByteSource;
}

export interface Container {
  readonly format: string;
  readonly kind: MediaKind;
  readonly records: readonly ImageRecord[];
  /** False when a range leaves the file or the end marker is missing: such a file is named by all its bytes (`file1`). */
  readonly isComplete: boolean;
  /** Before orientation. */
  readonly codedWidthPx: number | null;
  readonly codedHeightPx: number | null;
  /** 1 to 8 where the container itself turns the picture (HEIF, movies); null leaves it to EXIF. */
  readonly orientation: number | null;
  readonly exif: readonly ExifBlock[];
  readonly xmp: readonly Buffer[];
  readonly iptc: Buffer | null;
  /** Embedded JPEG pictures, in file order. */
  readonly jpegs: readonly ByteRange[];
  /** How the picture is coded where the format leaves a choice: `hvc1`, `av01`, `jpeg`; the TIFF compression number. */
  readonly coding: string | null;
  readonly movie: MovieFacts | null;
}

export interface MovieFacts {
  /** Seconds since 1970 UTC from the movie header; null when unset. */
  readonly createdUtcS: number | null;
  /** `com.apple.quicktime.creationdate`, local time with offset, as written. */
  readonly appleCreationDate: string | null;
  readonly contentIdentifier: string | null;
  readonly make: string | null;
  readonly model: string | null;
  /** ISO 6709, as written: `+59.9139+010.7522+012.3/`. */
  readonly location: string | null;
}

/** A container with nothing known; parsers spread it and fill in what they find. */
export function emptyContainer(format: string, kind: MediaKind): Container {
  return {
    format,
    kind,
    records: [],
    isComplete: true,
    codedWidthPx: null,
    codedHeightPx: null,
    orientation: null,
    exif: [],
    xmp: [],
    iptc: null,
    jpegs: [],
    coding: null,
    movie: null,
  };
}

/** Largest metadata block that is looked at: extended XMP and maker notes stay far below, bombs do not. */
export const maxMetadataBytes = 16 * 1024 * 1024;
