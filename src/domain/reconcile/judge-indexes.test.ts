import { expect, test } from 'vitest';
import { judgeIndexes, type IndexSituation } from './judge-indexes.ts';

const trip = { uuid: 'u1', title: 'Trip', file: 'imports/session_1.json', isBehind: false };
const judge = (more: Partial<IndexSituation>) =>
  judgeIndexes({ onDisk: new Set([trip.file]), sessions: [trip], read: [], listed: new Set(), owners: new Map(), ...more }).map(
    ({ kind, lane, path }) => `${kind} ${lane} ${path}`,
  );

test('index_stale: an index that the catalog has been ahead of for long is written, and told; one that is gone is missing', () => {
  expect(judge({})).toEqual([]);
  expect(judge({ sessions: [{ ...trip, isBehind: true }] })).toEqual([`index_stale auto ${trip.file}`]);
  expect(judge({ sessions: [{ ...trip, isBehind: true }], onDisk: new Set() })).toEqual([`index_missing auto ${trip.file}`]);
});

test('session_id_collision: a second file name is told while the file is new here', () => {
  const second = { ...trip, uuid: 'u2', file: 'imports/session_1-a1b2c3d4.json' };
  const read = { file: second.file, is: 'session' as const, uuid: 'u2', title: 'Trip', count: 0, paths: [] };
  const onDisk = new Set([trip.file, second.file]);
  expect(judge({ sessions: [trip, second], onDisk, read: [read] })).toEqual([`session_id_collision info ${second.file}`]);
  expect(judge({ sessions: [trip, second], onDisk })).toEqual([]);
});

test('session_conflict: only paths that another session has, of a session that is known or listed', () => {
  const read = {
    file: 'imports/session_2.json',
    is: 'session' as const,
    uuid: 'u2',
    title: 'Again',
    count: 2,
    paths: ['a/1.jpg', 'a/2.jpg'],
  };
  const listed = new Set([read.file]);
  expect(judge({ read: [read], listed, owners: new Map([['a/2.jpg', 'u1']]) })).toEqual(['session_conflict info a/2.jpg']);
  expect(judge({ read: [read], listed, owners: new Map([['a/2.jpg', 'u2']]) })).toEqual([]);
  expect(judge({ read: [read], owners: new Map([['a/2.jpg', 'u1']]) })).toEqual(['index_orphan ask imports/session_2.json']);
});
