import { expect, test } from 'vitest';
import { foldersToScan, HintCollector } from '#core/services/watch/hints.ts';
import { faultNotice, tooManyNotice } from '#core/services/watch/medium.ts';
import { isSystemPlace, mountOf, parseMounts } from '#core/services/storages/places.ts';

const scan = (folders: string[], added = 0, removed = 0) => foldersToScan({ folders, added, removed });

test('new files cost a scan of their folder, or of two; more are one scan of what holds them', () => {
  expect([
    scan([]),
    scan(['2024/italy'], 3),
    scan(['2024/italy', '2024/italy/rome'], 3),
    scan(['2024/b', '2023/a'], 2),
    scan(['2024/a', '2024/b', '2024/c'], 3),
    scan(['2024/a', '2023/b', 'c'], 3),
    scan(['', '2024'], 1),
  ]).toEqual([[], ['2024/italy'], ['2024/italy'], ['2023/a', '2024/b'], ['2024'], [''], ['']]);
});

test('a move whose two ends were seen is one scan of what holds both; one that went nowhere is a scan of everything', () => {
  expect([
    scan(['2024/a', '2024/b'], 5, 5),
    scan(['2024/italy', '2024/italy-2'], 1, 1),
    scan(['a', 'b'], 1, 1),
    scan(['2024/a'], 0, 1),
    scan(['2024/a', '2024/b'], 4, 5),
  ]).toEqual([['2024'], ['2024'], [''], [''], ['']]);
});

test('a swarm in which events may have been lost is a scan of everything', () => {
  expect(scan(['2024/a'], 8_001)).toEqual(['']);
});

test('hints are due once it is quiet, or when they have waited long enough; what is fresh is looked at again', () => {
  const hints = new HintCollector(2_500, 10_000);
  const due: (number | null)[] = [hints.dueMs];
  hints.add('a', 'added', 0);
  due.push(hints.dueMs);
  for (let at = 1_000; at <= 9_000; at += 1_000) hints.add('b', 'changed', at);
  due.push(hints.dueMs);
  expect(due).toEqual([null, 2_500, 10_000]);
  expect(hints.take(10_000)).toEqual({ folders: ['a', 'b'], added: 1, removed: 0 });
  expect([hints.dueMs, hints.take(11_500).folders, hints.dueMs]).toEqual([11_500, ['b'], null]);
});

test('the notice of a full system names the number to raise', () => {
  expect([faultNotice('ENOSPC'), tooManyNotice(95, 100), tooManyNotice(90, 100), tooManyNotice(1e6, null)]).toEqual([
    expect.stringContaining('fs.inotify.max_user_watches'),
    expect.stringContaining('fs.inotify.max_user_watches = 100'),
    null,
    null,
  ]);
});

test('mounts are read with their blanks, and a path belongs to the innermost', () => {
  const mounts = parseMounts('/dev/a / ext4 rw 0 0\n//nas/p /mnt/my\\040nas cifs rw 0 0\n/dev/b /mnt ext4 rw 0 0\n');
  expect([
    mountOf(mounts, '/mnt/my nas/photos')?.type,
    mountOf(mounts, '/mnt/my nasty')?.path,
    mountOf(mounts, '/home')?.path,
    mountOf([], '/'),
  ]).toEqual(['cifs', '/mnt', '/', null]);
});

test('folders of the system are known by their place, not by their name alone', () => {
  expect(
    ['/', '/usr', '/usr/share', '/home/ada/usr', '/run/user', '/run/media/ada', 'C:\\', 'C:\\Windows\\x', 'D:\\Photos', '/Volumes/T7'].map(
      isSystemPlace,
    ),
  ).toEqual([false, true, true, false, true, false, false, true, false, false]);
});
