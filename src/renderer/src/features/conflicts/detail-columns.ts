/** A finding as columns to compare: what stands in each, where they differ, and what keeping one of them means. Pure. */
import type { PhotoDetail } from '#contract/photo.ts';
import type { Decision } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes, formatInstant, formatWallClock } from '#renderer/ui/format.ts';
import { choiceOfKey } from './decisions.ts';
import { pictureOf, readFacts, type Snapshot } from './facts.ts';

export interface Column {
  readonly title: string;
  readonly path: string;
  readonly hothash: string | null;
  readonly facts: Readonly<Record<string, string>>;
  /** The key that keeps this one alone. */
  readonly key: '1' | '2' | null;
}

export interface FactRow {
  readonly label: string;
  readonly cells: readonly string[];
  readonly differs: boolean;
}

/** One to four columns; a finding about one file has one. */
export function columnsOf(conflict: Conflict, photo: PhotoDetail | null): Column[] {
  const facts = readFacts(conflict);
  const { path } = conflict;
  const hothash = pictureOf(conflict);
  const column = (title: string, at: string, key: Column['key'] = null, own: Readonly<Record<string, string>> = {}): Column => ({
    title,
    path: at,
    hothash,
    facts: { ...fileFacts(at, photo), ...own },
    key,
  });
  // Equal bytes have one size.
  const same = sizeFact(facts.sizeBytes);
  if (conflict.kind === 'duplicate' && facts.knownPath != null)
    return [
      column(t.conflicts.knownCopy, facts.knownPath, '1', facts.isByteIdentical ? same : {}),
      column(t.conflicts.furtherCopy, path, '2', same),
    ];
  if (facts.before != null || facts.now != null)
    return [
      {
        title: t.conflicts.before,
        path,
        hothash: facts.before?.hothash ?? hothash,
        facts: { ...photoFacts(photo), ...shotFacts(facts.before) },
        key: '1',
      },
      {
        title: t.conflicts.now,
        path,
        hothash: facts.now?.hothash ?? null,
        facts: { ...sizeFact(facts.sizeBytes), ...shotFacts(facts.now) },
        key: '2',
      },
    ];
  if (facts.fields.length > 0) {
    const values = (side: 'catalog' | 'index') => Object.fromEntries(facts.fields.map((each) => [fieldLabel(each.field), each[side]]));
    const side = (title: string, own: Column['facts']): Column => ({ title, path, hothash, facts: own, key: null });
    return [side(t.conflicts.catalogSays, values('catalog')), side(t.conflicts.indexSays, values('index'))];
  }
  if (conflict.kind === 'ambiguous_move' && facts.candidates.length > 0)
    return facts.candidates.slice(0, 4).map((at, n) => column(t.conflicts.newPath(n + 1), at, n === 0 ? '1' : n === 1 ? '2' : null));
  if (conflict.kind === 'missing' && facts.contentAt != null)
    return [column(t.conflicts.gone, path), column(t.conflicts.stillThere, facts.contentAt)];
  if (facts.paths.length > 1) return facts.paths.slice(0, 4).map((at, n) => column(t.conflicts.fileNumber(n + 1), at));
  const own = {
    ...sizeFact(facts.sizeBytes),
    ...(facts.takenAt == null ? {} : { Taken: clock(facts.takenAt) }),
    ...(facts.camera == null ? {} : { Camera: facts.camera }),
  };
  return [column(conflict.kind === 'missing' ? t.conflicts.lastSeenHere : t.inspector.file, path, null, own)];
}

/** The facts as rows; a row differs when two columns that both know it say other things. */
export function factRows(columns: readonly Column[]): FactRow[] {
  const labels = [...new Set(columns.flatMap(({ facts }) => Object.keys(facts)))].sort(
    (a, b) => labelOrder.indexOf(a) - labelOrder.indexOf(b),
  );
  return labels.map((label) => {
    const cells = columns.map(({ facts }) => facts[label] ?? '–');
    const known = cells.filter((cell) => cell !== '–');
    return { label: t.findings.fact(label), cells, differs: new Set(known).size > 1 };
  });
}

/** Whether a column is kept by a decision; null when keeping is not the question. */
export function isKept(conflict: Conflict, decision: Decision | null, column: Column): boolean | null {
  if (column.key == null) return null;
  if (decision == null) return true;
  const [one, two] = [choiceOfKey(conflict, '1'), choiceOfKey(conflict, '2')];
  const keeps = (choice: Decision | null): boolean =>
    choice != null &&
    choice.as === decision.as &&
    choice.path === decision.path &&
    JSON.stringify(choice.pairs) === JSON.stringify(decision.pairs);
  if (keeps(one)) return column.key === '1';
  if (keeps(two)) return column.key === '2';
  return true;
}

/** What follows when a column's “Keep this” is turned: keeping none is not possible, the other one is kept then. */
export function afterToggle(conflict: Conflict, columns: readonly Column[], decision: Decision | null, turned: Column): Decision | null {
  const kept = columns
    .filter(({ key }) => key != null)
    .map((column) => ({ key: column.key, kept: isKept(conflict, decision, column) === true }));
  const after = kept.map((each) => (each.key === turned.key ? { ...each, kept: !each.kept } : each));
  const left = after.filter((each) => each.kept);
  if (left.length > 1 && conflict.kind !== 'ambiguous_move') return choiceOfKey(conflict, 'K');
  const only = conflict.kind === 'ambiguous_move' ? turned.key : (left[0]?.key ?? after.find((each) => each.key !== turned.key)?.key);
  return only == null ? null : choiceOfKey(conflict, only);
}

const fieldLabel = (field: string): string => (field === 'taken_at' ? 'Taken' : `${field.charAt(0).toUpperCase()}${field.slice(1)}`);

const labelOrder = ['Size', 'Dimensions', 'Taken', 'Camera', 'Modified', 'Picture', 'Bytes', 'Rating', 'Tags', 'Session'];

/** What the catalog knows of the file at a path of this photo. */
function fileFacts(path: string, photo: PhotoDetail | null): Record<string, string> {
  const file = photo?.files.find((each) => each.path === path);
  if (photo == null) return {};
  const session = photo.sessions.find(({ id }) => id === file?.session_id);
  return {
    ...photoFacts(photo),
    ...(file == null ? {} : { Size: formatBytes(file.file_size), Modified: formatInstant(file.mtime), Bytes: file.checksum.slice(0, 12) }),
    ...(session == null ? {} : { Session: session.title }),
  };
}

function photoFacts(photo: PhotoDetail | null): Record<string, string> {
  if (photo == null) return {};
  return {
    ...(photo.width == null || photo.height == null ? {} : { Dimensions: `${photo.width} × ${photo.height}` }),
    ...(photo.taken_at == null ? {} : { Taken: formatWallClock(photo.taken_at) }),
    ...(photo.camera == null ? {} : { Camera: photo.camera }),
    Picture: photo.hothash.slice(0, 12),
    ...(photo.rating > 0 ? { Rating: t.conflicts.ratingOfFive(photo.rating) } : {}),
    ...(photo.tags.length > 0 ? { Tags: photo.tags.join(', ') } : {}),
  };
}

function shotFacts(side: Snapshot | null): Record<string, string> {
  if (side == null) return {};
  return {
    ...(side.width == null || side.height == null ? {} : { Dimensions: `${side.width} × ${side.height}` }),
    ...(side.takenAt == null ? {} : { Taken: clock(side.takenAt) }),
    ...(side.camera == null ? {} : { Camera: side.camera }),
    ...(side.hothash == null ? {} : { Picture: side.hothash.slice(0, 12) }),
    ...(side.checksum == null ? {} : { Bytes: side.checksum.slice(0, 12) }),
  };
}

const sizeFact = (bytes: number | null): Record<string, string> => (bytes == null ? {} : { Size: formatBytes(bytes) });

/** A time of a camera; what is none is shown as it is. */
const clock = (time: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(time) ? formatWallClock(time.length < 19 ? `${time}:00` : time) : time;
