/** What people say of their photos, on the wire. */
import { z } from 'zod';
import { HothashSchema, Instant, Uuid, UtcOffset, WallClock } from './ids.ts';

export const Color = z.enum(['red', 'yellow', 'green', 'blue', 'purple']);
export const TagName = z.string().trim().min(1).max(200);
export const CustomName = z.string().trim().min(1).max(100);

/** What is named is set on every photo; what is absent stays. Null takes a value away. */
export const PhotoChange = z
  .strictObject({
    rating: z.int().min(0).max(5),
    flag: z.enum(['pick', 'reject', 'none']),
    color: Color.nullable(),
    title: z.string().max(1000),
    caption: z.string().max(100_000),
    add_tags: z.array(TagName).max(1000),
    remove_tags: z.array(TagName).max(1000),
    author: z.string().trim().min(1).max(200).nullable(),
    /** One capture time for all, or null to go back to what the file says. */
    taken_at: WallClock.nullable(),
    taken_at_offset: UtcOffset.nullable(),
    /** Moves every capture time by this many seconds: a camera whose clock was wrong. */
    shift_taken_at_s: z.int().min(-3_155_760_000).max(3_155_760_000),
    /** Fields that the person names, each set on every photo; the others stay. One line each, no `=` in a name. */
    set_custom: z.array(z.object({ name: CustomName, value: z.string().min(1).max(2000) })).max(100),
    remove_custom: z.array(CustomName).max(100),
  })
  .partial();
export type PhotoChange = z.output<typeof PhotoChange>;

/** A value that all photos share, or the fact that they differ. */
const shared = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('mixed', [z.object({ mixed: z.literal(false), value }), z.object({ mixed: z.literal(true) })]);

/** What people said of several photos. */
export const PhotoSummary = z.object({
  count: z.int(),
  rating: shared(z.int()),
  flag: shared(z.enum(['pick', 'reject', 'none'])),
  color: shared(z.string().nullable()),
  title: shared(z.string()),
  caption: shared(z.string()),
  author: shared(z.string().nullable()),
  /** Tags of any of them, with how many have each. */
  tags: z.array(z.object({ name: z.string(), photos: z.int() })),
  /** Custom fields of any of them, with how many have each. */
  custom: z.array(z.object({ name: z.string(), photos: z.int(), value: shared(z.string()) })),
  /** First and last capture time; null when none has one. */
  taken_from: WallClock.nullable(),
  taken_to: WallClock.nullable(),
  taken_at_offset: shared(UtcOffset.nullable()),
  undated: z.int(),
  cameras: z.array(z.object({ name: z.string().nullable(), photos: z.int() })),
});
export type PhotoSummary = z.infer<typeof PhotoSummary>;

/** One edit of user data, by a person, of any number of photos. */
export const EditEntry = z.object({
  id: z.int(),
  title: z.string(),
  photo_count: z.int(),
  created_at: Instant,
  undone_at: Instant.nullable(),
});
export type EditEntry = z.infer<typeof EditEntry>;

export const Author = z.object({ uuid: Uuid, name: z.string(), photos: z.int() });
export const Album = z.object({ uuid: Uuid, name: z.string(), photo_count: z.int(), cover: z.array(HothashSchema), created_at: Instant });
export type Album = z.infer<typeof Album>;
export const AlbumDetail = Album.extend({ hothashes: z.array(HothashSchema) });
export type AlbumDetail = z.infer<typeof AlbumDetail>;
export const Stack = z.object({ uuid: Uuid, hothashes: z.array(HothashSchema) });
export type Stack = z.infer<typeof Stack>;
export const SavedSearch = z.object({ uuid: Uuid, name: z.string(), query: z.string() });
export type SavedSearch = z.infer<typeof SavedSearch>;
