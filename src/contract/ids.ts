/** Identifiers and small values that every process agrees on. */
import { z } from 'zod';

export const HothashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a hothash is 64 lower-case hex digits');
export const ChecksumSchema = z.string().regex(/^[0-9a-f]{64}$/);
export const HashAlgo = z.enum(['img1', 'file1']);
export const Uuid = z.uuid();
export const SessionId = z.int().positive();
export const JobId = z.string().min(1).max(64);

/** A storage as a person names it: uuid, unique uuid prefix, display name or path. */
export const StorageRef = z.string().min(1).max(4096);

/** A path of this machine, as the operating system writes it. */
export const HostPath = z
  .string()
  .min(1)
  .max(4096)
  .refine((path) => !path.includes('\0'), 'a path cannot hold a NUL');

/** ISO 8601 in UTC with milliseconds: when ImaLink did something. */
export const Instant = z.iso.datetime();

/** Wall-clock time of a photo, `YYYY-MM-DDTHH:MM:SS.mmm`, without zone: its offset, when known, stands beside it. */
export const WallClock = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
export const UtcOffset = z.string().regex(/^[+-]\d\d:\d\d$/);
export const TakenAtSource = z.enum(['exif', 'exif_digitized', 'filename', 'mtime', 'user', 'none']);
