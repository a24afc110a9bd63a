/** What scans of the fake library found, what they mean, and the history of what they changed. */
import type { Conflict, JournalEntry, ScanResult } from '#contract/scan.ts';
import { explainKind } from '#domain/reconcile/explain-kind.ts';
import type { FindingKind } from '#domain/reconcile/types.ts';
import { hothashOf } from './synthetic.ts';

const home = '11111111-1111-4111-8111-111111111111';

const finding = (id: number, patch: Partial<Conflict> & Pick<Conflict, 'kind' | 'path' | 'reason' | 'lane'>): Conflict => ({
  id,
  default: 'none',
  resolutions: [],
  status: 'open',
  facts: {},
  storage_uuid: home,
  first_seen: '2026-06-20T18:22:31.000Z',
  last_seen: '2026-06-21T09:02:11.000Z',
  ...patch,
});

export function conflicts(): Conflict[] {
  const edited = [31, 38, 45].map((index, n) =>
    finding(n + 1, {
      kind: 'edited',
      path: `Lofoten in June/Reine/IMG_72${index}.JPG`,
      reason: 'The picture changed while capture time and camera stayed: it was edited in place.',
      lane: 'ask',
      default: 'new_version',
      resolutions: ['new_version', 'separate_photo', 'restore_from_copy'],
      facts: { before: { hothash: hothashOf(index) }, now: { hothash: hothashOf(index + 1) } },
    }),
  );
  return [
    ...edited,
    finding(4, {
      kind: 'mass_missing',
      path: 'Scans/Grandmother’s albums',
      reason: '640 of 640 files below “Scans/Grandmother’s albums” were not found at once.',
      lane: 'ask',
      default: 'treat_as_offline',
      resolutions: ['treat_as_offline', 'confirm', 'rescan'],
    }),
    finding(5, {
      kind: 'untracked',
      path: 'Phone/2026-06',
      reason: '14 photos below “Phone/2026-06” are in no session.',
      lane: 'info',
      default: 'import',
      resolutions: ['import', 'adopt', 'ignore'],
    }),
    finding(6, {
      kind: 'duplicate_filename',
      path: 'DCIM/100CANON/IMG_0001.JPG',
      reason: '3 different photos are called IMG_0001.JPG.',
      lane: 'info',
    }),
  ];
}

export function explanation(kind: string): object {
  const { title, why, whatYouCanDo } = explainKind(kind as FindingKind);
  return { kind, title, why, what_you_can_do: whatYouCanDo };
}

const entry = (id: number, created_at: string, counts: Record<string, number>, undone_at: string | null = null): JournalEntry => ({
  id,
  storage_uuid: home,
  storage_name: 'Home archive',
  title: 'Scan',
  created_at,
  undone_at,
  counts,
  change_count: Object.values(counts).reduce((sum, count) => sum + count, 0),
});

let entries: JournalEntry[] = [
  entry(3, '2026-06-21T09:02:11.000Z', { moved: 211 }),
  entry(2, '2026-06-20T18:40:00.000Z', { moved: 4, missing: 3, duplicate: 1 }, '2026-06-20T18:41:30.000Z'),
  entry(1, '2026-06-02T07:15:00.000Z', { metadata_edited: 12 }),
];

export const history = (): JournalEntry[] => entries;

/** Entry 1 cannot be undone: something else has changed since. */
export function undo(id: number): JournalEntry | undefined {
  if (id === 1)
    throw Object.assign(new Error('Entry 1 cannot be undone: Lofoten/IMG_1.JPG has moved on. Undo what came after it first.'), {
      code: 'history-changed',
    });
  entries = entries.map((each) => (each.id === id ? { ...each, undone_at: new Date().toISOString() } : each));
  return entries.find((each) => each.id === id);
}

/** 211 photos that stood in one folder and now stand in another. */
export function scanned(): ScanResult {
  return {
    storage_uuid: home,
    mode: 'smart',
    state: 'online',
    changes_detected: true,
    counts: { files: 1200, unchanged: 989, moved: 211 },
    moved_files: Array.from({ length: 211 }, (_, n) => ({
      hothash: hothashOf(n),
      old_path: `Lofoten in June/IMG_${n}.JPG`,
      new_path: `2026/Lofoten/IMG_${n}.JPG`,
      session_id: 1,
    })),
    missing_files: [],
    new_files: [],
    conflicts: [],
    applied: { journal_id: 3, changes: 211 },
    duration_ms: 812,
  };
}
