/** Findings as the inbox lists them: by lane, by kind, then by folder or cause; and each group in one sentence. Pure. */
import type { Conflict } from '#contract/scan.ts';
import { dirName } from '#domain/rel-path.ts';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';
import { formatBytes, formatDayRange, formatShortDay } from '#renderer/ui/format.ts';
import { suggestionOf } from './decisions.ts';
import { readFacts } from './facts.ts';
import { headingOf, kindOrder, laneOf, lanes, type Lane } from './kinds.ts';
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
      collator.compare(a.place, b.place) ||
      a.key.localeCompare(b.key),
  );
}

const collator = new Intl.Collator(undefined, { numeric: true });

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
    heading: kind === 'duplicate' && !readFacts(first).isByteIdentical ? 'Same picture, other file in' : headingOf(kind),
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
    return left == null || left === to ? `within ${to}` : `${left} → ${to}`;
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
      if (!facts.every((each) => each.isByteIdentical))
        return `${plural(n, 'photo')} ${n === 1 ? 'has' : 'have'} another file with the same picture and other metadata. Both stay unless you choose.`;
      const bytes = facts.reduce((sum, each) => sum + (each.sizeBytes ?? 0), 0);
      return `${plural(n, 'photo exists', 'photos exist')} in 2 places${bytes > 0 ? `, ${formatBytes(bytes)} could be freed` : ''}.`;
    }
    case 'missing': {
      const elsewhere = facts.filter((each) => each.contentAt != null).length;
      if (elsewhere === n)
        return `Only ${n === 1 ? 'this copy is' : `these ${formatNumber(n)} copies are`} gone; the pictures stand elsewhere.`;
      return n === 1
        ? 'Its picture was found nowhere else. Everything you said of it is kept.'
        : `${plural(n, 'photo')}: the folder seems to have moved out of the storage. One place finds them all.`;
    }
    case 'moved':
      return `${plural(n, 'photo was', 'photos were')} followed to the new path; rating, tags and albums stayed.`;
    case 'untracked': {
      const days = facts.flatMap((each) => each.takenAt?.slice(0, 10) ?? []).sort();
      const [from, to] = [days[0], days.at(-1)];
      const span = from == null || to == null ? '' : `, ${from === to ? formatShortDay(from) : formatDayRange(from, to)}`;
      return `${plural(n, 'photo is', 'photos are')} in no session yet${span}.`;
    }
    case 'edited':
      return `${plural(n, 'picture was', 'pictures were')} edited in place: same shot, other pixels.`;
    case 'replaced':
      return `${plural(n, 'file now holds', 'files now hold')} another picture.`;
    case 'metadata_edited':
      return `The metadata of ${plural(n, 'file')} was read again; what you entered won.`;
    case 'corrupt':
      return `${plural(n, 'file looks', 'files look')} damaged. The former previews are kept, nothing was accepted.`;
    case 'mass_missing':
      return n === 1 ? (first?.reason ?? '') : `${plural(n, 'folder')} went missing at once. Nothing was marked.`;
    default:
      return n === 1 ? (first?.reason ?? '') : plural(n, 'finding');
  }
}
