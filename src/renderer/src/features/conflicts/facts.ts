/** What a scan wrote beside a finding, read without trust: any of it may be absent, or of another shape in a later version. Pure. */
import type { Conflict } from '#contract/scan.ts';

/** One side of a comparison. */
export interface Snapshot {
  readonly hothash: string | null;
  readonly checksum: string | null;
  readonly takenAt: string | null;
  readonly camera: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface Facts {
  readonly photoId: number | null;
  readonly hothash: string | null;
  readonly folder: string | null;
  readonly contentAt: string | null;
  readonly knownPath: string | null;
  /** True only when the scan said so: silence is never taken for equality. */
  readonly isByteIdentical: boolean;
  readonly sizeBytes: number | null;
  readonly suggestAside: string | null;
  readonly rule: string | null;
  readonly before: Snapshot | null;
  readonly now: Snapshot | null;
  readonly from: string | null;
  readonly gone: readonly { readonly fileId: number; readonly path: string }[];
  readonly candidates: readonly string[];
  readonly pairs: readonly { readonly fileId: number; readonly path: string }[];
  readonly count: number | null;
  readonly examples: readonly string[];
  readonly paths: readonly string[];
  readonly takenAt: string | null;
  readonly camera: string | null;
  readonly companionAt: string | null;
  readonly lastSeenAt: string | null;
  /** Values that the catalog and an index say differently. */
  readonly fields: readonly { readonly field: string; readonly catalog: string; readonly index: string }[];
}

/** The facts of a finding, each of the type its name promises or absent. */
export function readFacts({ facts }: Pick<Conflict, 'facts'>): Facts {
  return {
    photoId: whole(facts['photo_id']),
    hothash: hash(facts['hothash']),
    folder: text(facts['folder']),
    contentAt: text(facts['content_at']),
    knownPath: text(facts['known_path']),
    isByteIdentical: facts['byte_identical'] === true,
    sizeBytes: whole(facts['file_size']),
    suggestAside: text(facts['suggest_aside']),
    rule: text(facts['rule']),
    before: snapshot(facts['before']),
    now: snapshot(facts['now']),
    from: text(facts['from']),
    gone: filePaths(facts['gone'], 'path'),
    candidates: records(facts['candidates']).flatMap((each) => text(each['path']) ?? []),
    pairs: filePaths(facts['suggestion'], 'to'),
    count: whole(facts['count']),
    examples: texts(facts['examples']),
    paths: texts(facts['paths']),
    takenAt: text(facts['taken_at']),
    camera: text(facts['camera']),
    companionAt: text(facts['companion_at']),
    lastSeenAt: text(facts['last_seen_at']),
    fields: records(facts['fields']).flatMap((each) => {
      const field = text(each['field']);
      return field == null ? [] : [{ field, catalog: said(each['catalog']), index: said(each['index']) }];
    }),
  };
}

/** The picture that shows what the finding is about. */
export const pictureOf = (conflict: Pick<Conflict, 'kind' | 'facts'>): string | null => photoOf(conflict) ?? readFacts(conflict).hothash;

/** The photo that the finding is about; a new file is none yet. */
export function photoOf(conflict: Pick<Conflict, 'kind' | 'facts'>): string | null {
  if (conflict.kind === 'untracked') return null;
  const { before, hothash } = readFacts(conflict);
  return before?.hothash ?? hothash;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
/** A value as people read it; one that is empty is a value, too. */
const said = (value: unknown): string => (typeof value === 'number' ? String(value) : (text(value) ?? 'nothing'));
const whole = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);
const hash = (value: unknown): string | null => (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : null);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).flatMap((each) => text(each) ?? []);

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value != null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

function records(value: unknown): Readonly<Record<string, unknown>>[] {
  return list(value).flatMap((each) => {
    const one = record(each);
    return one == null ? [] : [one];
  });
}

function filePaths(value: unknown, key: string): { fileId: number; path: string }[] {
  return records(value).flatMap((each) => {
    const [fileId, path] = [whole(each['file_id']), text(each[key])];
    return fileId == null || path == null ? [] : [{ fileId, path }];
  });
}

function snapshot(value: unknown): Snapshot | null {
  const side = record(value);
  if (side == null) return null;
  return {
    hothash: hash(side['hothash']),
    checksum: text(side['checksum']),
    takenAt: text(side['taken_at']),
    camera: text(side['camera']),
    width: whole(side['width']),
    height: whole(side['height']),
  };
}
