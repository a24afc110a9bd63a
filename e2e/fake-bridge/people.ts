/** The rest of the fake library: storages, sessions, jobs, folders. Plausible, and always the same. */
import type { ImportPreview } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import type { PhotoDetail } from '#contract/photo.ts';
import type { SessionSummary } from '#contract/session.ts';
import type { StorageDto } from '#contract/storage.ts';
import type { FolderListing } from '#contract/system.ts';
import { hothashOf, noise, ratioOf, tileOf } from './synthetic.ts';

const home = '11111111-1111-4111-8111-111111111111';
const travel = '22222222-2222-4222-8222-222222222222';

export function storages(total: number): StorageDto[] {
  const shared = { photos_dir: 'photos', created_at: '2024-10-18T14:30:52.000Z', is_active: true, warnings: [] };
  return [
    {
      ...shared,
      uuid: home,
      display_name: 'Home archive',
      directory_name: 'imalink_20241018_143052_a1b2c3d4',
      base_path: '/mnt/photos',
      full_path: '/mnt/photos/imalink_20241018_143052_a1b2c3d4',
      is_accessible: true,
      state: 'online',
      state_hint: null,
      free_space_bytes: 412_000_000_000,
      total_files: total,
      total_size_bytes: total * 6_300_000,
      last_scan: null,
      last_seen: null,
      is_quiet: false,
      clone_path: null,
      health: { open_findings: 0, missing_files: 0, corrupt_files: 0, stale_indexes: 0 },
      min_copies: 1,
      session_count: 7,
    },
    {
      ...shared,
      uuid: travel,
      display_name: 'Travel disk',
      directory_name: 'imalink_20250302_091500_0f9e8d7c',
      base_path: '/media/ada/T7',
      full_path: '/media/ada/T7/imalink_20250302_091500_0f9e8d7c',
      is_accessible: false,
      state: 'offline',
      state_hint: 'Last seen on 3 June 2026. Connect the drive “T7”.',
      free_space_bytes: null,
      total_files: 8210,
      total_size_bytes: 61_000_000_000,
      last_scan: null,
      last_seen: null,
      clone_path: null,
      is_quiet: false,
      health: { open_findings: 0, missing_files: 0, corrupt_files: 0, stale_indexes: 0 },
      min_copies: 1,
      session_count: 3,
    },
  ];
}

/** The storage that `samples.start` makes. */
export function sampleStorage(total: number): StorageDto {
  const [first] = storages(total);
  const base_path = '/home/ada/.local/share/imalink/samples';
  const directory_name = 'imalink_20260601_101500_5e5e5e5e';
  return {
    ...(first as StorageDto),
    uuid: '44444444-4444-4444-8444-444444444444',
    display_name: 'Sample photos',
    directory_name,
    base_path,
    full_path: `${base_path}/${directory_name}`,
    total_files: 62,
    total_size_bytes: 9_100_000,
    last_scan: null,
    last_seen: null,
    clone_path: null,
    is_quiet: false,
    health: { open_findings: 0, missing_files: 0, corrupt_files: 0, stale_indexes: 0 },
    session_count: 1,
  };
}

const names = [
  'Lofoten in June',
  'Sunday at the lake',
  'Grandmother’s albums, scanned',
  'Italy: Rome and Naples',
  'Phone, spring',
  'First snow',
  'Old laptop',
];

export function sessionsOf(total: number): SessionSummary[] {
  if (total === 0) return [];
  return names.map((title, n) => ({
    id: n + 1,
    uuid: `33333333-3333-4333-8333-33333333333${n}`,
    title,
    notes: n === 0 ? 'Two weeks by car. The best light was after midnight.' : '',
    author: null,
    storage_uuid: home,
    storage_name: 'Home archive',
    imported_at: `2026-0${6 - Math.min(n, 5)}-1${n}T18:22:31.000Z`,
    status: n === 4 ? 'incomplete' : 'complete',
    photo_count: [211, 48, 640, 1204, 312, 27, 5310][n] ?? 10,
    file_count: [298, 48, 640, 1391, 312, 27, 5602][n] ?? 10,
    size_bytes: 1_900_000_000 * (n + 1),
    problem_count: n === 3 ? 3 : 0,
    missing_count: n === 2 ? 3 : 0,
    corrupt_count: 0,
    taken_from: `2026-0${6 - Math.min(n, 5)}-02T08:00:00.000`,
    taken_to: `2026-0${6 - Math.min(n, 5)}-1${n}T21:00:00.000`,
    cover: Array.from({ length: n === 5 ? 1 : 4 }, (_, at) => hothashOf(n * 211 + at * 7 + 30)),
  }));
}

export function statistics(total: number): object {
  return {
    statistics: {
      total_files: total,
      total_photos: total,
      total_size_bytes: total * 6_300_000,
      total_size_mb: total * 6.3,
      by_format: [
        { format: 'jpeg', files: Math.round(total * 0.7), bytes: total * 3_000_000 },
        { format: 'cr3', files: Math.round(total * 0.2), bytes: total * 2_800_000 },
        { format: 'heic', files: Math.round(total * 0.1), bytes: total * 400_000 },
      ],
      companions: { files: 0, bytes: total * 100_000 },
      by_camera: [
        { camera: 'Canon EOS R6', photos: total - 100 },
        { camera: null, photos: 100 },
      ],
      by_size: [
        { from_bytes: 0, files: 100, bytes: 60_000_000 },
        { from_bytes: 1_000_000, files: total - 100, bytes: total * 6_300_000 - 60_000_000 },
        { from_bytes: 5_000_000, files: 0, bytes: 0 },
        { from_bytes: 20_000_000, files: 0, bytes: 0 },
        { from_bytes: 100_000_000, files: 0, bytes: 0 },
      ],
      by_year: [
        { year: '2026', photos: Math.round(total * 0.2) },
        { year: '2025', photos: total - Math.round(total * 0.2) - 24 },
        { year: null, photos: 24 },
      ],
    },
    import_sessions: sessionsOf(total)
      .slice(0, 5)
      .map(({ id, title, imported_at, file_count }) => ({ id, title, imported_at, file_count })),
  };
}

export function runningJob(): JobDto {
  return {
    job_id: 'job-1',
    kind: 'import',
    title: 'Lofoten in June',
    status: 'running',
    started_at: new Date(Date.now() - 42_000).toISOString(),
    finished_at: null,
    session_id: 1,
    storage_uuid: home,
    result: null,
    error: null,
    progress: {
      phase: 'importing',
      done_files: 96,
      total_files: 298,
      done_bytes: 812_000_000,
      total_bytes: 1_900_000_000,
      bytes_per_second: 38_400_000,
      eta_seconds: 28,
      problem_count: 2,
      current: 'DCIM/100CANON/IMG_7231.CR3',
    },
    problems: [
      { path: 'DCIM/100CANON/IMG_7110.JPG', code: 'damaged', message: 'The picture decodes only in part.', imported: true },
      { path: 'DCIM/100CANON/MISC/AUTPRINT.MRK', code: 'unsupported', message: 'Not an image, video or companion that ImaLink knows.' },
    ],
  };
}

export function endedJobs(): JobDto[] {
  const counts = {
    found: 52,
    imported: 48,
    duplicates: 4,
    further_copies: 0,
    companions: 0,
    unsupported: 0,
    failed: 0,
    bytes: 310_000_000,
  };
  const base = { ...runningJob(), problems: [], progress: { ...runningJob().progress, problem_count: 0 } };
  return [
    {
      ...base,
      job_id: 'job-0',
      title: 'Sunday at the lake',
      status: 'done',
      started_at: '2026-05-11T18:20:31.000Z',
      finished_at: '2026-05-11T18:22:31.000Z',
      session_id: 2,
      result: { counts, session: { id: 2 } },
    },
    {
      ...base,
      job_id: 'job-x',
      title: 'Phone, spring',
      status: 'failed',
      started_at: '2026-05-01T10:00:00.000Z',
      finished_at: '2026-05-01T10:04:00.000Z',
      session_id: 5,
      error: { code: 'disk-full', message: 'The disk is full. Free some space, then resume the session.', details: {} },
    },
  ];
}

export function previewResult(): ImportPreview {
  return {
    counts: {
      found: 298,
      imported: 211,
      duplicates: 9,
      further_copies: 2,
      companions: 76,
      moved: 0,
      skipped: 0,
      unsupported: 1,
      failed: 1,
      bytes: 1_900_000_000,
    },
    groups: { new: 209, identical: 9, same_picture: 2, companion: 76, unsupported: 1, unreadable: 1 },
    elsewhere: 0,
    problems: runningJob().problems,
    matches: [],
    places: ['2026-06-12T09', '2026-06-13T18', '2026-06-14T07'].map((hour, n) => ({
      source_name: 'DCIM',
      relative_path: `10${n}CANON/IMG_${n}.JPG`,
      taken_at: `${hour}:10:00.000`,
      camera: 'Canon EOS R6',
      photos: [80, 100, 31][n] ?? 0,
    })),
    free_space_bytes: 412_000_000_000,
    duration_ms: 812,
  };
}

export function detailOf(index: number): PhotoDetail {
  const tile = tileOf(index, '2026-06-14');
  const camera = noise(index) > 0.3;
  return {
    hothash: tile.hothash,
    hash_algo: 'img1',
    place: '',
    format: 'jpeg',
    width: tile.width,
    height: tile.height,
    orientation: 1,
    taken_at: tile.taken_at,
    taken_at_offset: '+02:00',
    taken_at_source: 'exif',
    camera: camera ? 'Canon EOS R6' : null,
    lens: camera ? 'RF 35mm F1.8 Macro IS STM' : null,
    exposure: camera ? { iso: 200, f_number: 5.6, exposure_time_s: 0.004, focal_length_mm: 35 } : null,
    gps: camera ? { latitude: 68.14562, longitude: 13.61071, altitude_m: 12 } : null,
    title: '',
    caption: '',
    rating: ratioOf(index) > 1.6 ? 4 : 0,
    flag: 'none',
    color: null,
    tags: camera ? ['Lofoten', 'sea'] : [],
    custom: [],
    author: 'Ada',
    has_hotpreview: true,
    imported_at: '2026-06-20T18:22:31.000Z',
    sessions: [{ id: 1, title: 'Lofoten in June' }],
    files: [
      {
        path: `DCIM/100CANON/${tile.file_name}`,
        full_path: `/mnt/photos/imalink_20241018_143052_a1b2c3d4/photos/DCIM/100CANON/${tile.file_name}`,
        storage_uuid: home,
        storage_name: 'Home archive',
        session_id: 1,
        checksum: tile.hothash,
        file_size: 6_312_004,
        mtime: '2026-06-14T19:02:11.000Z',
        status: tile.status,
        last_seen: '2026-06-20T18:40:00.000Z',
        storage_online: tile.storage_online,
        original_filename: tile.file_name,
        verified_at: index % 2 === 0 ? '2026-06-21T03:10:00.000Z' : null,
        companions: [],
      },
    ],
  };
}

/** A small tree of folders; `/root` cannot be opened. */
export function folders(path = '/home/ada'): FolderListing {
  const tree: Record<string, string[]> = {
    '/': ['home', 'media', 'mnt'],
    '/home': ['ada'],
    '/home/ada': ['Desktop', 'Documents', 'Downloads', 'Pictures'],
    '/home/ada/Pictures': ['2019', 'Italy', 'Lofoten', 'Scans'],
    '/mnt': ['photos'],
    '/mnt/photos': ['imalink_20241018_143052_a1b2c3d4'],
    '/media': ['ada'],
    '/media/ada': ['CANON'],
    '/media/ada/CANON': ['DCIM'],
  };
  if (path.startsWith('/root')) throw Object.assign(new Error('The file or folder cannot be read.'), { code: 'path-not-readable' });
  const inside = tree[path] ?? [];
  const parent = path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/';
  return {
    path,
    parent,
    image_count: path === '/home/ada/Pictures' ? 12 : 0,
    folders: inside.map((name) => ({ name, path: `${path === '/' ? '' : path}/${name}`, is_storage: name.startsWith('imalink_') })),
    places: [
      { label: 'Home', path: '/home/ada' },
      { label: 'Pictures', path: '/home/ada/Pictures' },
      { label: 'CANON', path: '/media/ada/CANON' },
      { label: 'Computer', path: '/' },
    ],
  };
}

/** The table of the preview: as many of each kind as its groups say. */
export function previewFiles(kind: string | undefined, cursor: number, limit: number): object {
  const { groups } = previewResult();
  const pathOf = (each: string, n: number): string => `DCIM/100CANON/${each}_${1000 + n}.JPG`;
  const files = Object.entries(groups).flatMap(([each, count]) =>
    Array.from({ length: kind === undefined || kind === each ? count : 0 }, (_, n) => ({
      path: pathOf(each, n),
      kind: each,
      hothash: each === 'unsupported' || each === 'unreadable' ? null : hothashOf(n * 13 + each.length),
      size_bytes: 8_000_000 + n,
      taken_at: null,
      matches:
        each === 'identical' || each === 'same_picture'
          ? [
              {
                storage_uuid: '00000000-0000-4000-8000-000000000001',
                storage_name: 'Home archive',
                path: `2024/IMG_${n}.JPG`,
                place: 'here',
                same_bytes: each === 'identical',
                differs: each === 'identical' ? [] : ['caption', 'rating'],
              },
            ]
          : [],
      action: each === 'identical' ? 'skip' : each === 'unsupported' || each === 'unreadable' ? 'none' : 'import',
      problem:
        each === 'unsupported'
          ? { path: pathOf(each, n), code: 'unsupported', message: 'not a kind of file that ImaLink imports' }
          : each === 'unreadable'
            ? { path: pathOf(each, n), code: 'unreadable', message: 'cannot be read (EIO)' }
            : null,
    })),
  );
  const end = cursor + limit;
  return { total: files.length, files: files.slice(cursor, end), next_cursor: end < files.length ? end : null };
}
