/** Findings as the inbox lists them: by lane, by kind, then by folder or cause; and each group in one sentence. Pure. */
import type { Conflict } from '#contract/scan.ts';
import { compareNames } from '#domain/natural-order.ts';
import { dirName } from '#domain/rel-path.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes, formatDayRange, formatShortDay } from '#renderer/ui/format.ts';
import { suggestionOf } from './decisions.ts';
import { readFacts } from './facts.ts';
import { kindOrder, laneOf, lanes, type Lane } from './kinds.ts';
import { folderWords } from './paths.ts';

export interface Group {
  readonly key: string;
  readonly lane: Lane;
  readonly kind: string;
  readonly folder: string;
  readonly storageUuid: string;
  readonly heading: string;
  /** What stands behind the heading, in mono: the folder, or where it went. */
  readonly place: string;
  readonly cause: string;
  readonly conflicts: readonly Conflict[];
  /** How many have something safe to accept. */
  readonly suggestions: number;
}

/** All groups, in the order of the list. */
export function groupConflicts(conflicts: readonly Conflict[]): Group[] {
  const byKey = Map.groupBy(conflicts, keyOf);
  const groups = [...byKey].map(([key, members]) => makeGroup(key, members));
  return groups.sort(
    (a, b) =>
      lanes.indexOf(a.lane) - lanes.indexOf(b.lane) ||
      kindOrder(a.kind) - kindOrder(b.kind) ||
      compareNames(a.place, b.place) ||
      a.key.localeCompare(b.key),
  );
}

function keyOf(conflict: Conflict): string {
  const { kind, storage_uuid } = conflict;
  const facts = readFacts(conflict);
  const apart = kind === 'duplicate' && !facts.isByteIdentical ? 'other-bytes' : '';
  return [laneOf(conflict), kind, apart, storage_uuid, placeOf(conflict)].join('|');
}

function makeGroup(key: string, conflicts: readonly Conflict[]): Group {
  const first = conflicts[0] as Conflict;
  const { kind } = first;
  const folder = folderOf(first);
  return {
    key,
    lane: laneOf(first),
    kind,
    folder,
    storageUuid: first.storage_uuid,
    heading: kind === 'duplicate' && !readFacts(first).isByteIdentical ? t.conflicts.samePictureIn : t.findings.heading(kind),
    place: placeOf(first),
    cause: causeOf(kind, conflicts),
    conflicts,
    suggestions: conflicts.filter((conflict) => suggestionOf(conflict) != null).length,
  };
}

/** The folder a finding belongs to. */
export function folderOf(conflict: Conflict): string {
  return readFacts(conflict).folder ?? (conflict.kind === 'mass_missing' ? conflict.path : dirName(conflict.path));
}

function placeOf(conflict: Conflict): string {
  if (conflict.kind === 'moved') {
    const { from } = readFacts(conflict);
    const to = folderWords(dirName(conflict.path));
    const left = from == null ? null : folderWords(dirName(from));
    return left == null || left === to ? t.conflicts.within(to) : `${left} → ${to}`;
  }
  return conflict.kind.startsWith('index_') || conflict.path === '' ? '' : folderWords(folderOf(conflict));
}

/** One sentence: what is there, how many, and what could be gained. */
function causeOf(kind: string, conflicts: readonly Conflict[]): string {
  const [first] = conflicts;
  const n = conflicts.length;
  const facts = conflicts.map(readFacts);
  switch (kind) {
    case 'duplicate': {
      if (!facts.every((each) => each.isByteIdentical)) return t.conflicts.otherBytes(n);
      const bytes = facts.reduce((sum, each) => sum + (each.sizeBytes ?? 0), 0);
      return t.conflicts.inTwoPlaces(n, bytes > 0 ? formatBytes(bytes) : null);
    }
    case 'missing': {
      const elsewhere = facts.filter((each) => each.contentAt != null).length;
      if (elsewhere === n) return t.conflicts.copiesGone(n);
      return n === 1 ? t.conflicts.oneMissing : t.conflicts.folderMoved(n);
    }
    case 'moved':
      return t.conflicts.followed(n);
    case 'untracked': {
      const days = facts.flatMap((each) => each.takenAt?.slice(0, 10) ?? []).sort();
      const [from, to] = [days[0], days.at(-1)];
      const span = from == null || to == null ? '' : `, ${from === to ? formatShortDay(from) : formatDayRange(from, to)}`;
      return t.conflicts.inNoSession(n, span);
    }
    case 'edited':
      return t.conflicts.editedInPlace(n);
    case 'replaced':
      return t.conflicts.holdOther(n);
    case 'metadata_edited':
      return t.conflicts.metadataRead(n);
    case 'corrupt':
      return t.conflicts.looksDamaged(n);
    case 'mass_missing':
      return n === 1 ? t.findings.reason(kind, first?.reason ?? '') : t.conflicts.foldersWentMissing(n);
    default:
      return n === 1 ? t.findings.reason(kind, first?.reason ?? '') : t.conflicts.findingCount(n);
  }
}
