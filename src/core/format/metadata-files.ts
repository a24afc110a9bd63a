/** The files of .imalink/metadata (docs/format/storage-v2.md#metadata). */
import { z } from 'zod';
import { HothashSchema, Uuid } from '#contract/ids.ts';
import { parseRelPath } from '#domain/rel-path.ts';
import { AuthorEntry, Count, photoShape } from './shapes.ts';

const format = { format_version: z.string() };

/** authors.json: everyone who is credited. */
export const AuthorsFile = z.looseObject({ ...format, authors: z.array(AuthorEntry) });

/** collections/<uuid>.json: one album, whole, in every storage that holds one of its photos. */
export const CollectionFile = z.looseObject({
  ...format,
  uuid: Uuid,
  name: z.string().min(1),
  created_at: z.string(),
  rev: Count,
  updated_at: z.string().nullable(),
  hothashes: z.array(HothashSchema),
});
export type CollectionFile = z.infer<typeof CollectionFile>;

/** stacks.json: photos shown as one, the first on top. */
export const StacksFile = z.looseObject({
  ...format,
  stacks: z.array(z.looseObject({ uuid: Uuid, rev: Count, updated_at: z.string().nullable(), hothashes: z.array(HothashSchema) })),
});
export type StacksFile = z.infer<typeof StacksFile>;

/** searches.json */
export const SearchesFile = z.looseObject({
  ...format,
  searches: z.array(
    z.looseObject({ uuid: Uuid, name: z.string().min(1), query: z.string(), rev: Count, updated_at: z.string().nullable() }),
  ),
});
export type SearchesFile = z.infer<typeof SearchesFile>;

/** tombstones.json: photos forgotten by choice with what was said of them, and what was removed for good. */
export const TombstonesFile = z.looseObject({
  ...format,
  photos: z.array(z.looseObject({ hothash: HothashSchema, forgotten_at: z.string().nullable(), ...photoShape })),
  removed: z.array(z.looseObject({ uuid: Uuid, kind: z.enum(['album', 'stack', 'search']), removed_at: z.string() })),
});
export type TombstonesFile = z.infer<typeof TombstonesFile>;

/** rules.json: how findings of a folder are decided. */
export const RulesFile = z.looseObject({
  ...format,
  rules: z.array(
    z.looseObject({
      uuid: Uuid,
      folder: z.string().refine((path) => path === '' || parseRelPath(path) !== null, 'it must be a folder inside the storage'),
      kind: z.string(),
      resolution: z.string(),
      enabled: z.boolean(),
      created_at: z.string(),
      /** Grows with every change; 1 when absent. */
      rev: Count.optional(),
    }),
  ),
  /** Rules that were removed, with the revision of that. */
  removed: z.array(z.looseObject({ uuid: Uuid, rev: Count })).optional(),
});
export type RulesFile = z.infer<typeof RulesFile>;

/** decisions.json: decisions about single photos and paths that hold for good. */
export const DecisionsFile = z.looseObject({
  ...format,
  decisions: z.array(
    z.looseObject({
      decision: z.enum(['kept_together', 'ignored', 'tombstone']),
      hothash: z.union([HothashSchema, z.literal('')]),
      path: z.string(),
      decided_at: z.string(),
      /** Grows when it is taken back and decided again; 1 when absent. */
      rev: Count.optional(),
    }),
  ),
  /** Decisions that were taken back, with the revision of that. */
  removed: z
    .array(
      z.looseObject({
        decision: z.enum(['kept_together', 'ignored']),
        hothash: z.union([HothashSchema, z.literal('')]),
        path: z.string(),
        rev: Count,
      }),
    )
    .optional(),
});
export type DecisionsFile = z.infer<typeof DecisionsFile>;

/** The text of a metadata file: fixed key order, two-space indent, LF. */
export const metadataText = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
