/** Entries of an index as the values the catalog takes. */
import type { CompanionEntry, CopyEntry, PhotoEntry } from '#core/format/shapes.ts';
import { CompanionEntry as CompanionShape, CopyEntry as CopyShape, fileShape, photoShape, UserData } from '#core/format/shapes.ts';
import type { FileEntry } from '#core/format/session-index.ts';
import { readInstant, readTakenAt } from '#domain/recover/read-time.ts';

type SqlValue = string | number | null;

/** A file that an index names. */
export interface FileRead {
  readonly hothash: string;
  readonly path: string;
  readonly checksum: string;
  readonly sizeBytes: number;
  /** Null when the index does not say. */
  readonly mtimeMs: number | null;
  readonly originalFilename: string;
  readonly createdAt: string;
  readonly status: 'present' | 'missing' | 'edited' | 'corrupt';
  readonly lastSeen: string;
  readonly verifiedAt: string | null;
  readonly companions: readonly CompanionEntry[];
  /** Uuid of the session that brought the file, when it is another one. */
  readonly owner: string | null;
  readonly extraJson: string;
}

/** Keys of an entry that this version does not know, as they are kept. */
function unknownKeys(value: object, ...shapes: readonly object[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !shapes.some((shape) => key in shape)));
}

/**
 * All files of an entry, the one it is named after first.
 * @param path of the entry; those of the seed do not say
 */
export function filesOf(hothash: string, entry: FileEntry, path: string): FileRead[] {
  const first: FileRead = {
    hothash,
    path,
    checksum: entry.checksum ?? '0'.repeat(64),
    sizeBytes: entry.file_size,
    mtimeMs: readInstant(entry.mtime),
    originalFilename: entry.original_filename,
    createdAt: entry.created_at,
    status: entry.status ?? 'present',
    lastSeen: entry.last_seen ?? entry.created_at,
    verifiedAt: entry.verified_at ?? null,
    companions: entry.companions ?? [],
    owner: entry.session ?? null,
    extraJson: extraOf(unknownKeys(entry, fileShape, photoShape)),
  };
  return [first, ...(entry.copies ?? []).map((copy) => copyRead(first, copy))];
}

function copyRead(first: FileRead, copy: CopyEntry): FileRead {
  return {
    hothash: first.hothash,
    path: copy.path,
    checksum: copy.checksum,
    sizeBytes: copy.file_size ?? first.sizeBytes,
    mtimeMs: readInstant(copy.mtime),
    originalFilename: copy.original_filename ?? copy.path.slice(copy.path.lastIndexOf('/') + 1),
    createdAt: copy.created_at ?? first.createdAt,
    status: copy.status ?? 'present',
    lastSeen: copy.last_seen ?? first.lastSeen,
    verifiedAt: copy.verified_at ?? null,
    companions: copy.companions ?? [],
    owner: copy.session ?? null,
    extraJson: extraOf(unknownKeys(copy, CopyShape.shape)),
  };
}

const extraOf = (keys: object): string => (Object.keys(keys).length === 0 ? '{}' : JSON.stringify({ entry: keys }));

export const companionExtra = (companion: CompanionEntry): string => extraOf(unknownKeys(companion, CompanionShape.shape));

/** What files say, in the order of `photoValues`. */
export const factColumns = [
  'hash_algo',
  'format',
  'kind',
  'coded_width',
  'coded_height',
  'width',
  'height',
  'orientation',
  'camera',
  'lens',
  'exposure_json',
  'latitude',
  'longitude',
  'altitude_m',
  'place',
  'content_identifier',
] as const;

/** What people say and what they correct, in the order of `photoValues`; they go by rev. */
export const userColumns = [
  'taken_at',
  'taken_at_offset',
  'taken_at_source',
  'day',
  'title',
  'caption',
  'rating',
  'flag',
  'color',
  'user_fields',
  'corrections_json',
  'custom_json',
  'extra_json',
  'rev',
  'updated_at',
] as const;

/** Values of the columns above. */
export function photoValues(entry: PhotoEntry): SqlValue[] {
  return [...factValues(entry), ...takenValues(entry), ...userValues(entry)];
}

function factValues(entry: PhotoEntry): SqlValue[] {
  return [
    entry.hash_algo ?? 'img1',
    entry.file_format,
    entry.kind ?? 'image',
    entry.coded_width ?? entry.width,
    entry.coded_height ?? entry.height,
    entry.width,
    entry.height,
    entry.orientation ?? 1,
    entry.camera ?? null,
    entry.lens ?? null,
    entry.exposure == null ? null : JSON.stringify(entry.exposure),
    ...(entry.gps ? [entry.gps.latitude, entry.gps.longitude, entry.gps.altitude_m] : [null, null, null]),
    entry.place ?? '',
    entry.content_identifier ?? null,
  ];
}

function takenValues(entry: PhotoEntry): SqlValue[] {
  const { takenAt, offset } = readTakenAt(entry.taken_at, entry.taken_at_offset);
  return [takenAt, offset, entry.taken_at_source ?? (takenAt === null ? 'none' : 'exif'), takenAt?.slice(0, 10) ?? null];
}

function userValues({ photo: user, custom }: PhotoEntry): SqlValue[] {
  const text = JSON.stringify;
  if (!user) return ['', '', 0, 'none', null, '[]', '{}', text(custom ?? {}), '{}', 0, null];
  const extra = unknownKeys(user, UserData.shape);
  return [
    user.title,
    user.caption,
    user.rating,
    user.flag,
    user.color,
    text(user.user_fields ?? []),
    text(user.corrections ?? {}),
    text(custom ?? {}),
    Object.keys(extra).length === 0 ? '{}' : text({ user: extra }),
    user.rev,
    user.updated_at,
  ];
}
