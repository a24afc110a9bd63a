/** What scans of the fake library found: every kind, a folder of 200 copies, a folder of 20 that is gone. Plausible, and always the same. */
import type { Conflict, ScanResult } from '#contract/scan.ts';
import { explainKind } from '#domain/reconcile/explain-kind.ts';
import type { FindingKind } from '#domain/reconcile/types.ts';
import { hothashOf } from './synthetic.ts';

export const home = '11111111-1111-4111-8111-111111111111';

type Told = Partial<Conflict> & Pick<Conflict, 'kind' | 'path' | 'reason' | 'lane'>;
const told = (patch: Told): Omit<Conflict, 'id'> => ({
  default: 'none',
  resolutions: [],
  status: 'open',
  facts: {},
  storage_uuid: home,
  first_seen: '2026-06-20T18:22:31.000Z',
  last_seen: '2026-06-21T09:02:11.000Z',
  ...patch,
});

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const name = (n: number): string => `IMG_${String(4000 + n)}.JPG`;

/** Byte-identical copies of a folder; the copy outside of it is suggested to go. */
export const copies = (count: number, folder: string, known: string, from: number): Omit<Conflict, 'id'>[] =>
  times(count, (n) => {
    const [path, known_path] = [`${folder}/${name(n)}`, `${known}/${name(n)}`];
    return told({
      kind: 'duplicate',
      path,
      reason: `${path} holds the same picture as ${known_path}, byte for byte.`,
      lane: 'suggest',
      default: 'set_aside',
      resolutions: ['set_aside', 'keep_both', 'make_primary', 'ignore'],
      facts: {
        photo_id: from + n,
        hothash: hothashOf(from + n),
        known_path,
        byte_identical: true,
        file_size: 5_900_000 + (n % 7) * 31_000,
        suggest_aside: path,
        rule: `the copy in ${known} has its session; the other folder has none`,
      },
    });
  });

const missing = (): Omit<Conflict, 'id'>[] =>
  times(20, (n) => {
    const path = `2019/Rome/DSC_${1200 + n}.JPG`;
    return told({
      kind: 'missing',
      path,
      reason: `${path} is gone, and its picture was found nowhere else in this storage.`,
      lane: 'ask',
      default: 'keep',
      resolutions: ['keep', 'locate', 'rescan', 'restore_from_copy', 'forget'],
      facts: { photo_id: 600 + n, file_id: 600 + n, hothash: hothashOf(600 + n), folder: '2019/Rome', content_at: null },
    });
  });

const changed = (): Omit<Conflict, 'id'>[] => [
  ...times(3, (n) =>
    told({
      kind: 'edited',
      path: `Lofoten in June/Reine/IMG_72${31 + n * 7}.JPG`,
      reason: `Lofoten in June/Reine/IMG_72${31 + n * 7}.JPG holds another version of its picture: same shot, other pixels.`,
      lane: 'ask',
      default: 'new_version',
      resolutions: ['new_version', 'separate_photo', 'restore_from_copy', 'ignore'],
      facts: {
        photo_id: 31 + n,
        before: { hothash: hothashOf(31 + n * 7), taken_at: '2026-06-14T23:41:07', camera: 'Canon EOS R6', width: 6000, height: 4000 },
        now: {
          hothash: hothashOf(32 + n * 7),
          checksum: 'c0ffee'.repeat(10),
          taken_at: '2026-06-14T23:41:07',
          camera: 'Canon EOS R6',
          width: 5400,
          height: 3600,
        },
        file_size: 8_120_000,
      },
    }),
  ),
  told({
    kind: 'replaced',
    path: 'Phone/2026-05/IMG_0034.HEIC',
    reason: 'Phone/2026-05/IMG_0034.HEIC now holds another picture: capture time, camera or size differ from the known one.',
    lane: 'ask',
    default: 'separate_photo',
    resolutions: ['separate_photo', 'new_version', 'restore_from_copy'],
    facts: {
      before: { hothash: hothashOf(71), taken_at: '2026-05-02T12:10:00', camera: 'iPhone 15', width: 4032, height: 3024 },
      now: {
        hothash: hothashOf(74),
        checksum: 'beef'.repeat(15),
        taken_at: '2024-01-05T08:00:11',
        camera: 'Pixel 8',
        width: 4080,
        height: 3072,
      },
    },
  }),
  told({
    kind: 'corrupt',
    path: 'Old laptop/2011/P1010221.JPG',
    reason: 'The bytes of Old laptop/2011/P1010221.JPG changed while its size and date stayed: this looks like damage, not like an edit.',
    lane: 'ask',
    default: 'keep',
    resolutions: ['keep', 'restore_from_copy', 'accept', 'ignore'],
    facts: { hothash: hothashOf(83) },
  }),
  told({
    kind: 'mass_missing',
    path: 'Scans/Grandmother’s albums',
    reason:
      '640 of 640 files below “Scans/Grandmother’s albums” were not found at once. This looks like a mount problem. Nothing was changed.',
    lane: 'ask',
    default: 'treat_as_offline',
    resolutions: ['treat_as_offline', 'confirm', 'rescan'],
    facts: { count: 640, examples: ['Scans/Grandmother’s albums/1932/001.tif'] },
  }),
  told({
    kind: 'ambiguous_move',
    path: '2025/Best of/IMG_0912.JPG',
    reason: '1 path of one picture (IMG_0912.JPG) is gone and 2 new paths show it; names do not tell which became which.',
    lane: 'ask',
    default: 'relink',
    resolutions: ['relink', 'pair_by_names', 'treat_as_copies'],
    facts: {
      photo_id: 91,
      hothash: hothashOf(91),
      gone: [{ file_id: 91, path: 'Inbox/IMG_0912.JPG' }],
      candidates: [
        { path: '2025/Best of/IMG_0912.JPG', byte_identical: true },
        { path: '2025/Sea/IMG_0912.JPG', byte_identical: true },
      ],
      suggestion: [],
    },
  }),
];

const fresh = (): Omit<Conflict, 'id'>[] =>
  times(14, (n) =>
    told({
      kind: 'untracked',
      path: `Phone/2026-06/PXL_${String(20260601 + n)}.jpg`,
      reason: `Phone/2026-06/PXL_${String(20260601 + n)}.jpg is a photo that is in no session yet.`,
      lane: 'suggest',
      default: 'import',
      resolutions: ['import', 'adopt', 'ignore', 'set_aside'],
      facts: {
        hothash: hothashOf(900 + n),
        taken_at: `2026-06-${String(1 + n).padStart(2, '0')}T10:00:00`,
        camera: 'Pixel 8',
        file_size: 3_100_000,
      },
    }),
  );

const quiet = (): Omit<Conflict, 'id'>[] => [
  told({
    kind: 'duplicate',
    path: 'Desktop/edited/IMG_0007.JPG',
    reason: 'Desktop/edited/IMG_0007.JPG holds the same picture as DCIM/100CANON/IMG_0007.JPG, with other metadata.',
    lane: 'info',
    default: 'keep_both',
    resolutions: ['keep_both', 'make_primary', 'set_aside'],
    facts: { hothash: hothashOf(7), known_path: 'DCIM/100CANON/IMG_0007.JPG', byte_identical: false },
  }),
  told({
    kind: 'pair_broken',
    path: 'Lofoten in June/Å/IMG_7300.CR3',
    reason: 'Lofoten in June/JPEG/IMG_7300.JPG belongs to Lofoten in June/Å/IMG_7300.CR3, but they are in different folders.',
    lane: 'info',
    default: 'keep',
    resolutions: ['keep', 'split', 'reunite'],
    facts: {
      hothash: hothashOf(300),
      companion_at: 'Lofoten in June/JPEG/IMG_7300.JPG',
      last_seen_at: 'Lofoten in June/Å/IMG_7300.JPG',
      role: 'raw',
    },
  }),
  told({
    kind: 'name_collision',
    path: 'Phone/2026-05/img_0034.heic',
    reason:
      'Phone/2026-05/IMG_0034.HEIC and Phone/2026-05/img_0034.heic differ only in case or accents; other systems take them for one file.',
    lane: 'info',
    default: 'keep_both',
    resolutions: ['keep_both', 'rename'],
    facts: { paths: ['Phone/2026-05/IMG_0034.HEIC', 'Phone/2026-05/img_0034.heic'] },
  }),
  told({
    kind: 'duplicate_filename',
    path: 'DCIM/100CANON/IMG_0001.JPG',
    reason: '3 different photos are called IMG_0001.JPG.',
    lane: 'info',
  }),
  told({
    kind: 'orphan_sidecar',
    path: 'Italy/IMG_2001.xmp',
    reason: 'Italy/IMG_2001.xmp has no photo beside it.',
    lane: 'info',
    default: 'keep',
    resolutions: ['keep', 'adopt', 'ignore'],
  }),
  told({
    kind: 'unreadable',
    path: 'Old laptop/2009/locked.jpg',
    reason: 'Old laptop/2009/locked.jpg could not be read: no permission.',
    lane: 'info',
    default: 'keep',
    resolutions: ['keep', 'retry', 'skip_version'],
  }),
  told({
    kind: 'placeholder',
    path: 'Cloud/IMG_1.HEIC',
    reason: 'Cloud/IMG_1.HEIC is only a placeholder; its content is in the cloud.',
    lane: 'info',
    default: 'keep',
    resolutions: ['keep', 'hydrate', 'retry', 'skip_version'],
    facts: { file_size: 3_400_000 },
  }),
  told({
    kind: 'index_newer',
    path: 'index.json',
    reason: 'Another machine changed the title of “Lofoten in June”, and so did you.',
    lane: 'ask',
    default: 'accept',
    resolutions: ['accept', 'keep'],
    facts: { fields: [{ field: 'title', catalog: 'Lofoten in June', index: 'Lofoten, summer' }] },
  }),
  told({
    kind: 'index_orphan',
    path: 'imports/session_91.json',
    reason: 'imports/session_91.json belongs to no session of the master index.',
    lane: 'ask',
    default: 'adopt',
    resolutions: ['adopt', 'ignore'],
  }),
  told({
    kind: 'clone_storage',
    path: '',
    reason: 'Home archive is at /mnt/photos and at /media/ada/BACKUP. Nothing is written until you say what the second one is.',
    lane: 'ask',
    default: 'keep',
    resolutions: ['keep', 'accept', 'set_aside'],
    facts: { paths: ['/mnt/photos', '/media/ada/BACKUP'] },
  }),
  ...times(211, (n) => {
    const [from, path] = [`Lofoten in June/IMG_${n}.JPG`, `2026/Lofoten/IMG_${n}.JPG`];
    return told({
      kind: 'moved',
      path,
      reason: `${from} is now ${path}.`,
      lane: 'auto',
      default: 'relink',
      resolutions: ['relink', 'not_same'],
      status: 'applied',
      facts: { from, to: path, hothash: hothashOf(n), file_id: n, byte_identical: true },
    });
  }),
];

/** The inbox of the fake library; `many` adds ten thousand copies in two hundred folders. */
export function initialFindings(kind: string): Conflict[] {
  if (kind === 'none') return [];
  const many = kind === 'many' ? times(200, (n) => copies(50, `Backup/${2000 + n}`, `Archive/${2000 + n}`, 2000 + n * 50)).flat() : [];
  return [...copies(200, 'Desktop/rome', '2024/rome', 1000), ...many, ...missing(), ...changed(), ...fresh(), ...quiet()].map(
    (each, n) => ({ id: n + 1, ...each }),
  );
}

export function explanation(kind: string): object {
  const { title, why, whatYouCanDo } = explainKind(kind as FindingKind);
  return { kind, title, why, what_you_can_do: whatYouCanDo };
}

/** 211 photos that stood in one folder and now stand in another. */
export function scanned(): ScanResult {
  return {
    storage_uuid: home,
    mode: 'smart',
    state: 'online',
    changes_detected: true,
    counts: { files: 1200, unchanged: 989, moved: 211 },
    moved_files: times(211, (n) => ({
      hothash: hothashOf(n),
      old_path: `Lofoten in June/IMG_${n}.JPG`,
      new_path: `2026/Lofoten/IMG_${n}.JPG`,
      session_id: 1,
    })),
    missing_files: [],
    new_files: [],
    conflicts: [],
    applied: { journal_id: 3, changes: 211 },
    deferred: 0,
    duration_ms: 812,
  };
}
