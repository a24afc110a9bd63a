/** Storages that go and come in the fake library: `?clone=1` one at two places, `?watch=periodic` a disk that does not tell. */
import type { EventName } from '#contract/events.ts';
import type { Conflict } from '#contract/scan.ts';
import type { DiscoveredStorage, StorageDto, WatchStatus } from '#contract/storage.ts';

const copyPath = '/media/ada/Backup/imalink_20241018_143052_a1b2c3d4';

interface Fake {
  readonly options: URLSearchParams;
  readonly list: () => readonly StorageDto[];
  readonly emit: (name: EventName, payload: unknown) => void;
  /** Starts a job that ends soon with this result. */
  readonly job: (kind: string, title: string, result: unknown) => { job_id: string };
}

/** The storages of the fake library with what was done to them, and the answers that do it. */
export function createStorages({ options, list, emit, job }: Fake) {
  const changes = new Map<string, Partial<StorageDto>>();
  const forgotten = new Set<string>();
  const [first] = list();
  if (options.get('clone') === '1' && first) changes.set(first.uuid, { clone_path: copyPath });
  const all = (): StorageDto[] =>
    list()
      .filter(({ uuid }) => !forgotten.has(uuid))
      .map((storage) => ({ ...storage, ...changes.get(storage.uuid) }));
  const find = (uuid: string): StorageDto => {
    const storage = all().find((each) => each.uuid === uuid);
    if (storage == null) throw Object.assign(new Error('There is no such storage.'), { code: 'storage-not-found' });
    return storage;
  };
  const change = (uuid: string, patch: Partial<StorageDto>): StorageDto => {
    changes.set(uuid, { ...changes.get(uuid), ...patch });
    emit('storage.changed', { storage_uuid: uuid });
    return find(uuid);
  };
  const answers = {
    'storage.list': () => ({ storages: all() }),
    'storage.check': ({ storage }: { storage: string }) => {
      const { is_accessible, state, clone_path } = find(storage);
      return { is_accessible, state, free_space_gb: is_accessible ? 400 : null, clone_path };
    },
    'storage.discover': () => job('discover', 'Find storages', { found: found(all()) }),
    'storage.relocate': ({ storage, path }: { storage: string; path: string }) =>
      change(storage, { full_path: path, state: 'online', state_hint: null, is_accessible: true, free_space_bytes: 120_000_000_000 }),
    'storage.deactivate': ({ storage }: { storage: string }) =>
      change(storage, { is_active: false, is_accessible: false, state: 'inactive', state_hint: 'It is left alone.' }),
    'storage.reactivate': ({ storage }: { storage: string }) =>
      change(storage, { is_active: true, is_accessible: true, state: 'online', state_hint: null }),
    'storage.forget': ({ storage, confirm }: { storage: string; confirm?: boolean }) => {
      const { total_files, session_count, health } = find(storage);
      if (confirm === true) {
        forgotten.add(storage);
        emit('storage.changed', { storage_uuid: storage });
      }
      return {
        forgotten: confirm === true,
        photos: total_files,
        sessions: session_count,
        files_touched_on_disk: 0,
        unwritten_sessions: health.stale_indexes,
      };
    },
    'storage.answerClone': ({ storage, path, answer }: { storage: string; path: string; answer: string }) =>
      change(storage, { clone_path: null, ...(answer === 'moved' ? { full_path: path } : {}) }),
    'watch.status': () => ({ storages: all().map((storage) => watchOf(storage, options.get('watch') === 'periodic')) }),
  };
  return {
    answers,
    conflicts: () => all().flatMap((storage) => (storage.clone_path == null ? [] : [cloneFinding(storage, storage.clone_path)])),
  };
}

function watchOf(storage: StorageDto, isPeriodic: boolean): WatchStatus {
  const { uuid, is_accessible, is_active, state_hint } = storage;
  const next_scan_at = is_accessible ? '2026-06-01T13:00:00.000Z' : null;
  if (!is_accessible) return { storage_uuid: uuid, state: 'off', notice: is_active ? state_hint : 'It is deactivated.', next_scan_at };
  return isPeriodic
    ? {
        storage_uuid: uuid,
        state: 'periodic',
        notice:
          'It is on a network or virtual drive (nfs4), which does not tell what others change there. It is scanned every hour instead.',
        next_scan_at,
      }
    : { storage_uuid: uuid, state: 'watching', notice: null, next_scan_at };
}

function found(storages: readonly StorageDto[]): DiscoveredStorage[] {
  const shared = (storage: StorageDto) => ({
    uuid: storage.uuid,
    display_name: storage.display_name,
    sessions: storage.session_count,
    files: storage.total_files,
    known_path: storage.full_path,
  });
  return [
    ...storages.map((storage): DiscoveredStorage =>
      storage.is_accessible
        ? { ...shared(storage), path: storage.full_path, relation: 'known' }
        : { ...shared(storage), path: '/media/ada/New disk/Travel', relation: 'moved' },
    ),
    ...storages.flatMap((storage): DiscoveredStorage[] =>
      storage.clone_path == null ? [] : [{ ...shared(storage), path: storage.clone_path, relation: 'clone' }],
    ),
    {
      path: '/mnt/nas/Family/imalink_20190101_120000_77777777',
      uuid: '77777777-7777-4777-8777-777777777777',
      display_name: 'Family NAS',
      sessions: 42,
      files: 31_020,
      relation: 'new',
      known_path: null,
    },
  ];
}

function cloneFinding(storage: StorageDto, path: string): Conflict {
  const place = (at: string, files: number, last_write: string) => ({ path: at, files, sessions: storage.session_count, last_write });
  return {
    id: 901,
    kind: 'clone_storage',
    path,
    reason: `${storage.display_name} is at ${storage.full_path} and at ${path}.`,
    lane: 'ask',
    default: 'keep',
    resolutions: ['keep', 'moved', 'backup', 'separate'],
    status: 'open',
    facts: {
      known: place(storage.full_path, storage.total_files, '2026-05-30T18:20:00.000Z'),
      other: place(path, storage.total_files - 40, '2026-05-11T09:05:00.000Z'),
    },
    storage_uuid: storage.uuid,
    first_seen: '2026-06-01T12:00:00.000Z',
    last_seen: '2026-06-01T12:00:00.000Z',
  };
}
