import { expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import type { StorageDto } from '#contract/storage.ts';
import { noticeOf } from './storage-notice.ts';

const storage = (uuid: string, more: Partial<StorageDto> = {}): StorageDto =>
  ({
    uuid,
    display_name: uuid,
    is_active: true,
    is_accessible: true,
    total_files: 3,
    last_seen: null,
    is_quiet: false,
    clone_path: null,
    ...more,
  }) as StorageDto;

test('a question about a storage comes before one that is away; what is only told can be put away', () => {
  const away = storage('Disk', { is_accessible: false, last_seen: '2024-06-01T10:00:00.000Z' });
  const twice = storage('Twin', { clone_path: '/mnt/b' });
  const ahead = storage('Shared');
  const newer = { kind: 'index_newer', lane: 'ask', storage_uuid: 'Shared' } as Conflict;
  expect(noticeOf([away, ahead, twice], [newer], [])?.leads).toMatchObject({ to: 'storage', uuid: 'Twin' });
  expect(noticeOf([away, ahead], [newer], [])).toMatchObject({ leads: { to: 'conflicts' }, hides: [] });
  const told = noticeOf([away, ahead], [], []);
  expect(told).toMatchObject({ leads: { to: 'storage', uuid: 'Disk' }, hides: ['Disk'] });
  expect(told?.text).toMatch(/^Disk is not connected, last seen .*2024/);
  expect(noticeOf([away, ahead], [], ['Disk'])).toBeNull();
  expect(noticeOf([away, storage('Card', { is_accessible: false })], [], [])?.text).toContain('Disk, Card are not connected');
});

test('nothing is said of a storage that rests, or that holds nothing', () => {
  const resting = storage('Old', { is_accessible: false, is_active: false });
  const empty = storage('New', { is_accessible: false, total_files: 0 });
  expect(noticeOf([resting, empty, storage('Home')], [], [])).toBeNull();
});
