/** Parts that the index files share (docs/format/storage-v2.md). */
import { z } from 'zod';
import { ChecksumSchema, HashAlgo, HothashSchema, UtcOffset } from '#contract/ids.ts';
import { parseRelPath } from '#domain/rel-path.ts';

/** A path inside the photos folder. What would leave it is refused, with its place. */
export const PathInStorage = z
  .string()
  .refine((path) => parseRelPath(path) !== null, 'a path must be relative, with / and without .., empty names, NUL or backslash');

export const Count = z.int().nonnegative();

/** Loose objects everywhere: keys of later versions and of other programs survive read-modify-write. */
export const AuthorEntry = z.looseObject({ uuid: z.string().min(1), name: z.string().min(1) });

export const CompanionEntry = z.looseObject({
  path: PathInStorage,
  role: z.enum(['raw', 'live', 'sidecar', 'audio', 'other']),
  checksum: ChecksumSchema,
  file_size: Count,
  mtime: z.string().optional(),
});
export type CompanionEntry = z.infer<typeof CompanionEntry>;

const FileStatus = z.enum(['present', 'missing', 'edited', 'corrupt']);

/** A further path of a photo; what is absent is as in the entry itself. */
export const CopyEntry = z.looseObject({
  path: PathInStorage,
  checksum: ChecksumSchema,
  mtime: z.string(),
  file_size: Count.optional(),
  original_filename: z.string().optional(),
  created_at: z.string().optional(),
  status: FileStatus.optional(),
  last_seen: z.string().optional(),
  verified_at: z.string().nullable().optional(),
  companions: z.array(CompanionEntry).optional(),
  /** Uuid of the session that brought the file, when it is another one. */
  session: z.string().optional(),
});
export type CopyEntry = z.infer<typeof CopyEntry>;

/** What a person said of a photo. */
export const UserData = z.looseObject({
  title: z.string(),
  caption: z.string(),
  rating: z.int().min(0).max(5),
  flag: z.enum(['pick', 'reject', 'none']),
  color: z.string().nullable(),
  tags: z.array(z.string().min(1)),
  author: AuthorEntry.nullable(),
  previous_hothashes: z.array(HothashSchema),
  rev: Count,
  updated_at: z.string().nullable(),
  /** Names of the fields the person set: they win over what files say. */
  user_fields: z.array(z.string()).optional(),
  /** What the file says where the person corrected it: {taken_at: {taken_at, taken_at_offset, taken_at_source}}. */
  corrections: z.looseObject({}).optional(),
  imported_at: z.string().optional(),
});
export type UserData = z.infer<typeof UserData>;

/** What the file says of a photo: the same in every session and for every copy. */
export const photoShape = {
  taken_at: z.string().nullable(),
  file_format: z.string(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  has_hotpreview: z.boolean(),
  hash_algo: HashAlgo.optional(),
  taken_at_offset: UtcOffset.nullable().optional(),
  taken_at_source: z.string().optional(),
  camera: z.string().nullable().optional(),
  lens: z.string().nullable().optional(),
  exposure: z
    .looseObject({
      iso: z.number().nullable(),
      f_number: z.number().nullable(),
      exposure_time_s: z.number().nullable(),
      focal_length_mm: z.number().nullable(),
    })
    .nullable()
    .optional(),
  gps: z.looseObject({ latitude: z.number(), longitude: z.number(), altitude_m: z.number().nullable() }).nullable().optional(),
  place: z.string().optional(),
  orientation: z.int().min(1).max(8).optional(),
  kind: z.string().optional(),
  coded_width: z.int().nullable().optional(),
  coded_height: z.int().nullable().optional(),
  content_identifier: z.string().nullable().optional(),
  photo: UserData.optional(),
  /** Free fields of the person, kept verbatim. */
  custom: z.looseObject({}).optional(),
} as const;

/** Where a photo's file stands. */
export const fileShape = {
  /** Entries of the seed have no path: then this is where the file is. */
  filename: PathInStorage.refine((name) => !name.includes('/'), 'a file name holds no separator'),
  file_size: Count,
  created_at: z.string(),
  original_filename: z.string(),
  path: PathInStorage.optional(),
  checksum: ChecksumSchema.optional(),
  mtime: z.string().optional(),
  copies: z.array(CopyEntry).optional(),
  companions: z.array(CompanionEntry).optional(),
  status: FileStatus.optional(),
  last_seen: z.string().optional(),
  verified_at: z.string().nullable().optional(),
  session: z.string().optional(),
} as const;

export const PhotoEntry = z.looseObject(photoShape);
export type PhotoEntry = z.infer<typeof PhotoEntry>;
